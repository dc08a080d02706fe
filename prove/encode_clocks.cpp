// Tests on clocks over the ground: as oracle/clock_tests.cpp says them, with counts that are only known by their laws.
#include "prove/encode.h"

#include <algorithm>

namespace zs::prove {

using typed::Cmp;
using typed::Clock;
using typed::Expr;
using typed::kNone;
using typed::Op;

Geometry Encoder::geometry(const Clock& k, bool with_doubtful) {
  Geometry g;
  g.start = moment(k.start);
  g.end = k.end == kNone ? Happening{t_.no(), t_.yes(), t_.number(0)} : moment(k.end);
  if (const auto* c = calendar_of(k.calendar)) g.calendar = g_.calendar(*c);
  g.exact = k.exact, g.same_day = k.same_day;
  g.with_doubtful = false;
  for (const auto& p : k.pauses) {
    const std::string rows = p.rows == kNone ? "" : list_of(p.rows);
    g.pauses.push_back({rows + "|" + canon(p.from) + "|" + canon(p.to), p.when == kNone ? "" : canon(p.when)});
    if (p.when != kNone) g.with_doubtful = with_doubtful;
  }
  std::sort(g.pauses.begin(), g.pauses.end());
  g.key = canon(k.start) + canon(k.end) + "|" + std::to_string(g.calendar) + (g.exact ? "e" : "") + (g.same_day ? "s" : "") + (g.with_doubtful ? "d" : "");
  for (const auto& p : g.pauses) g.key += "," + p.span + "/" + p.when;
  return g;
}

/// Every result lies within [s, ∞).
Truth Encoder::clock_test(const Expr& e) {
  const Clock& k = p_.clocks[static_cast<size_t>(e.index)];
  const Geometry paused = geometry(k, true);
  const Term started = g_.happened(paused.start);
  Truth b = clock_answer(e, k, paused, paused.end);
  if (paused.with_doubtful) {
    // Between the answers without and with the pauses of which it is unknown whether they count.
    const Truth free = clock_answer(e, k, geometry(k, false), paused.end);
    b = {t_.both(b.must, free.must), t_.either(b.may, free.may)};
  }
  b = both(b, certain(started));
  return {t_.both(t_.negate(paused.start.missing), b.must), t_.either(paused.start.missing, b.may)};
}

Truth Encoder::clock_answer(const Expr& e, const Clock& k, const Geometry& g, const Happening& end) {
  if (e.op == Op::kClockRunning) return unless(end.missing, t_.either(end.never, t_.lt(g_.now, end.at)));
  if (e.op == Op::kClockPaused) return unless(end.missing, g_.opaque("paused:" + g.key));
  const bool has_limit = k.limit != kNone;
  if (!has_limit && e.args.empty()) return unknown();
  Plain limit, threshold;
  if (has_limit) limit = plain(k.limit);
  if (!e.args.empty()) threshold = plain(e.args[0]);
  const Term natural = t_.number(static_cast<int>(Unit::kNaturalDay));
  const Term unit = own_days(has_limit ? limit : threshold, natural).unit;
  Counter& counter = g_.counter(g, unit);
  const Term limit_missing = has_limit ? limit.missing : t_.no();
  const Term open = t_.either(end.missing, limit_missing);
  if (e.op == Op::kClockOver) return has_limit ? unless(open, g_.over(counter, t_.ite(counter.days, t_.ceiling(limit.value), limit.value), k.roll_over)) : unknown();

  const Plain asked = own_days(own_days(threshold, unit), natural);
  Term possible = t_.yes();
  const Term q = converted(asked.value, asked.unit, unit, calendar_of(k.calendar), possible);
  const Term missing = t_.either(open, threshold.missing);
  if (e.op == Op::kSpanOver) return unless(t_.either(missing, t_.negate(possible)), g_.over(counter, t_.ite(counter.days, t_.ceiling(q), q), false));
  const auto count = [&](Term than) { return t_.ite(counter.days, than, g_.scaled(than, unit, g.calendar)); };
  if (e.quantity == typed::Quantity::kUsed) {
    const Term least = t_.le(count(q), counter.used), over = g_.over(counter, q, false);
    Term holds = t_.no();
    switch (e.cmp) {
      case Cmp::kGe: holds = least; break;
      case Cmp::kGt: holds = over; break;
      case Cmp::kLt: holds = t_.negate(least); break;
      case Cmp::kLe: holds = t_.negate(over); break;
      case Cmp::kEq: holds = t_.both(least, t_.negate(over)); break;
      case Cmp::kNe: holds = t_.negate(t_.both(least, t_.negate(over))); break;
    }
    return unless(t_.either(missing, t_.negate(possible)), holds);
  }
  if (!has_limit) return unknown();
  // 剩余 of another kind of day: as many as there are; only their order is known.
  const auto is_day = [&](Term u) { return t_.either(t_.eq(u, t_.number(static_cast<int>(Unit::kWorkDay))), t_.eq(u, natural)); };
  const Term other = t_.both(is_day(asked.unit), t_.negate(t_.eq(asked.unit, unit)));
  const Term left = t_.var(Sort::kInt, "left:" + g.key + "|" + std::to_string(limit.value) + "|" + std::to_string(unit) + "|" + std::to_string(asked.unit));
  g_.fact(t_.le(t_.number(0), left));
  const Term by_days = compared(e.cmp, left, asked.value);
  const Term by_count = compared(e.cmp, t_.sub(count(limit.value), counter.used), count(q));
  const Truth same_kind = unless(t_.negate(possible), by_count), other_kind = certain(by_days);
  const Truth b{t_.ite(other, other_kind.must, same_kind.must), t_.ite(other, other_kind.may, same_kind.may)};
  return {t_.both(t_.negate(missing), b.must), t_.either(missing, b.may)};
}

}  // namespace zs::prove
