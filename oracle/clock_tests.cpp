// Clocks of the program, filled with the record's values, and the tests on them.
#include "oracle/evaluator.h"

#include <algorithm>

namespace zs::oracle {

using typed::Op;

std::vector<PauseSpan> Evaluator::pauses(const typed::Clock& k, std::vector<PauseSpan>& doubtful) {
  std::vector<PauseSpan> out;
  const auto add = [&](const typed::Pause& p) {
    const Instant from = moment(p.from).at, to = p.to == typed::kNone ? kNever : moment(p.to).at;
    if (from == kNever || from >= to) return;  // a pause without length touches nothing
    if (p.when != typed::kNone) {
      const B counts = truth(p.when);
      if (counts.may.empty()) return;
      if (counts.must != all_time()) {
        doubtful.push_back({from, to, p.name});
        return;
      }
    }
    out.push_back({from, to, p.name});
  };
  for (const typed::Pause& p : k.pauses) {
    if (p.rows == typed::kNone) {
      add(p);
      continue;
    }
    for (const size_t r : rows(p.rows)) {
      open_row(p.rows, r);
      add(p);
    }
    close_row(p.rows);
  }
  return merge_pauses(std::move(out));
}

ClockState Evaluator::clock(int index) {
  const typed::Clock& k = program_.clocks[static_cast<size_t>(index)];
  ClockState s;
  const Moment start = moment(k.start);
  if (start.missing) s.start = ClockState::Start::kMissing;
  else if (start.at == kNever) s.start = ClockState::Start::kNever;
  s.clock.start = start.at;
  if (k.end != typed::kNone) {
    const Moment end = moment(k.end);
    s.end_missing = end.missing;
    s.clock.end = end.at;
  }
  s.clock.calendar = calendar(k.calendar);
  s.clock.exact = k.exact;
  s.clock.same_day = k.same_day;
  s.clock.roll_over = k.roll_over;
  s.has_limit = k.limit != typed::kNone;
  if (s.has_limit) s.limit = value(k.limit).span;
  if (s.limit.known()) {
    s.clock.unit = own_day(*s.limit.unit, Unit::kNaturalDay);
    s.clock.limit = s.limit.number;
  }
  s.clock.pauses = pauses(k, s.doubtful);
  return s;
}

std::optional<Clock> Evaluator::counting_clock(const ClockState& s, const SpanValue& threshold) const {
  Clock k = s.clock;
  if (s.has_limit) return s.limit.known() ? std::optional(k) : std::nullopt;
  if (!threshold.known()) return std::nullopt;
  k.unit = own_day(*threshold.unit, Unit::kNaturalDay);
  return k;
}

/// Every result lies within [s, ∞): ∅ where the clock never starts; 未知 where a date it starts at is missing.
B Evaluator::clock_test(const typed::Expr& e) {
  using typed::Cmp;
  const ClockState s = clock(e.index);
  if (s.start == ClockState::Start::kMissing) return unknown();
  if (s.start == ClockState::Start::kNever) return no();
  if (s.doubtful.empty()) return clock_answer(e, e.cmp, s);
  if (e.op != Op::kClockCompare || (e.cmp != Cmp::kEq && e.cmp != Cmp::kNe)) return clock_in_doubt(e, e.cmp, s);
  const B equal = both(clock_in_doubt(e, Cmp::kGe, s), clock_in_doubt(e, Cmp::kLe, s));
  return e.cmp == Cmp::kEq ? equal : both(certain(since(tick_of(s.clock.start))), negate(equal));
}

/// Pauses of which it is unknown whether they count: the answer lies between that with none and that with all of them,
/// for every pause only ever makes the count lower. Before the first of them begins the two agree.
B Evaluator::clock_in_doubt(const typed::Expr& e, typed::Cmp cmp, const ClockState& s) {
  ClockState paused = s;
  paused.clock.pauses.insert(paused.clock.pauses.end(), s.doubtful.begin(), s.doubtful.end());
  paused.clock.pauses = merge_pauses(std::move(paused.clock.pauses));
  const B none = clock_answer(e, cmp, s), all = clock_answer(e, cmp, paused);
  return {meet(none.must, all.must), unite(none.may, all.may)};
}

B Evaluator::clock_answer(const typed::Expr& e, typed::Cmp cmp, const ClockState& s) {
  const B undecided = unknown_in(since(tick_of(s.clock.start)));
  if (s.end_missing) return undecided;
  if (e.op == Op::kClockRunning) return certain(s.clock.running());
  if (e.op == Op::kClockPaused) return certain(s.clock.paused());

  const SpanValue threshold = e.args.empty() ? SpanValue{} : value(e.args[0]).span;
  const auto k = counting_clock(s, threshold);
  if (!k) return undecided;
  if (e.op == Op::kClockOver) return k->limit ? certain(k->overdue()) : undecided;
  if (!threshold.known()) return undecided;

  const Unit unit = own_day(own_day(*threshold.unit, k->unit), Unit::kNaturalDay);
  const bool left = e.op == Op::kClockCompare && e.quantity == typed::Quantity::kLeft;
  if (left && !k->limit) return undecided;
  if (left && is_day(unit) && unit != k->unit)
    return certain(k->left_in_days(unit, cmp, *threshold.number));
  const auto q = convert(*threshold.number, unit, k->unit, k->calendar);
  if (!q) return undecided;
  if (e.op == Op::kSpanOver) return certain(k->over(*q));
  return certain(left ? k->left(cmp, *q) : k->used(cmp, *q));
}

}  // namespace zs::oracle
