// What holds between counts of clocks, whatever the dates. Every line here is a law of oracle/clock.cpp; tests/prove holds them
// against it.
#include "prove/ground.h"

#include "runtime/base/instant.h"

#include <algorithm>

namespace zs::prove {

int64_t office_seconds(const typed::Calendar& c) {
  int64_t n = 0;
  for (const auto& [from, to] : c.office) n += to - from;
  return n;
}

namespace {

bool works(const typed::Calendar& c, int32_t day) {
  const auto it = std::lower_bound(c.exceptions.begin(), c.exceptions.end(), day, [](const auto& e, int32_t d) { return e.day < d; });
  if (it != c.exceptions.end() && it->day == day) return it->work;
  return c.works[((day + 3) % 7 + 7) % 7];  // 1970-01-01 was a Thursday
}

bool same_calendar(const typed::Calendar& a, const typed::Calendar& b) { return works_within(a, b) && works_within(b, a); }

bool open_within(const typed::Calendar& a, const typed::Calendar& b) {
  return std::all_of(a.office.begin(), a.office.end(), [&](const auto& x) {
    return std::any_of(b.office.begin(), b.office.end(), [&](const auto& y) { return y.first <= x.first && x.second <= y.second; });
  });
}

}  // namespace

bool works_within(const typed::Calendar& a, const typed::Calendar& b) {
  for (int i = 0; i < 7; ++i)
    if (a.works[i] && !b.works[i]) return false;
  for (const auto* c : {&a, &b})
    for (const auto& e : c->exceptions)
      if (works(a, e.day) && !works(b, e.day)) return false;
  return open_within(a, b);
}

int Ground::calendar(const typed::Calendar& c) {
  for (size_t i = 0; i < calendars_.size(); ++i)
    if (calendars_[i] == &c || same_calendar(*calendars_[i], c)) return static_cast<int>(i);
  calendars_.push_back(&c);
  return static_cast<int>(calendars_.size()) - 1;
}

Term Ground::scaled(Term number, Term unit, int calendar_id) {
  const auto is = [&](Unit u) { return terms.eq(unit, terms.number(static_cast<int>(u))); };
  const auto times = [&](int64_t n) { return terms.mul(terms.number(n), number); };
  Term out = number;  // seconds
  out = terms.ite(terms.either(is(Unit::kMinute), is(Unit::kWorkMinute)), times(60), out);
  out = terms.ite(terms.either(is(Unit::kHour), is(Unit::kWorkHour)), times(3600), out);
  out = terms.ite(is(Unit::kNaturalDay), times(86'400), out);
  return calendar_id < 0 ? out : terms.ite(is(Unit::kWorkDay), times(office_seconds(calendar(calendar_id))), out);
}

Counter& Ground::counter(const Geometry& g, Term unit) {
  const std::string key = g.key + "|" + std::to_string(unit);
  const auto [it, fresh] = counter_index_.emplace(key, counters_.size());
  if (!fresh) return counters_[it->second];
  const auto is = [&](Unit u) { return terms.eq(unit, terms.number(static_cast<int>(u))); };
  Counter c;
  c.geometry = g;
  c.unit = unit;
  c.days = g.exact ? terms.no() : terms.either(is(Unit::kWorkDay), is(Unit::kNaturalDay));
  c.used = terms.var(Sort::kInt, "count:" + key);
  c.started = happened(g.start);
  fact(terms.le(terms.number(0), c.used));
  counters_.push_back(std::move(c));
  return counters_.back();
}

Term Ground::over(Counter& c, Term than, bool rolled) {
  const std::string key = c.geometry.key + "|" + std::to_string(c.unit) + "|" + std::to_string(than) + (rolled ? "r" : "");
  const Term holds = opaque("over:" + key);
  if (std::none_of(c.overs.begin(), c.overs.end(), [&](const auto& o) { return o.holds == holds; })) c.overs.push_back({than, holds, rolled});
  return terms.ite(c.days, holds, terms.lt(scaled(than, c.unit, c.geometry.calendar), c.used));
}

/// Does `less` never count more than `more`, the ends aside?
static bool counts_less(const Geometry& less, const Geometry& more) {
  if (less.same_day && !more.same_day) return false;
  return std::all_of(more.pauses.begin(), more.pauses.end(), [&](const Geometry::Pause& p) {
    return std::any_of(less.pauses.begin(), less.pauses.end(), [&](const Geometry::Pause& q) {
      if (q.span != p.span) return false;
      return q.when.empty() || (q.when == p.when && (less.with_doubtful || !more.with_doubtful));
    });
  });
}

void Ground::relate(const Counter& less, const Counter& more) {
  const auto is = [&](Term unit, Unit u) { return terms.eq(unit, terms.number(static_cast<int>(u))); };
  const Geometry &a = less.geometry, &b = more.geometry;
  const bool one_calendar = a.calendar == b.calendar || (a.calendar >= 0 && b.calendar >= 0 && works_within(calendar(a.calendar), calendar(b.calendar)));
  if (!counts_less(a, b)) return;
  const auto any = [&](Term unit, std::initializer_list<Unit> units) {
    std::vector<Term> out;
    for (const Unit u : units) out.push_back(is(unit, u));
    return terms.either(std::move(out));
  };
  const auto on_clock = [&](Term unit) { return any(unit, {Unit::kNaturalDay, Unit::kHour, Unit::kMinute, Unit::kSecond}); };
  const auto in_office = [&](Term unit) { return any(unit, {Unit::kWorkDay, Unit::kWorkHour, Unit::kWorkMinute}); };
  // Of the clock's own units the calendar is not asked.
  const Term calendars = one_calendar ? terms.yes() : terms.negate(in_office(less.unit));
  // Days of working days are days; seconds are seconds in whatever unit, and those of office hours are among those of the clock.
  const Term days = terms.both({less.days, more.days, terms.either(terms.both(terms.eq(less.unit, more.unit), calendars), terms.both(is(less.unit, Unit::kWorkDay), is(more.unit, Unit::kNaturalDay)))});
  const Term seconds = terms.both({terms.negate(less.days), terms.negate(more.days), terms.either(on_clock(more.unit), terms.both({in_office(less.unit), in_office(more.unit), calendars}))});
  const Term starts = terms.both(terms.eq(a.start.missing, b.start.missing), terms.both(terms.negate(terms.both(b.start.never, terms.negate(a.start.never))), terms.le(b.start.at, a.start.at)));
  const Term ends = terms.either(b.end.never, terms.both(terms.negate(a.end.never), terms.le(a.end.at, b.end.at)));
  const Term same_end = terms.both(terms.eq(a.end.never, b.end.never), terms.either(a.end.never, terms.eq(a.end.at, b.end.at)));
  // A whole day after the first one, and there are so many hours between.
  if (!a.same_day && b.pauses.empty())
    for (const auto& x : less.overs)
      fact(terms.implies(terms.both({starts, ends, less.days, terms.negate(more.days), on_clock(more.unit), x.holds, terms.is_whole(x.than)}), terms.lt(terms.mul(terms.number(kSecondsPerDay), x.than), more.used)));
  const Term guard = terms.both({terms.either(days, seconds), starts, ends});
  if (guard == terms.no()) return;
  fact(terms.implies(terms.both(guard, same_end), terms.le(less.used, more.used)));
  for (const auto& x : less.overs)
    for (const auto& y : more.overs) {
      if ((y.rolled && !x.rolled) || x.holds == y.holds) continue;
      if (y.rolled && !one_calendar) continue;
      fact(terms.implies(terms.both({guard, less.days, x.holds, terms.le(y.than, x.than)}), y.holds));
    }
}

void Ground::relate_counters() {
  for (const Counter& c : counters_)
    for (const auto& o : c.overs) {
      fact(terms.implies(o.holds, c.started));
      fact(terms.implies(terms.both(c.days, terms.lt(o.than, terms.number(0))), terms.eq(o.holds, c.started)));
      // > k begins when the kth day is full, ≥ k when it begins and ≥ k + 1 with the next counted day.
      fact(terms.implies(terms.both(c.days, o.holds), terms.le(o.than, c.used)));
      if (!o.rolled) {
        const Term next = terms.le(terms.add(o.than, terms.number(1)), c.used);
        fact(terms.implies(terms.both({c.days, c.started, next}), o.holds));
        // A fraction begins as ≥ does.
        fact(terms.either(terms.either(terms.is_whole(o.than), terms.negate(c.days)), terms.eq(o.holds, terms.both(c.started, terms.le(o.than, c.used)))));
      }
    }
  for (const Counter& a : counters_)
    for (const Counter& b : counters_) relate(a, b);
}

}  // namespace zs::prove
