// Clocks asked for at T alone: has the count got that far by T? Pauses only make a count lower, so a row whose count without
// pauses has not got there need not step through them.
#include "runtime/vm/clock_question.h"
#include "runtime/vm/frame.h"
#include "runtime/vm/kernels_dense.h"
#include "runtime/vm/pauses.h"

#include <algorithm>
#include <cstring>

namespace zs::vm {

namespace {

using temporal::Basis;
using temporal::Clock;
using temporal::ClockRules;
using temporal::Pause;
using temporal::Pauses;

/// Whole days of the clock's kind that count and lie before `until`.
inline int64_t days_before(const Clock& c, calendar::DayNo until) noexcept {
  const calendar::DayNo first = calendar::day_no(c.start) + (c.rules.same_day ? 0 : 1);
  if (c.basis == Basis::kNaturalDays) return until - first;
  return c.rules.calendar->works_before(until) - c.rules.calendar->works_before(first);
}

/// Clock::at_least and over_days at t: counting instead of seeking the day.
[[gnu::always_inline]] inline bool reached(const Clock& c, const Upward& u, Instant t) noexcept {
  if (temporal::counts_days(c.basis) && u.m >= 1 && !u.roll && u.what != Upward::What::kDaysLeft) {
    if (t < c.start) return false;
    if (u.what == Upward::What::kOverDays) return days_before(c, calendar::day_no(std::min(t, c.end))) >= u.m;
    return c.end > kAlways && days_before(c, calendar::day_no(std::min(t, c.end - 1)) + 1) >= u.m;
  }
  if (c.basis == Basis::kClockSeconds && u.what == Upward::What::kAtLeast && u.m >= 1) return c.start + u.m <= std::min(t, c.end);
  return instant_of(evaluate(c, u)) <= t;
}

bool reached(const Clock& c, const Upward& u, Pauses p, Instant t, IntervalSet& scratch) {
  if (p.size == 0) return reached(c, u, t);
  if (u.what != Upward::What::kDaysLeft && !reached(c, u, t)) return false;
  if (u.what == Upward::What::kOverDays) return instant_of(c.over_days(u.m, u.roll, p)) <= t;
  evaluate(c, u, p, scratch);
  return temporal::contains(scratch, t);
}

[[gnu::always_inline]] inline bool holds(const Clock& c, const Question& q, Cmp cmp, Pauses p, Instant t, IntervalSet& scratch) {
  const auto least = [&] { return reached(c, q.least, p, t, scratch); };
  const auto more = [&] { return reached(c, q.more, p, t, scratch); };
  switch (cmp) {
    case Cmp::kGe: return least();
    case Cmp::kGt: return more();
    case Cmp::kLt: return c.start <= t && !least();
    case Cmp::kLe: return c.start <= t && !more();
    case Cmp::kEq: return least() && !more();
    case Cmp::kNe: return c.start <= t && !(least() && !more());
  }
  return false;
}

struct Truth {
  bool must, may;
};

/// The answer lies between that without and that with all doubtful pauses.
Truth in_doubt(const Clock& c, const Question& q, Cmp cmp, Pauses certain, Pauses all, Instant t, IntervalSet& scratch) {
  if (cmp != Cmp::kEq && cmp != Cmp::kNe) {
    const bool x = holds(c, q, cmp, certain, t, scratch), y = holds(c, q, cmp, all, t, scratch);
    return {x && y, x || y};
  }
  const Truth ge = in_doubt(c, q, Cmp::kGe, certain, all, t, scratch), le = in_doubt(c, q, Cmp::kLe, certain, all, t, scratch);
  const Truth eq{ge.must && le.must, ge.may && le.may};
  if (cmp == Cmp::kEq) return eq;
  return {c.start <= t && !eq.may, c.start <= t && !eq.must};
}

/// start + seconds ≤ end and ≤ t, by row; is no start or end ⊥?
ZS_KERNEL bool seconds_passed(const Instant* __restrict start, const Instant* __restrict end, int64_t seconds, Instant t, uint8_t* __restrict out, uint32_t n) {
  int64_t missing = 0;
  for (uint32_t i = 0; i < n; ++i) {
    const Instant last = end[i] < t ? end[i] : t;
    missing |= static_cast<int64_t>((start[i] == kMissing) | (end[i] == kMissing));
    out[i] = start[i] + seconds <= last;
  }
  return missing == 0;
}

/// One T register, row by row; may is kept apart only once a row is unknown.
class Bytes {
 public:
  Bytes(const Op& op, uint32_t n) : dst_(*op.dst), n_(n), must_(dst_.must_store.reserve(n)) {}
  uint8_t* must() const { return must_; }
  void put(uint32_t i, bool on) {
    must_[i] = on;
    if (may_) may_[i] = on;
  }
  void put(uint32_t i, Truth t) {
    if (!may_ && t.must != t.may) {
      may_ = dst_.may_store.reserve(n_);
      std::memcpy(may_, must_, i);
    }
    must_[i] = t.must;
    if (may_) may_[i] = t.may;
  }
  void finish() {
    dst_.must = must_;
    dst_.may = may_ ? may_ : must_;
    dst_.exact = !may_;
  }

 private:
  Register& dst_;
  uint32_t n_;
  uint8_t* must_;
  uint8_t* may_ = nullptr;
};

struct Parts {
  const int64_t* start;
  const int64_t* end;
  const Register* pauses;
  bool one_question;  // the spans are the same in every row
};

template <class Ask>
bool plain_seconds(Exec& ex, const Parts& r, Ask& questions, const Spans& first, bool from_date, Bytes& out, uint32_t n) {
  if (!r.one_question || n == 0 || r.pauses || from_date) return false;
  const auto& q = questions(first);
  if (!q || q->basis != Basis::kClockSeconds || (q->cmp != Cmp::kGt && q->cmp != Cmp::kGe)) return false;
  const Upward& u = q->cmp == Cmp::kGt ? q->more : q->least;
  if (u.what != Upward::What::kAtLeast || u.m < 1 || u.m > temporal::kFarInstant) return false;
  return seconds_passed(r.start, r.end, u.m, ex.as_of, out.must(), n);
}

/// The clock of every row; `spans(i)` are the row's, `ask(spans)` is the question that they make.
template <class Get, class Ask>
void run(Exec& ex, const Op& op, const Parts& r, Get spans, Ask ask) {
  const uint32_t n = ex.size_of(op);
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const bool from_date = ex.image.program->clock_tests[static_cast<size_t>(op.imm)].start_is_date;
  const Instant t = ex.as_of;
  Questions<Ask> questions(ask);
  Bytes out(op, n);
  if (n > 0 && plain_seconds(ex, r, questions, spans(0), from_date, out, n)) return out.finish();
  IntervalSet& scratch = ex.thread.set_a;
  for (uint32_t i = 0; i < n; ++i) {
    if (r.start[i] == kNever) {
      out.put(i, false);
      continue;
    }
    if (r.start[i] == kMissing) {
      out.put(i, Truth{false, true});
      continue;
    }
    const Instant s = temporal::clock_start(r.start[i], from_date);
    const std::optional<Question>& q = questions(spans(r.one_question ? 0 : i));
    if (!q || r.end[i] == kMissing) {
      out.put(i, Truth{false, s <= t});
      continue;
    }
    const Clock clock{rules, q->basis, s, temporal::clock_end(r.end[i])};
    if (r.pauses && r.pauses->pauses_unknown[i]) {
      const std::vector<Pause> all = with_doubtful(*r.pauses, i);
      out.put(i, in_doubt(clock, *q, q->cmp, r.pauses->pauses_of(i), {all.data(), all.size()}, t, scratch));
      continue;
    }
    out.put(i, holds(clock, *q, q->cmp, r.pauses ? r.pauses->pauses_of(i) : Pauses{}, t, scratch));
  }
  out.finish();
}

const int64_t* v_of(const Register* r) { return r ? r->v : nullptr; }
/// Is an operand, where there is one, the same in every row?
bool same(const Op& op, size_t operand) { return !op.src[operand] || ((op.constant >> operand) & 1) != 0; }

void at_used(Exec& ex, const Op& op) {
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const Cmp cmp = ex.image.program->clock_tests[static_cast<size_t>(op.imm)].cmp;
  const int64_t *const threshold = op.src[2]->v, *const limit = v_of(op.src[3]);
  run(ex, op, {op.src[0]->v, op.src[1]->v, op.src[4], same(op, 2) && same(op, 3)}, [=](uint32_t i) { return Spans{limit ? limit[i] : 0, threshold[i]}; },
      [&](const Spans& s) { return used(rules, cmp, s.threshold, limit ? &s.limit : nullptr); });
}

void at_left(Exec& ex, const Op& op) {
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const Cmp cmp = ex.image.program->clock_tests[static_cast<size_t>(op.imm)].cmp;
  const int64_t *const limit = op.src[2]->v, *const threshold = op.src[3]->v, *const difference = v_of(op.src[4]);
  run(ex, op, {op.src[0]->v, op.src[1]->v, op.src[5], same(op, 2) && same(op, 3) && same(op, 4)},
      [=](uint32_t i) { return Spans{limit[i], threshold[i], difference ? difference[i] : 0}; },
      [&](const Spans& s) { return left(rules, cmp, s.limit, s.threshold, difference ? &s.difference : nullptr); });
}

template <bool roll>
void at_over(Exec& ex, const Op& op) {
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const int64_t* const limit = op.src[2]->v;
  run(ex, op, {op.src[0]->v, op.src[1]->v, op.src[3], same(op, 2)}, [=](uint32_t i) { return Spans{limit[i]}; },
      [&](const Spans& s) { return overdue(rules, s.limit, roll && rules.roll_over); });
}

}  // namespace

Kernel moment_clock_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kAtUsed: return at_used;
    case Opcode::kAtLeft: return at_left;
    case Opcode::kAtOver: return at_over<true>;
    case Opcode::kAtSpan: return at_over<false>;
    default: return nullptr;
  }
}

}  // namespace zs::vm
