// Temporal truth: sets of instants by row. The dense loops ignore rows with several intervals; those are done again.
#include "runtime/temporal/clock.h"
#include "runtime/vm/frame.h"
#include "runtime/vm/kernels_dense.h"

#include <algorithm>

namespace zs::vm {

namespace {

using boost::container::small_vector;
using temporal::is_empty;

/// Computes the result's planes into scratch memory and then exchanges them with the register's: an operand may be the
/// result. f(plane of operands as chosen by `pick`, out).
template <class F>
void planes(Exec& ex, const Op& op, bool exact, F f) {
  Thread& t = ex.thread;
  f(t.scratch_must, true);
  if (!exact) f(t.scratch_may, false);
  std::swap(op.dst->must_plane, t.scratch_must);
  if (!exact) std::swap(op.dst->may_plane, t.scratch_may);
  op.dst->exact = exact;
}
const Plane& pick(const Register& r, bool must) { return must ? r.must_plane : r.may_set(); }

/// A plane filled with [a(i), b(i)) by row; the half that the shape leaves out is not asked for.
template <class A, class B>
void fill(Exec& ex, const Op& op, Plane& out, A a, B b) {
  const uint32_t n = ex.size_of(op);
  const Shape shape = op.dst->info.shape;
  out.prepare(n, shape, ex.thread.bounds);
  if (shape != Shape::D) {
    Tick* const pa = out.out_a();
    for (uint32_t i = 0; i < n; ++i) pa[i] = a(i);
  }
  if (shape != Shape::U) {
    Tick* const pb = out.out_b();
    for (uint32_t i = 0; i < n; ++i) pb[i] = b(i);
  }
}
/// ℝ where on(i), ∅ elsewhere, in any shape.
template <class On>
void fill_all_or_none(Exec& ex, const Op& op, Plane& out, On on) {
  fill(ex, op, out, [=](uint32_t i) { return on(i) ? kTickAlways : kTickNever; }, [=](uint32_t i) { return on(i) ? kTickNever : kTickAlways; });
}

void lift(Exec& ex, const Op& op) {
  const Register& x = *op.src[0];
  planes(ex, op, x.exact, [&](Plane& out, bool must) {
    const uint8_t* const t = must ? x.must : x.may;
    fill_all_or_none(ex, op, out, [=](uint32_t i) { return t[i] != 0; });
  });
}

/// Wraps where a hostile pack takes another value for an instant: the answer is then meaningless, but defined.
constexpr Tick to_tick(int64_t t) noexcept { return static_cast<Tick>(static_cast<uint64_t>(t) * 2); }

/// [at(i), ∞), unknown where missing(i).
template <class At, class Missing>
void since(Exec& ex, const Op& op, At at, Missing missing) {
  const uint32_t n = ex.size_of(op);
  bool some = false;
#pragma GCC ivdep
  for (uint32_t i = 0; i < n; ++i) some |= missing(i);
  planes(ex, op, !some, [&](Plane& out, bool must) {
    const auto a = [=](uint32_t i) { return missing(i) ? (must ? kTickNever : kTickAlways) : to_tick(at(i)); };
    // The end only matters in the shape I; an empty start is already ∅.
    if (some) fill(ex, op, out, a, [](uint32_t) { return kTickNever; });
    else fill(ex, op, out, [=](uint32_t i) { return to_tick(at(i)); }, [](uint32_t) { return kTickNever; });
  });
}

ZS_KERNEL void from(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  since(ex, op, [=](uint32_t i) { return x[i]; }, [=](uint32_t i) { return x[i] == kMissing; });
}
ZS_KERNEL void before(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const int64_t* const y = op.src[1]->v;
  since(ex, op, [=](uint32_t i) { return x[i] < y[i] ? x[i] : kNever; }, [=](uint32_t i) { return (x[i] == kMissing) | (y[i] == kMissing); });
}
ZS_KERNEL void after(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const int64_t* const y = op.src[1]->v;
  since(ex, op, [=](uint32_t i) { return x[i] > y[i] ? x[i] : kNever; }, [=](uint32_t i) { return (x[i] == kMissing) | (y[i] == kMissing); });
}

// ---- intersection, union, complement ---------------------------------------------------------------------------------

/// The rows that either operand spills, in rising order.
void spilled_rows(const Plane& x, const Plane& y, std::vector<uint32_t>& out) {
  out.clear();
  auto i = x.spill.begin(), j = y.spill.begin();
  while (i != x.spill.end() || j != y.spill.end()) {
    const bool left = j == y.spill.end() || (i != x.spill.end() && i->row <= j->row);
    if (left && j != y.spill.end() && i->row == j->row) ++j;
    out.push_back(left ? (i++)->row : (j++)->row);
  }
}

template <class Scalar>
void redo(Exec& ex, const Op& op, const Plane& x, const Plane& y, Plane& out, const std::vector<uint32_t>& rows, Scalar scalar) {
  Interval one_x, one_y;
  for (const uint32_t row : rows) {
    scalar(x.view(row, one_x), y.view(row, one_y), ex.thread.set_a);
    out.put(row, ex.thread.set_a, op.dst->info.shape);
  }
}

void intersect_planes(Exec& ex, const Op& op, const Plane& x, const Plane& y, Plane& out) {
  const uint32_t n = ex.size_of(op);
  const Shape shape = op.dst->info.shape;
  out.prepare(n, shape, ex.thread.bounds);
  if (shape != Shape::D) dense::maximum(x.a, y.a, out.out_a(), n);
  if (shape != Shape::U) dense::minimum(x.b, y.b, out.out_b(), n);
  if (x.spill.empty() && y.spill.empty()) return;
  spilled_rows(x, y, ex.thread.slow);
  redo(ex, op, x, y, out, ex.thread.slow, temporal::intersect);
}

void unite_planes(Exec& ex, const Op& op, const Plane& x, const Plane& y, Plane& out) {
  const uint32_t n = ex.size_of(op);
  const Shape shape = op.dst->info.shape;
  out.prepare(n, shape, ex.thread.bounds);
  if (shape == Shape::U) return dense::minimum(x.a, y.a, out.out_a(), n);
  if (shape == Shape::D) return dense::maximum(x.b, y.b, out.out_b(), n);
  const bool apart = dense::unite(x.a, x.b, y.a, y.b, out.out_a(), out.out_b(), n);
  if (!apart && x.spill.empty() && y.spill.empty()) return;
  std::vector<uint32_t>& rows = ex.thread.slow;
  spilled_rows(x, y, rows);
  if (apart) {
    const size_t spilled = rows.size();
    for (uint32_t i = 0; i < n; ++i)
      if (dense::leaves_gap(x.a[i], x.b[i], y.a[i], y.b[i])) rows.push_back(i);
    std::inplace_merge(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(spilled), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  redo(ex, op, x, y, out, rows, temporal::unite);
}

void complement_plane(Exec& ex, const Op& op, const Plane& x, Plane& out) {
  const uint32_t n = ex.size_of(op);
  const Shape shape = op.dst->info.shape, was = op.src[0]->info.shape;
  out.prepare(n, shape, ex.thread.bounds);
  if (was == Shape::U && shape == Shape::D) return dense::copy(x.a, out.out_b(), n);
  if (was == Shape::D && shape == Shape::U) return dense::copy(x.b, out.out_a(), n);
  Tick* const a = out.out_a();
  Tick* const b = out.out_b();
  std::vector<uint32_t>& rows = ex.thread.slow;
  rows.clear();
  for (uint32_t i = 0; i < n; ++i) {
    const bool empty = is_empty(x.a[i], x.b[i]), starts = x.a[i] != kTickAlways, ends = x.b[i] != kTickNever;
    // ¬[a, ∞) = (−∞, a), ¬(−∞, b) = [b, ∞), ¬∅ = ℝ, ¬ℝ = ∅; anything else leaves two intervals.
    a[i] = empty ? kTickAlways : starts ? kTickAlways : x.b[i];
    b[i] = empty ? kTickNever : starts ? x.a[i] : kTickNever;
    if (!empty && starts && ends) rows.push_back(i);
  }
  if (!x.spill.empty()) {  // a spilled row's hull need not have two ends
    const size_t two = rows.size();
    for (const Spill& s : x.spill) rows.push_back(s.row);
    std::inplace_merge(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(two), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  redo(ex, op, x, x, out, rows, [](SetView s, SetView, IntervalSet& set) { temporal::complement(s, set); });
}

void s_and(Exec& ex, const Op& op) {
  const Register &x = *op.src[0], &y = *op.src[1];
  planes(ex, op, x.exact && y.exact, [&](Plane& out, bool must) { intersect_planes(ex, op, pick(x, must), pick(y, must), out); });
}
void s_or(Exec& ex, const Op& op) {
  const Register &x = *op.src[0], &y = *op.src[1];
  planes(ex, op, x.exact && y.exact, [&](Plane& out, bool must) { unite_planes(ex, op, pick(x, must), pick(y, must), out); });
}
void s_not(Exec& ex, const Op& op) {
  const Register& x = *op.src[0];
  planes(ex, op, x.exact, [&](Plane& out, bool must) { complement_plane(ex, op, pick(x, !must), out); });
}

ZS_KERNEL void s_and_t(Exec& ex, const Op& op) {
  const Register &t = *op.src[0], &x = *op.src[1];
  planes(ex, op, t.exact && x.exact, [&](Plane& out, bool must) {
    const uint8_t* const on = must ? t.must : t.may;
    const Plane& s = pick(x, must);
    fill(ex, op, out, [&](uint32_t i) { return on[i] ? s.a[i] : kTickNever; }, [&](uint32_t i) { return on[i] ? s.b[i] : kTickAlways; });
    for (const Spill& r : s.spill)
      if (on[r.row]) out.put(r.row, {s.pool.data() + r.at, r.size}, op.dst->info.shape);
  });
}

// ---- rows of a child domain ------------------------------------------------------------------------------------------

void any_plane(Exec& ex, const Op& op, const Plane& x, Plane& out) {
  const uint32_t n = ex.size_of(op);
  const uint32_t* const at = op.src[0]->domain.offsets;
  const Shape shape = op.dst->info.shape;
  out.prepare(n, shape, ex.thread.bounds);
  if (shape == Shape::U || shape == Shape::D) {
    Tick* const to = shape == Shape::U ? out.out_a() : out.out_b();
    const Tick* const in = shape == Shape::U ? x.a : x.b;
    for (uint32_t i = 0; i < n; ++i) {
      Tick t = shape == Shape::U ? kTickNever : kTickAlways;
      for (uint32_t k = at[i]; k < at[i + 1]; ++k) t = shape == Shape::U ? std::min(t, in[k]) : std::max(t, in[k]);
      to[i] = t;
    }
    return;
  }
  IntervalSet& all = ex.thread.set_a;
  Interval one;
  for (uint32_t i = 0; i < n; ++i) {
    all.clear();
    for (uint32_t k = at[i]; k < at[i + 1]; ++k)
      for (const Interval& v : x.view(k, one)) all.push(v.a, v.b);
    if (all.size() > 1) all.normalise();
    out.put(i, all, shape);
  }
}
ZS_KERNEL void any(Exec& ex, const Op& op) {
  const Register& x = *op.src[1];
  planes(ex, op, x.exact, [&](Plane& out, bool must) { any_plane(ex, op, pick(x, must), out); });
}

void at_least_plane(Exec& ex, const Op& op, const Plane& x, Plane& out) {
  const uint32_t n = ex.size_of(op);
  const uint32_t* const at = op.src[0]->domain.offsets;
  const Shape shape = op.dst->info.shape;
  out.prepare(n, shape, ex.thread.bounds);
  small_vector<Interval, 16> all;
  Interval one;
  for (uint32_t i = 0; i < n; ++i) {
    all.clear();
    for (uint32_t k = at[i]; k < at[i + 1]; ++k)
      for (const Interval& v : x.view(k, one)) all.push_back(v);
    if (op.imm <= 0) ex.thread.set_a = IntervalSet::everything();
    else temporal::at_least(all, static_cast<size_t>(op.imm), ex.thread.set_a);
    out.put(i, ex.thread.set_a, shape);
  }
}
void at_least(Exec& ex, const Op& op) {
  const Register& x = *op.src[1];
  planes(ex, op, x.exact, [&](Plane& out, bool must) { at_least_plane(ex, op, pick(x, must), out); });
}

/// The instants at which some row of [from, to) with value `element` can be seen; ⊥ is any element where `may`.
void seen(const Plane& visible, const int64_t* values, uint32_t from, uint32_t to, int64_t element, bool may, IntervalSet& out) {
  out.clear();
  Interval one;
  for (uint32_t k = from; k < to; ++k)
    if (values[k] == element || (may && values[k] == kMissing))
      for (const Interval& v : visible.view(k, one)) out.push(v.a, v.b);
  if (out.size() > 1) out.normalise();
}

/// When the first row of [from, to) with value `element` can be seen, where what was seen once is seen ever after.
Tick first_seen(const Tick* visible, const int64_t* values, uint32_t from, uint32_t to, int64_t element, bool may) {
  Tick first = kTickNever;
  for (uint32_t k = from; k < to; ++k)
    if (values[k] == element || (may && values[k] == kMissing)) first = std::min(first, visible[k]);
  return first;
}

/// all_in where rows stay visible: from when the last of the elements was first seen.
void all_seen_plane(Exec& ex, const Op& op, const Plane& visible, bool must, Plane& out) {
  const uint32_t n = ex.size_of(op);
  const uint32_t* const at = op.src[0]->domain.offsets;
  const ListRef* const lists = op.src[1]->l;
  const int64_t* const values = op.src[2]->v;
  out.prepare(n, op.dst->info.shape, ex.thread.bounds);
  Tick* const to = out.out_a();
  for (uint32_t i = 0; i < n; ++i) {
    Tick all = lists[i].size < 0 && must ? kTickNever : kTickAlways;
    for (int32_t e = 0; e < lists[i].size && all != kTickNever; ++e)
      all = std::max(all, first_seen(visible.a, values, at[i], at[i + 1], lists[i].data[e], !must));
    to[i] = all;
  }
}

void all_in(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Register& rows = *op.src[0];
  const ListRef* const lists = op.src[1]->l;
  const int64_t* const values = op.src[2]->v;
  const Register& visible = *op.src[3];
  const uint32_t* const at = rows.domain.offsets;
  bool exact = visible.exact && std::none_of(values, values + rows.domain.n, [](int64_t v) { return v == kMissing; }) &&
               std::none_of(lists, lists + n, [](const ListRef& l) { return l.size < 0; });
  if (visible.info.shape == Shape::U && op.dst->info.shape == Shape::U)
    return planes(ex, op, exact, [&](Plane& out, bool must) { all_seen_plane(ex, op, pick(visible, must), must, out); });
  IntervalSet &all = ex.thread.set_a, &found = ex.thread.set_b, &both = ex.thread.set_c;
  planes(ex, op, exact, [&](Plane& out, bool must) {
    out.prepare(n, op.dst->info.shape, ex.thread.bounds);
    for (uint32_t i = 0; i < n; ++i) {
      all = lists[i].size < 0 && must ? IntervalSet() : IntervalSet::everything();
      for (int32_t e = 0; e < lists[i].size && !all.empty(); ++e) {
        seen(pick(visible, must), values, at[i], at[i + 1], lists[i].data[e], !must, found);
        temporal::intersect(all, found, both);
        std::swap(all, both);
      }
      out.put(i, all, op.dst->info.shape);
    }
  });
}

// ---- holding, force --------------------------------------------------------------------------------------------------

struct HoldRule {
  temporal::ClockRules rules;
  temporal::Basis basis;
  temporal::Quantity span;
};

/// The start of K(a).>d; where the beginning was provisional, so is what follows from it.
Tick held_from(const HoldRule& h, Tick a) {
  const temporal::Clock clock{h.rules, h.basis, instant_of(a), kNever};
  return temporal::over(clock, h.span) | (a & 1);
}

void hold_plane(Exec& ex, const Op& op, const HoldRule& h, const Plane& x, bool must, Plane& out) {
  auto moved = [&](Tick a, Tick b) { return is_empty(a, b) ? kTickNever : a == kTickAlways ? (must ? kTickNever : a) : held_from(h, a); };
  fill(ex, op, out, [&](uint32_t i) { return moved(x.a[i], x.b[i]); }, [&](uint32_t i) { return x.b[i]; });
  for (const Spill& s : x.spill) {
    ex.thread.set_a.clear();
    for (uint32_t k = s.at; k < s.at + s.size; ++k) ex.thread.set_a.push(moved(x.pool[k].a, x.pool[k].b), x.pool[k].b);
    ex.thread.set_a.normalise();
    out.put(s.row, ex.thread.set_a, op.dst->info.shape);
  }
}

void hold(Exec& ex, const Op& op) {
  const bytecode::HoldSpec& spec = ex.image.program->holds[static_cast<size_t>(op.imm)];
  HoldRule h;
  h.rules.calendar = &ex.image.calendars[static_cast<size_t>(spec.calendar)];
  h.basis = temporal::basis_of(span_unit(spec.span), h.rules);
  h.span = *temporal::quantity(spec.span, h.basis, h.rules);  // the verifier saw to it that it is known
  const Register& x = *op.src[0];
  // An interval from −∞ makes must and may differ even where nothing is missing.
  bool open_start = false;
  const uint32_t n = ex.size_of(op);
  for (uint32_t i = 0; i < n; ++i) open_start |= x.must_plane.a[i] == kTickAlways && !is_empty(x.must_plane.a[i], x.must_plane.b[i]);
  planes(ex, op, x.exact && !open_start, [&](Plane& out, bool must) { hold_plane(ex, op, h, pick(x, must), must, out); });
}

struct Force {
  Instant from, until;
  Force(const Exec& ex, const Op& op) {
    const bytecode::Force& f = ex.image.program->forces[static_cast<size_t>(op.imm)];
    from = f.from ? start_of(*f.from) : kAlways;
    until = f.until ? start_of(*f.until) : kNever;
  }
};

void force(Exec& ex, const Op& op) {
  const Force f(ex, op);
  planes(ex, op, true, [&](Plane& out, bool) {
    fill(ex, op, out, [&](uint32_t) { return tick_of(f.from); }, [&](uint32_t) { return tick_of(f.until); });
  });
}

void judged(Exec& ex, const Op& op) {
  const Force f(ex, op);
  const int64_t* const first = op.src[0]->v;
  const int64_t* const governing = op.src[1] ? op.src[1]->v : nullptr;
  const bool limited = f.from != kAlways || f.until != kNever;
  planes(ex, op, true, [&](Plane& out, bool) {
    auto start = [&](uint32_t i) {
      if (first[i] == kAlways) return limited ? kNever : kAlways;
      if (f.from <= first[i] && first[i] < f.until) return first[i];
      const Instant g = governing ? governing[i] : kNever;
      return f.from <= g && g < f.until ? g : kNever;
    };
    fill(ex, op, out, [&](uint32_t i) { return to_tick(start(i)); },
         [&](uint32_t i) {
           const Instant g = governing && first[i] != kAlways ? governing[i] : kNever;
           return to_tick(f.from <= g && g < f.until ? kNever : g);
         });
  });
}

}  // namespace

Kernel temporal_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kLift: return lift;
    case Opcode::kFrom: return from;
    case Opcode::kBefore: return before;
    case Opcode::kAfter: return after;
    case Opcode::kSAnd: return s_and;
    case Opcode::kSOr: return s_or;
    case Opcode::kSNot: return s_not;
    case Opcode::kSAndT: return s_and_t;
    case Opcode::kAny: return any;
    case Opcode::kAtLeast: return at_least;
    case Opcode::kAllIn: return all_in;
    case Opcode::kHold: return hold;
    case Opcode::kJudged: return judged;
    case Opcode::kForce: return force;
    default: return nullptr;
  }
}

}  // namespace zs::vm
