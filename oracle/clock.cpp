#include "oracle/clock.h"

#include <algorithm>

namespace zs::oracle {

namespace {
// Beyond these no instant is left to hold the answer (more than a billion years): never.
const Integer kTooManyDays = 100'000'000'000;
const Integer kTooManySeconds = Integer(100'000'000'000) * 100'000;

/// A pair of upward tests, made into all six comparisons within [s, ∞).
Set compare_up(typed::Cmp cmp, const Set& whole, const Set& at_least, const Set& over) {
  switch (cmp) {
    case typed::Cmp::kGe: return at_least;
    case typed::Cmp::kGt: return over;
    case typed::Cmp::kLt: return minus(whole, at_least);
    case typed::Cmp::kLe: return minus(whole, over);
    case typed::Cmp::kEq: return minus(at_least, over);
    case typed::Cmp::kNe: return minus(whole, minus(at_least, over));
  }
  return {};
}

/// The comparison that holds of L − x and c exactly where `cmp` holds of x and L − c.
typed::Cmp mirrored(typed::Cmp cmp) {
  switch (cmp) {
    case typed::Cmp::kGe: return typed::Cmp::kLe;
    case typed::Cmp::kGt: return typed::Cmp::kLt;
    case typed::Cmp::kLt: return typed::Cmp::kGt;
    case typed::Cmp::kLe: return typed::Cmp::kGe;
    default: return cmp;
  }
}
}  // namespace

std::vector<PauseSpan> merge_pauses(std::vector<PauseSpan> pauses) {
  std::erase_if(pauses, [](const PauseSpan& p) { return p.from >= p.to; });
  std::stable_sort(pauses.begin(), pauses.end(),
                   [](const PauseSpan& a, const PauseSpan& b) { return a.from < b.from; });
  std::vector<PauseSpan> out;
  for (PauseSpan& p : pauses) {
    if (out.empty() || p.from > out.back().to) {
      out.push_back(std::move(p));
      continue;
    }
    out.back().to = std::max(out.back().to, p.to);
    if (out.back().name.find(p.name) == std::string::npos) out.back().name += "、" + p.name;
  }
  return out;
}

Clock::Counting Clock::counting() const {
  if (is_day(unit) && !exact) return Counting::kDays;
  return is_work(unit) ? Counting::kOfficeSeconds : Counting::kClockSeconds;
}

Set Clock::from_start() const { return since(tick_of(start)); }
Set Clock::running() const { return between(tick_of(start), tick_of(end)); }

Set Clock::paused() const {
  Set s;
  for (const PauseSpan& p : pauses) s.push_back({tick_of(p.from), tick_of(p.to)});
  return meet(normal(std::move(s)), running());
}

bool Clock::kind_counts(DayNumber d) const { return unit == Unit::kNaturalDay || calendar->works(d); }
bool Clock::reads(DayNumber first, DayNumber last) const {
  return is_work(unit) && calendar->unpublished(first, last);
}
DayNumber Clock::first_day() const { return day_number(start) + (same_day ? 0 : 1); }

const PauseSpan* Clock::touching(DayNumber d) const {
  for (const PauseSpan& p : pauses)
    if (p.from < opening(d + 1) && p.to > opening(d)) return &p;
  return nullptr;
}

bool Clock::stopped_for_good(DayNumber d) const {
  return !pauses.empty() && pauses.back().to == kNever && pauses.back().from <= opening(d);
}

DayNumber Clock::quiet_after() const {
  DayNumber d = is_work(unit) ? calendar->last_exception() : day_number(start);
  if (pauses.empty()) return d;
  return std::max(d, day_number(pauses.back().to));
}

int Clock::kind_a_week() const { return unit == Unit::kNaturalDay ? 7 : calendar->working_days_a_week(); }

std::optional<Clock::CountedDay> Clock::counted_day(Integer k) const {
  if (k <= 0) return CountedDay{first_day() - 1, false};
  if (k > kTooManyDays || kind_a_week() == 0) return std::nullopt;
  for (DayNumber d = first_day();; ++d) {
    if (stopped_for_good(d)) return std::nullopt;
    if (d > quiet_after() && k > kind_a_week()) {  // whole weeks at once: each has the same number of days
      const Integer weeks = (k - 1) / kind_a_week();
      d += 7 * static_cast<DayNumber>(weeks);
      k -= weeks * kind_a_week();
    }
    if (!kind_counts(d) || touching(d)) continue;
    if (--k == 0) return CountedDay{d, reads(first_day(), d)};
  }
}

Set Clock::after_day(const Integer& k, bool roll) const {
  if (k < 0) return from_start();
  const auto last = counted_day(k);
  if (!last) return nothing();
  CountedDay due = *last;
  if (roll && calendar && calendar->working_days_a_week() > 0) {
    while (!calendar->works(due.day)) ++due.day;
    due.provisional = due.provisional || calendar->unpublished(last->day, due.day);
  }
  const Instant midnight = opening(due.day + 1);
  if (end < midnight) return nothing();
  return meet(since(tick_of(midnight, due.provisional)), from_start());
}

Set Clock::frozen_at_end(const Set& up_to_end) const {
  if (end == kNever) return meet(up_to_end, from_start());
  Set s = meet(up_to_end, before(tick_of(end)));
  if (contains(up_to_end, end - 1)) s = unite(s, since(tick_of(end)));
  return meet(s, from_start());
}

Set Clock::days_at_least(const Integer& n) const {
  if (n <= 0) return from_start();
  if (n > kTooManyDays || kind_a_week() == 0) return nothing();
  Set s;
  Integer counted = 0;  // days of C before d; below n throughout the loop
  for (DayNumber d = first_day(); opening(d) < end && !stopped_for_good(d); ++d) {
    if (d > quiet_after() && n - counted > kind_a_week()) {
      const Integer weeks = (n - counted - 1) / kind_a_week();
      d += 7 * static_cast<DayNumber>(weeks);
      counted += weeks * kind_a_week();
      if (opening(d) >= end) break;
    }
    if (!kind_counts(d)) continue;
    const PauseSpan* pause = touching(d);
    const bool provisional = reads(first_day(), d);
    if (counted == n - 1) {
      if (!pause) {
        s.push_back({tick_of(opening(d), provisional), kTickNever});
        break;
      }
      // A day in progress counts until a pause touches it.
      s.push_back({tick_of(opening(d), provisional), tick_of(pause->from, provisional)});
    }
    if (!pause) ++counted;
  }
  return frozen_at_end(normal(std::move(s)));
}

std::optional<Tick> Clock::reached(Integer n, Instant horizon) const {
  if (n <= 0) return tick_of(start);
  if (n > kTooManySeconds) return std::nullopt;
  return is_work(unit) ? reached_in_office(std::move(n), horizon) : reached_on_clock(std::move(n));
}

std::optional<Tick> Clock::reached_on_clock(Integer n) const {
  Instant at = start;
  for (const PauseSpan& p : pauses) {
    if (p.to <= at) continue;
    if (p.from > at) {
      if (n <= p.from - at) break;
      n -= p.from - at;
    }
    if (p.to == kNever) return std::nullopt;
    at = p.to;
  }
  return tick_of(at + static_cast<Instant>(n));
}

std::optional<Tick> Clock::reached_in_office(Integer n, Instant horizon) const {
  const Integer a_week = Integer(calendar->working_days_a_week()) * calendar->office_seconds();
  if (a_week == 0) return std::nullopt;
  const DayNumber first = day_number(start);
  for (DayNumber d = first; opening(d) < horizon && !stopped_for_good(d); ++d) {
    if (d > quiet_after() && d > first && n > a_week) {
      const Integer weeks = (n - 1) / a_week;
      d += 7 * static_cast<DayNumber>(weeks);
      n -= weeks * a_week;
    }
    if (!calendar->works(d)) continue;
    for (const auto& [opens, closes] : calendar->office()) {
      Set open = between(tick_of(std::max(start, opening(d) + opens)), tick_of(opening(d) + closes));
      for (const PauseSpan& p : pauses) open = minus(open, between(tick_of(p.from), tick_of(p.to)));
      for (const Stretch& x : open) {
        const Instant length = instant_of(x.until) - instant_of(x.from);
        if (n <= length) return tick_of(instant_of(x.from) + static_cast<Instant>(n), reads(first, d));
        n -= length;
      }
    }
  }
  return std::nullopt;
}

Set Clock::seconds_at_least(const Integer& n) const {
  if (n <= 0) return from_start();
  const auto at = reached(n, end);
  if (!at || instant_of(*at) > end) return nothing();
  return meet(since(*at), from_start());
}

Set Clock::number_at_least(const Number& q) const {
  return counting() == Counting::kDays ? days_at_least(ceiling_of(q))
                                       : seconds_at_least(ceiling_of(q * Number(seconds_of(unit, calendar))));
}
Set Clock::number_over(const Number& q) const {
  return counting() == Counting::kDays ? days_at_least(floor_of(q) + 1)
                                       : seconds_at_least(floor_of(q * Number(seconds_of(unit, calendar))) + 1);
}

Set Clock::used(typed::Cmp cmp, const Number& q) const {
  // "> k" of whole days starts at the 24:00 of the kth, not with the next counted day; a fraction starts as ≥ does.
  const bool whole_days = counting() == Counting::kDays && is_whole(q);
  const Set over = whole_days ? after_day(floor_of(q), false) : number_over(q);
  return compare_up(cmp, from_start(), number_at_least(q), over);
}

Set Clock::left(typed::Cmp cmp, const Number& c) const {
  const Number q = *limit - c;
  return compare_up(mirrored(cmp), from_start(), number_at_least(q), number_over(q));
}

Set Clock::overdue() const {
  return counting() == Counting::kDays ? after_day(ceiling_of(*limit), roll_over) : number_over(*limit);
}

Set Clock::over(const Number& d) const {
  return counting() == Counting::kDays ? after_day(ceiling_of(d), false) : number_over(d);
}

Integer Clock::used_at(Instant t) const {
  Integer n = 0;
  const Instant last = end == kNever ? t : std::min(t, end - 1);
  if (counting() == Counting::kDays) {
    if (last < start) return 0;
    for (DayNumber d = first_day(); d <= day_number(last); ++d) {
      const PauseSpan* pause = touching(d);
      if (kind_counts(d) && (!pause || (d == day_number(last) && pause->from > last))) ++n;
    }
    return n;
  }
  Set counted = between(tick_of(start), tick_of(std::min(t, end)));
  for (const PauseSpan& p : pauses) counted = minus(counted, between(tick_of(p.from), tick_of(p.to)));
  if (is_work(unit) && !counted.empty()) {
    Set office;
    for (DayNumber d = day_number(start); d <= day_number(std::min(t, end)); ++d)
      if (calendar->works(d))
        for (const auto& [opens, closes] : calendar->office())
          office.push_back({tick_of(opening(d) + opens), tick_of(opening(d) + closes)});
    counted = meet(counted, normal(std::move(office)));
  }
  for (const Stretch& x : counted) n += instant_of(x.until) - instant_of(x.from);
  return n;
}

}  // namespace zs::oracle
