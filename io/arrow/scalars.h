#pragma once
// Single values of a column as the table's 64-bit form. Private to io/arrow.
#include "io/arrow/filler.h"

namespace zs::arrow {

/// Texts (pool codes, -1 missing) as labels of an enumeration; each text is looked up once. Unknown ones are marked.
std::vector<int64_t> labels_of(const std::vector<int32_t>& codes, const columns::StringPool& pool, const model::Enumeration& e, Marks& doubtful);

}  // namespace zs::arrow
