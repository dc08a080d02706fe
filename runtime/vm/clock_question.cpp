#include "runtime/vm/clock_question.h"

namespace zs::vm {

using temporal::Basis;
using temporal::Clock;
using temporal::ClockRules;
using temporal::IntervalSet;
using temporal::Pauses;
using temporal::Quantity;

Tick evaluate(const Clock& c, const Upward& u) {
  switch (u.what) {
    case Upward::What::kAtLeast: return c.at_least(u.m);
    case Upward::What::kOverDays: return c.over_days(u.m, u.roll);
    case Upward::What::kDaysLeft: return c.at_most_days_left(u.limit, u.m, u.work);
  }
  return kTickNever;
}
void evaluate(const Clock& c, const Upward& u, Pauses p, IntervalSet& out) {
  switch (u.what) {
    case Upward::What::kAtLeast: return c.at_least(u.m, p, out);
    case Upward::What::kDaysLeft: return c.at_most_days_left(u.limit, u.m, u.work, p, out);
    case Upward::What::kOverDays: {
      const Tick t = c.over_days(u.m, u.roll, p);
      out = IntervalSet::of(t, kTickNever);
    }
  }
}

namespace {

Upward over(Basis basis, Quantity q) {
  if (!temporal::counts_days(basis) || q.fraction) return {Upward::What::kAtLeast, q.floor + 1};
  return {Upward::What::kOverDays, q.floor};
}

Cmp mirrored(Cmp c) {
  switch (c) {
    case Cmp::kGe: return Cmp::kLe;
    case Cmp::kGt: return Cmp::kLt;
    case Cmp::kLt: return Cmp::kGt;
    case Cmp::kLe: return Cmp::kGe;
    default: return c;
  }
}

bool is_day(Unit u) { return u == Unit::kWorkDay || u == Unit::kNaturalDay; }
/// The unit in which a span was given.
Unit given_unit(PackedSpan s) {
  const Unit u = span_unit(s);
  return u == Unit::kWorkDaySecond ? Unit::kWorkDay : u == Unit::kDaySecond ? Unit::kNaturalDay : u;
}

}  // namespace

std::optional<Question> used(const ClockRules& r, Cmp cmp, PackedSpan threshold, const PackedSpan* limit) {
  if (!span_known(threshold) || (limit && !span_known(*limit))) return std::nullopt;
  const Basis basis = temporal::basis_of(span_unit(limit ? *limit : threshold), r);
  const auto q = temporal::quantity(threshold, basis, r);
  if (!q) return std::nullopt;
  return Question{basis, cmp, {Upward::What::kAtLeast, q->ceiling()}, over(basis, *q)};
}

std::optional<Question> left(const ClockRules& r, Cmp cmp, PackedSpan limit, PackedSpan threshold, const PackedSpan* difference) {
  if (!span_known(limit) || !span_known(threshold)) return std::nullopt;
  const Basis basis = temporal::basis_of(span_unit(limit), r);
  const Unit limit_unit = temporal::resolve_own_day(given_unit(limit), Unit::kNaturalDay);
  const Unit unit = temporal::resolve_own_day(given_unit(threshold), limit_unit);
  if (is_day(unit) && unit != limit_unit) {  // days of another kind up to the end of the limit
    const auto l = temporal::quantity(limit, basis, r);
    // 天 is a day of the kind that is counted.
    const auto c = temporal::quantity(threshold, unit == Unit::kWorkDay ? Basis::kWorkDays : Basis::kNaturalDays, r);
    if (!l || !c) return std::nullopt;
    const bool work = unit == Unit::kWorkDay;
    // {left ≤ c} and {left < c} rise with time, as {used ≥ q} and {used > q} do.
    const Upward at_most{Upward::What::kDaysLeft, c->floor, false, l->ceiling(), work};
    const Upward less{Upward::What::kDaysLeft, c->ceiling() - 1, false, l->ceiling(), work};
    return Question{basis, mirrored(cmp), at_most, less};
  }
  std::optional<Quantity> q;
  if (!difference) q = temporal::difference(limit, threshold, basis, r);
  else if (span_known(*difference)) q = temporal::quantity(*difference, basis, r);
  if (!q) return std::nullopt;
  return Question{basis, mirrored(cmp), {Upward::What::kAtLeast, q->ceiling()}, {Upward::What::kAtLeast, q->floor + 1}};
}

std::optional<Question> overdue(const ClockRules& r, PackedSpan limit, bool roll) {
  if (!span_known(limit)) return std::nullopt;
  const Basis basis = temporal::basis_of(span_unit(limit), r);
  const auto q = temporal::quantity(limit, basis, r);
  if (!q) return std::nullopt;
  Upward more{Upward::What::kAtLeast, q->floor + 1};
  if (temporal::counts_days(basis)) more = {Upward::What::kOverDays, q->ceiling(), roll};
  return Question{basis, Cmp::kGt, more, more};
}

}  // namespace zs::vm
