// Temporal truth asked for at T alone: a byte a row instead of a set.
#include "runtime/vm/frame.h"
#include "runtime/vm/kernels_dense.h"
#include "runtime/vm/least.h"
#include "runtime/vm/truth.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace zs::vm {

namespace {

using columns::Column;
using columns::Table;

/// Calls f(k) for every k < n whose byte is 1; most are 0, the others 1.
template <class F>
inline void each_set(const uint8_t* bytes, uint32_t n, F f) {
  uint32_t k = 0;
  for (; k + 8 <= n; k += 8) {
    uint64_t word;
    std::memcpy(&word, bytes + k, 8);
    for (; word != 0; word &= word - 1) f(k + static_cast<uint32_t>(std::countr_zero(word)) / 8);
  }
  for (; k < n; ++k)
    if (bytes[k]) f(k);
}

/// The same from two planes of a T operand, or from one where nothing is unknown: f(bytes in, bytes out).
template <class F>
void both_planes(const Op& op, const Register& x, uint32_t n, F f) {
  Register& dst = *op.dst;
  uint8_t* const must = dst.must_store.reserve(n);
  uint8_t* may = must;
  f(x.must, must);
  if (!x.exact) {
    may = dst.may_store.reserve(n);
    f(x.may, may);
  }
  dst.must = must;
  dst.may = may;
  dst.exact = x.exact;
}

ZS_KERNEL void holds_at(const Tick* __restrict a, const Tick* __restrict b, Tick t, uint8_t* __restrict out, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) out[i] = (a[i] <= t) & (b[i] > t);
}

void at_set(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Register& x = *op.src[0];
  Register& dst = *op.dst;
  const auto plane = [&](const Plane& p, uint8_t* out) {
    holds_at(p.a, p.b, tick_of(ex.as_of, true), out, n);
    for (const Spill& s : p.spill) out[s.row] = temporal::contains({p.pool.data() + s.at, s.size}, ex.as_of);
  };
  uint8_t* const must = dst.must_store.reserve(n);
  uint8_t* const may = x.exact ? must : dst.may_store.reserve(n);
  plane(x.must_plane, must);
  if (!x.exact) plane(x.may_plane, may);
  dst.must = must;
  dst.may = may;
  dst.exact = x.exact;
}

ZS_KERNEL void at_from(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const Instant t = ex.as_of;
  test(ex, op, [=](uint32_t i) { return x[i] <= t; }, [=](uint32_t i) { return x[i] == kMissing; });
}
ZS_KERNEL void at_before(Exec& ex, const Op& op) {
  const int64_t *const x = op.src[0]->v, *const y = op.src[1]->v;
  const Instant t = ex.as_of;
  test(ex, op, [=](uint32_t i) { return (x[i] < y[i]) & (x[i] <= t); }, [=](uint32_t i) { return (x[i] == kMissing) | (y[i] == kMissing); });
}
ZS_KERNEL void at_after(Exec& ex, const Op& op) {
  const int64_t *const x = op.src[0]->v, *const y = op.src[1]->v;
  const Instant t = ex.as_of;
  test(ex, op, [=](uint32_t i) { return (x[i] > y[i]) & (x[i] <= t); }, [=](uint32_t i) { return (x[i] == kMissing) | (y[i] == kMissing); });
}

// ---- known -----------------------------------------------------------------------------------------------------------

/// Marks rows with an event by t; are all of them marked?
ZS_KERNEL bool mark_known(const int64_t* __restrict x, Instant t, uint8_t* __restrict out, uint32_t n) {
  int64_t all = 1;
  for (uint32_t i = 0; i < n; ++i) {
    const int64_t known = static_cast<int64_t>((x[i] <= t) & (x[i] != kMissing)) | out[i];
    out[i] = static_cast<uint8_t>(known);
    all &= known;
  }
  return all != 0;
}

/// The columns of the rows' own events, until every row is known; the few rows left are looked into one by one.
void known_together(Exec& ex, const Domain& d, uint8_t* out) {
  std::memset(out, 0, d.n);
  const auto& fields = ex.image.program->models.models[static_cast<size_t>(d.table->model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const Column& c = d.table->columns[f];
    if (fields[f].type == model::FieldType::kEvent && c.values.size() != 0 && mark_known(c.values.data() + d.first, ex.as_of, out, d.n)) return;
  }
  const uint32_t left = d.n - static_cast<uint32_t>(std::count(out, out + d.n, uint8_t{1}));
  int64_t* const least = ex.thread.words.reserve(d.n);
  std::fill_n(least, d.n, kNever);
  if (left > d.n / 8) least_events(ex.image, *d.table, d.first, d.n, least);
  for (uint32_t i = 0; i < d.n; ++i) {
    if (out[i]) continue;
    if (left <= d.n / 8) least_events(ex.image, *d.table, d.first + i, 1, least + i);
    out[i] = least[i] == kNever || least[i] <= ex.as_of;
  }
}

void at_known(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  uint8_t* const out = op.dst->must_store.reserve(d.n);
  if (!d.table) {
    std::memset(out, 1, d.n);
  } else if (!d.rows) {
    known_together(ex, d, out);
  } else {
    int64_t* const least = ex.thread.words.reserve(d.n);
    std::fill_n(least, d.n, kNever);
    least_events_of(ex.image, *d.table, d.rows, d.n, least);
    for (uint32_t i = 0; i < d.n; ++i) out[i] = least[i] == kNever || least[i] <= ex.as_of;
  }
  op.dst->must = op.dst->may = out;
  op.dst->exact = true;
}

// ---- a choice of rows ------------------------------------------------------------------------------------------------

void where(Exec&, const Op& op) {
  const Domain& parent = op.src[0]->domain;
  const Register& t = *op.src[1];
  Domain& d = op.dst->domain;
  d.parent = &parent;
  d.table = parent.table;
  d.rows_store.clear();
  d.parent_store.clear();
  each_set(t.exact ? t.must : t.may, parent.n, [&](uint32_t i) {
    d.parent_store.push_back(i);
    d.rows_store.push_back(parent.row(i));
  });
  d.n = static_cast<uint32_t>(d.parent_store.size());
  d.offset_store.resize(parent.n + size_t{1});
  uint32_t done = 0;
  for (uint32_t k = 0; k <= d.n; ++k) {  // row i of the parent begins at the number chosen before it
    const uint32_t until = k < d.n ? d.parent_store[k] + 1 : parent.n + 1;
    std::fill(d.offset_store.begin() + done, d.offset_store.begin() + until, k);
    done = until;
  }
  d.rows = d.rows_store.data();
  d.parent_row = d.parent_store.data();
  d.offsets = d.offset_store.data();
}

// ---- rows of a child domain ------------------------------------------------------------------------------------------

void at_any(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Domain& rows = op.src[0]->domain;
  both_planes(op, *op.src[1], n, [&](const uint8_t* in, uint8_t* out) {
    std::memset(out, 0, n);
    each_set(in, rows.n, [&](uint32_t k) { out[rows.parent_row[k]] = 1; });
  });
}

void at_count(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const uint32_t* const at = op.src[0]->domain.offsets;
  both_planes(op, *op.src[1], n, [&](const uint8_t* in, uint8_t* out) {
    for (uint32_t i = 0; i < n; ++i) {
      int32_t held = 0;
      for (uint32_t k = at[i]; k < at[i + 1]; ++k) held += in[k];
      out[i] = held >= op.imm;
    }
  });
}

/// Is every element the value of a row that can be seen? ⊥ is any element where `may`.
bool all_seen(const ListRef& list, const int64_t* values, const uint8_t* visible, uint32_t from, uint32_t to, bool may) {
  for (int32_t e = 0; e < list.size; ++e) {
    uint32_t k = from;
    while (k < to && !(visible[k] && (values[k] == list.data[e] || (may && values[k] == kMissing)))) ++k;
    if (k == to) return false;
  }
  return true;
}

void at_all_in(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Register& rows = *op.src[0];
  const ListRef* const lists = op.src[1]->l;
  const int64_t* const values = op.src[2]->v;
  const Register& visible = *op.src[3];
  const uint32_t* const at = rows.domain.offsets;
  Register& dst = *op.dst;
  uint8_t* const must = dst.must_store.reserve(n);
  bool exact = visible.exact && !dense::contains(values, kMissing, rows.domain.n);
  for (uint32_t i = 0; i < n; ++i) {
    must[i] = lists[i].size >= 0 && all_seen(lists[i], values, visible.must, at[i], at[i + 1], false);
    exact &= lists[i].size >= 0;
  }
  dst.must = dst.may = must;
  dst.exact = exact;
  if (exact) return;
  uint8_t* const may = dst.may_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) may[i] = lists[i].size < 0 || all_seen(lists[i], values, visible.may, at[i], at[i + 1], true);
  dst.may = may;
}

// ---- disorder --------------------------------------------------------------------------------------------------------

/// Marks rows after which a row of the same owner stands with a lower place or an earlier event, and rows that lack either.
/// Where none is marked, places and events of every list rise together, and no row is out of order.
ZS_KERNEL void mark_falls(const int64_t* __restrict place, const int64_t* __restrict event, const uint32_t* __restrict owner, uint8_t* __restrict out, uint32_t n) {
  for (uint32_t k = 0; k + 1 < n; ++k) {
    const bool falls = (place[k] > place[k + 1]) | (event[k] > event[k + 1]);
    out[k] = static_cast<uint8_t>((falls & (owner[k] == owner[k + 1])) | (place[k] == kMissing) | (event[k] == kMissing));
  }
  if (n > 0) out[n - 1] = (place[n - 1] == kMissing) | (event[n - 1] == kMissing);
}

struct Pair {
  bool must = false, may = false;
};
Pair out_of_order(int64_t place, int64_t other_place, int64_t event, int64_t other_event, Instant t) {
  const bool open_place = place == kMissing || other_place == kMissing, open_event = event == kMissing || other_event == kMissing;
  const bool precedes = !open_place && place < other_place && other_place != kNever;
  const bool after = !open_event && event > other_event && event <= t;
  return {precedes && after, (precedes || open_place) && (after || open_event)};
}

void at_disorder(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  const int64_t *const place = op.src[0]->v, *const event = op.src[1]->v;
  Register& dst = *op.dst;
  uint8_t* const must = dst.must_store.reserve(d.n);
  uint8_t* const may = dst.may_store.reserve(d.n);
  std::memset(must, 0, d.n);
  dst.must = dst.may = must;
  dst.exact = true;
  if (!d.parent || d.n == 0) return;
  std::memset(may, 0, d.n);
  uint8_t* const falls = ex.thread.bytes.reserve(d.n);
  mark_falls(place, event, d.parent_row, falls, d.n);
  uint32_t done = 0;  // rows before it are settled
  each_set(falls, d.n, [&](uint32_t k) {
    if (k < done) return;
    const uint32_t from = d.offsets[d.parent_row[k]], to = done = d.offsets[d.parent_row[k] + 1];
    for (uint32_t i = from; i < to; ++i)
      for (uint32_t j = from; j < to; ++j) {
        const Pair p = out_of_order(place[i], place[j], event[i], event[j], ex.as_of);
        must[i] |= static_cast<uint8_t>(p.must);
        may[i] |= static_cast<uint8_t>(p.may);
        dst.exact &= p.must == p.may;
      }
  });
  if (!dst.exact) dst.may = may;
}

}  // namespace

Kernel moment_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kAtSet: return at_set;
    case Opcode::kAtKnown: return at_known;
    case Opcode::kAtFrom: return at_from;
    case Opcode::kAtBefore: return at_before;
    case Opcode::kAtAfter: return at_after;
    case Opcode::kAtAny: return at_any;
    case Opcode::kAtCount: return at_count;
    case Opcode::kAtAllIn: return at_all_in;
    case Opcode::kAtDisorder: return at_disorder;
    case Opcode::kWhere: return where;
    default: return nullptr;
  }
}

}  // namespace zs::vm
