#pragma once
// The loops in which most records spend most of their time: one interval a row, no branches, compiled for AVX2 too.
#include "runtime/base/instant.h"

#include <cstdint>

/// A kernel compiled for AVX2 too, with everything that it calls; the processor chooses when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ZS_KERNEL __attribute__((target_clones("avx2", "default"), flatten))
#else
#define ZS_KERNEL
#endif

namespace zs::vm::dense {

/// out[i] = max(x[i], y[i]); out overlaps neither operand. Likewise below.
void maximum(const Tick* x, const Tick* y, Tick* out, uint32_t n);
void minimum(const Tick* x, const Tick* y, Tick* out, uint32_t n);
void copy(const Tick* x, Tick* out, uint32_t n);
/// Union of [xa, xb) and [ya, yb), right where it is one interval; true where some row leaves a gap between the two.
bool unite(const Tick* xa, const Tick* xb, const Tick* ya, const Tick* yb, Tick* oa, Tick* ob, uint32_t n);
/// Both are not empty and at least one second lies between them.
constexpr bool leaves_gap(Tick xa, Tick xb, Tick ya, Tick yb) noexcept {
  const Tick last_start = xa > ya ? xa : ya, first_end = xb < yb ? xb : yb;
  return (xa | 1) < xb && (ya | 1) < yb && last_start > (first_end | 1);
}
/// A clock of plain seconds: out[i] is the tick of start[i] + seconds, kTickNever where that is later than end[i] or start[i]
/// is kNever; seconds ≥ 1. No start or end may be ⊥.
void after_seconds(const Instant* start, const Instant* end, int64_t seconds, Tick* out, uint32_t n);
/// out[i] = min(out[i], x[i]), where ⊥ is no event.
void least(const int64_t* x, int64_t* out, uint32_t n);
/// Is some x[i] other than x[0]?
bool varies(const int64_t* x, uint32_t n);
bool contains(const int64_t* x, int64_t value, uint32_t n);
/// Marks rows whose [a, b) is not empty and begins by `latest`, or has a provisional end; `marks` is or-ed into.
void mark(const Tick* a, const Tick* b, Tick latest, uint8_t* marks, uint32_t n);

}  // namespace zs::vm::dense
