#pragma once
// Which rows of one domain belong to a row of another.
#include "runtime/vm/frame.h"

#include <utility>

namespace zs::vm {

/// Rows of `inner`, a domain below (or the same as) `outer`, that belong to `row` of it.
inline std::pair<uint32_t, uint32_t> rows_of(const Domain& inner, const Domain& outer, uint32_t row) {
  if (&inner == &outer || !inner.parent) return {row, row + 1};
  const auto [from, to] = rows_of(*inner.parent, outer, row);
  return {inner.offsets[from], inner.offsets[to]};
}

}  // namespace zs::vm
