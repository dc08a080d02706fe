#pragma once
// Writing a T register: must and may, a byte each; may is must wherever nothing is missing in the batch.
#include "runtime/vm/frame.h"

namespace zs::vm {

/// Runs f(i) -> must over rows, `missing(i)` saying where it is unknown instead.
template <class F, class M>
inline void test(Exec& ex, const Op& op, F f, M missing) {
  const uint32_t n = ex.size_of(op);
  uint8_t* const must = op.dst->must_store.reserve(n);
  bool some = false;
#pragma GCC ivdep
  for (uint32_t i = 0; i < n; ++i) some |= missing(i);
  Register& dst = *op.dst;
  if (some) {
    uint8_t* const may = dst.may_store.reserve(n);
    for (uint32_t i = 0; i < n; ++i) {
      const bool m = missing(i), v = !m && f(i);
      must[i] = v;
      may[i] = v || m;
    }
    dst.may = may;
  } else {
    for (uint32_t i = 0; i < n; ++i) must[i] = f(i);
    dst.may = must;
  }
  dst.must = must;
  dst.exact = !some;
}
}  // namespace zs::vm
