// Plain values: defaults, the earlier and the later event.
#include "runtime/vm/frame.h"

#include <algorithm>

namespace zs::vm {

namespace {

template <class F>
void map2(Exec& ex, const Op& op, F f) {
  const uint32_t n = ex.size_of(op);
  const int64_t* const x = op.src[0]->v;
  const int64_t* const y = op.src[1]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
#pragma GCC ivdep
  for (uint32_t i = 0; i < n; ++i) out[i] = f(x[i], y[i]);
  op.dst->v = out;
}

void coalesce(Exec& ex, const Op& op) { map2(ex, op, [](int64_t x, int64_t y) { return x == kMissing ? y : x; }); }
void event_min(Exec& ex, const Op& op) { map2(ex, op, [](int64_t x, int64_t y) { return std::min(x, y); }); }
// A missing date stays missing: kMissing is the least word.
void event_max(Exec& ex, const Op& op) {
  map2(ex, op, [](int64_t x, int64_t y) { return x == kMissing || y == kMissing ? kMissing : std::max(x, y); });
}

void guard(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const uint8_t* const t = op.src[0]->must;
  const int64_t* const x = op.src[1]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
#pragma GCC ivdep
  for (uint32_t i = 0; i < n; ++i) out[i] = t[i] ? x[i] : kMissing;
  op.dst->v = out;
}

void seg_min(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const uint32_t* const at = op.src[0]->domain.offsets;
  const int64_t* const x = op.src[1]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    int64_t least = kNever;
    for (uint32_t k = at[i]; k < at[i + 1]; ++k) least = std::min(least, x[k]);
    out[i] = least;
  }
  op.dst->v = out;
}

void day_start(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t* const x = op.src[0]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
#pragma GCC ivdep
  for (uint32_t i = 0; i < n; ++i) out[i] = x[i] == kMissing ? kMissing : static_cast<int64_t>(static_cast<uint64_t>(x[i]) * kSecondsPerDay);
  op.dst->v = out;
}

void place(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t* const x = op.src[0]->v;
  const ListRef* const l = op.src[1]->l;
  int64_t* const out = op.dst->v_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    if (x[i] == kMissing || l[i].size < 0) {
      out[i] = kMissing;
      continue;
    }
    int32_t at = 0;  // flows are short: a plain loop beats std::find's unrolled one
    while (at < l[i].size && l[i].data[at] != x[i]) ++at;
    out[i] = at == l[i].size ? kNever : at;
  }
  op.dst->v = out;
}

void coalesce_l(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const ListRef* const x = op.src[0]->l;
  const ListRef* const y = op.src[1]->l;
  ListRef* const out = op.dst->l_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) out[i] = x[i].size < 0 ? y[i] : x[i];
  op.dst->l = out;
}

}  // namespace

Kernel value_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kCoalesce: return coalesce;
    case Opcode::kGuard: return guard;
    case Opcode::kEventMin: return event_min;
    case Opcode::kEventMax: return event_max;
    case Opcode::kSegMin: return seg_min;
    case Opcode::kDayStart: return day_start;
    case Opcode::kCoalesceL: return coalesce_l;
    case Opcode::kPlace: return place;
    default: return nullptr;
  }
}

}  // namespace zs::vm
