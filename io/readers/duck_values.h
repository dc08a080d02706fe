#pragma once
// One record of a chunk of DuckDB as Values, each with the text that DuckDB would make of it. Private to io/readers.
#include "io/arrow/node.h"
#include "io/binding/value.h"

namespace zs::readers {

/// Texts point into the chunk or into the arena; names into the node. Instants are those of China Standard Time.
binding::Value duck_value(const arrow::Node& node, int64_t row, binding::Arena& arena);

}  // namespace zs::readers
