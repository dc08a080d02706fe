#pragma once
// One row of a batch as Values, for the binder: the plain way in, exact for every type. The columns' way (columns.h) is the
// fast one, and asks this one where it is in doubt.
#include "io/arrow/node.h"
#include "io/binding/value.h"

namespace zs::arrow {

/// Texts point into the batch or into the arena. Instants are written in China Standard Time, whole seconds.
binding::Value value_at(const Node& node, int64_t row, binding::Arena& arena);

}  // namespace zs::arrow
