#include "runtime/vm/kernels_dense.h"

#include "runtime/base/value.h"

#include <cstring>

namespace zs::vm::dense {

ZS_KERNEL void maximum(const Tick* __restrict x, const Tick* __restrict y, Tick* __restrict out, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) out[i] = x[i] > y[i] ? x[i] : y[i];
}

ZS_KERNEL void minimum(const Tick* __restrict x, const Tick* __restrict y, Tick* __restrict out, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) out[i] = x[i] < y[i] ? x[i] : y[i];
}

void copy(const Tick* x, Tick* out, uint32_t n) {
  if (n != 0) std::memcpy(out, x, n * sizeof(Tick));
}

ZS_KERNEL bool unite(const Tick* __restrict xa, const Tick* __restrict xb, const Tick* __restrict ya, const Tick* __restrict yb,
                     Tick* __restrict oa, Tick* __restrict ob, uint32_t n) {
  Tick gap = 0;
  for (uint32_t i = 0; i < n; ++i) {
    const Tick a1 = xa[i], b1 = xb[i], a2 = ya[i], b2 = yb[i];
    const bool empty1 = (a1 | 1) >= b1, empty2 = (a2 | 1) >= b2;
    const Tick low_a = a1 < a2 ? a1 : a2, high_a = a1 < a2 ? a2 : a1;
    const Tick low_b = b1 < b2 ? b1 : b2, high_b = b1 < b2 ? b2 : b1;
    oa[i] = empty1 ? a2 : empty2 ? a1 : low_a;
    ob[i] = empty1 ? b2 : empty2 ? b1 : high_b;
    gap |= empty1 | empty2 ? 0 : static_cast<Tick>(high_a > (low_b | 1));
  }
  return gap != 0;
}

ZS_KERNEL void after_seconds(const Instant* __restrict start, const Instant* __restrict end, int64_t seconds, Tick* __restrict out, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) {
    const Instant t = start[i] + seconds;
    out[i] = t > end[i] ? kTickNever : 2 * t;
  }
}

ZS_KERNEL void least(const int64_t* __restrict x, int64_t* __restrict out, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) {
    const int64_t e = x[i] == kMissing ? kNever : x[i];
    out[i] = out[i] < e ? out[i] : e;
  }
}

ZS_KERNEL bool varies(const int64_t* x, uint32_t n) {
  int64_t other = 0;
  for (uint32_t i = 1; i < n; ++i) other |= x[i] ^ x[0];
  return other != 0;
}

ZS_KERNEL bool contains(const int64_t* x, int64_t value, uint32_t n) {
  int64_t found = 0;
  for (uint32_t i = 0; i < n; ++i) found |= x[i] == value;
  return found != 0;
}

ZS_KERNEL void mark(const Tick* __restrict a, const Tick* __restrict b, Tick latest, uint8_t* __restrict marks, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) {
    const bool some = (a[i] | 1) < b[i];
    const bool told = a[i] <= latest;
    const bool provisional = ((a[i] | b[i]) & 1) != 0;
    marks[i] |= static_cast<uint8_t>(some & (told | provisional));
  }
}

}  // namespace zs::vm::dense
