#include "runtime/temporal/clock.h"

#include <algorithm>

namespace zs::temporal {

using calendar::DayNo;
using calendar::day_no;
using calendar::opening;
using calendar::WorkCalendar;

namespace {

constexpr DayNo kNoDay = INT64_MAX;  // a day that never comes
constexpr int64_t kMicro = kDecimalOne;

constexpr int64_t floor_div(int64_t a, int64_t b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }
constexpr __int128 floor_div(__int128 a, __int128 b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }

constexpr bool is_day(Unit u) noexcept { return u == Unit::kWorkDay || u == Unit::kNaturalDay; }

/// The first day that may count.
DayNo first_day(const Clock& c) noexcept { return day_no(c.start) + (c.rules.same_day ? 0 : 1); }

bool of_kind(const Clock& c, DayNo d) noexcept { return c.basis == Basis::kNaturalDays || c.rules.calendar->works(d); }
/// Days of the clock's kind in [from, until).
int64_t days_between(const Clock& c, DayNo from, DayNo until) noexcept {
  if (until <= from) return 0;
  return c.basis == Basis::kNaturalDays ? until - from : c.rules.calendar->works_before(until) - c.rules.calendar->works_before(from);
}
/// The kth day of the clock's kind from `from` on, k ≥ 1.
DayNo kth_day(const Clock& c, DayNo from, int64_t k) noexcept {
  return c.basis == Basis::kNaturalDays ? from + k - 1 : c.rules.calendar->nth(c.rules.calendar->works_before(from) + k - 1);
}
/// Was an unpublished day read to count from the clock's first day to d?
bool provisional_through(const Clock& c, DayNo first, DayNo d) noexcept {
  return reads_calendar(c.basis) && c.rules.calendar->unpublished(first, d);
}

int64_t seconds_between(const Clock& c, Instant from, Instant until) noexcept {
  if (until <= from) return 0;
  if (c.basis == Basis::kClockSeconds) return until - from;
  return c.rules.calendar->seconds_before(until) - c.rules.calendar->seconds_before(from);
}
/// The instant at which m ≥ 1 seconds from `from` on have been counted.
Instant end_of_seconds(const Clock& c, Instant from, int64_t m) noexcept {
  if (c.basis == Basis::kClockSeconds) return from + m;
  return c.rules.calendar->end_of_second(c.rules.calendar->seconds_before(from) + m);
}

Tick within_start(const Clock& c, Tick t) noexcept { return std::max(tick_of(c.start), t); }

/// Day and flag of the end of a period of k whole days, rolled over where asked.
struct EndDay {
  DayNo day = kNoDay;
  bool provisional = false;
};

EndDay roll_over(const Clock& c, EndDay e) noexcept {
  const DayNo rolled = c.rules.calendar->roll(e.day);
  return {rolled, e.provisional || c.rules.calendar->unpublished(e.day, rolled)};
}

/// D_k without pauses, k ≥ 0.
EndDay nth_day(const Clock& c, int64_t k) noexcept {
  const DayNo first = first_day(c);
  if (k <= 0) return {first - 1, false};
  const DayNo d = kth_day(c, first, k);
  return {d, provisional_through(c, first, d)};
}

/// Days that a pause touches.
struct Touched {
  DayNo from, to;
};
Touched touched(const Pause& p) noexcept { return {day_no(p.a), p.b >= kNever ? kNoDay : day_no(p.b - 1)}; }

/// D_k with pauses; kNoDay while one of them is open.
EndDay nth_day(const Clock& c, int64_t k, Pauses pauses) noexcept {
  const DayNo first = first_day(c);
  if (k <= 0) return {first - 1, false};
  DayNo day = first;
  for (const Pause& p : pauses) {
    const Touched t = touched(p);
    if (t.to < day) continue;
    const int64_t n = days_between(c, day, t.from);
    if (n >= k) break;
    k -= n;
    if (t.to == kNoDay) return {};
    day = t.to + 1;
  }
  day = kth_day(c, day, k);
  return {day, provisional_through(c, first, day)};
}

/// The instant at which m ≥ 1 seconds have been counted; kNever while a pause is open.
Instant nth_second(const Clock& c, int64_t m, Pauses pauses) noexcept {
  Instant from = c.start;
  for (const Pause& p : pauses) {
    if (p.b <= from) continue;
    const int64_t n = seconds_between(c, from, p.a);
    if (n >= m) break;
    m -= n;
    if (p.b >= kNever) return kNever;
    from = p.b;
  }
  return end_of_seconds(c, from, m);
}

/// The day on which a limit of q (whole days, or seconds) ends.
EndDay end_of_limit(const Clock& c, int64_t q, Pauses pauses) noexcept {
  if (counts_days(c.basis)) return nth_day(c, q, pauses);
  if (q <= 0) return {day_no(c.start), false};
  const Instant t = nth_second(c, q, pauses);
  if (t >= kNever) return {};
  const DayNo d = day_no(t - 1);
  return {d, provisional_through(c, day_no(c.start), d)};
}

/// The first day after which at most m days of a kind remain up to and including `end`.
Tick first_with_at_most(const Clock& c, EndDay end, int64_t m, bool work) noexcept {
  const WorkCalendar& cal = *c.rules.calendar;
  const DayNo d = work ? cal.nth(cal.works_before(end.day + 1) - 1 - m) : end.day - m;
  return tick_of(opening(d), end.provisional || (work && cal.unpublished(d, end.day)));
}

}  // namespace

bool is_work(Unit u) noexcept {
  return u == Unit::kWorkDay || u == Unit::kWorkHour || u == Unit::kWorkMinute || u == Unit::kWorkSecond || u == Unit::kWorkDaySecond;
}

Unit resolve_own_day(Unit u, Unit beside) noexcept {
  if (u != Unit::kOwnDay || beside == Unit::kOwnDay || beside == Unit::kNoUnit) return u;
  return is_work(beside) ? Unit::kWorkDay : Unit::kNaturalDay;
}

int64_t seconds_per(Unit u, const WorkCalendar& c) noexcept {
  switch (u) {
    case Unit::kWorkDay: return c.office_seconds();
    case Unit::kNaturalDay: return kSecondsPerDay;
    case Unit::kHour: case Unit::kWorkHour: return 3600;
    case Unit::kMinute: case Unit::kWorkMinute: return 60;
    case Unit::kSecond: case Unit::kWorkSecond: case Unit::kWorkDaySecond: case Unit::kDaySecond: return 1;
    default: return 0;
  }
}

Basis basis_of(Unit u, const ClockRules& r) noexcept {
  switch (u) {
    case Unit::kWorkDay: case Unit::kWorkDaySecond: return r.exact ? Basis::kOfficeSeconds : Basis::kWorkDays;
    case Unit::kNaturalDay: case Unit::kDaySecond: case Unit::kOwnDay: return r.exact ? Basis::kClockSeconds : Basis::kNaturalDays;
    case Unit::kHour: case Unit::kMinute: case Unit::kSecond: return Basis::kClockSeconds;
    case Unit::kWorkHour: case Unit::kWorkMinute: case Unit::kWorkSecond: return Basis::kOfficeSeconds;
    default: return Basis::kUnknown;
  }
}

namespace {

std::optional<Quantity> quantity_of(int64_t number, Unit u, Basis basis, const ClockRules& r) noexcept {
  const bool work = reads_calendar(basis);
  if (u == Unit::kOwnDay) u = work ? Unit::kWorkDay : Unit::kNaturalDay;
  if (is_work(u) != work || basis == Basis::kUnknown) return std::nullopt;
  const int64_t whole = floor_div(number, kMicro), part = number - whole * kMicro;
  if (counts_days(basis) && is_day(u)) return Quantity{whole, part != 0};
  const int64_t per = seconds_per(u, *r.calendar);
  const Quantity seconds{whole * per + part * per / kMicro, part * per % kMicro != 0};
  if (!counts_days(basis)) return seconds;
  const int64_t day = work ? r.calendar->office_seconds() : kSecondsPerDay;
  const int64_t days = floor_div(seconds.floor, day);
  return Quantity{days, seconds.fraction || days * day != seconds.floor};
}

}  // namespace

std::optional<Quantity> quantity(PackedSpan span, Basis basis, const ClockRules& r) noexcept {
  return quantity_of(span_number(span), span_unit(span), basis, r);
}

std::optional<Quantity> difference(PackedSpan limit, PackedSpan threshold, Basis basis, const ClockRules& r) noexcept {
  const Unit lu = resolve_own_day(span_unit(limit), Unit::kNaturalDay), tu = resolve_own_day(span_unit(threshold), lu);
  if (lu == tu) return quantity_of(span_number(limit) - span_number(threshold), lu, basis, r);
  const bool work = reads_calendar(basis);
  if (is_work(lu) != work || is_work(tu) != work || tu == Unit::kOwnDay || tu == Unit::kNoUnit) return std::nullopt;
  const __int128 micro = static_cast<__int128>(span_number(limit)) * seconds_per(lu, *r.calendar) -
                         static_cast<__int128>(span_number(threshold)) * seconds_per(tu, *r.calendar);
  const int64_t day = work ? r.calendar->office_seconds() : kSecondsPerDay;
  const __int128 unit = static_cast<__int128>(kMicro) * (counts_days(basis) ? day : 1);
  const __int128 whole = floor_div(micro, unit);
  return Quantity{static_cast<int64_t>(whole), micro != whole * unit};
}

// ---- without pauses ------------------------------------------------------------------------------------------------

Tick Clock::at_least(int64_t m) const noexcept {
  if (m <= 0) return tick_of(start);
  if (counts_days(basis)) {
    const EndDay d = nth_day(*this, m);
    return opening(d.day) < end ? within_start(*this, tick_of(opening(d.day), d.provisional)) : kTickNever;
  }
  const Instant t = end_of_seconds(*this, start, m);
  if (t > end) return kTickNever;
  return tick_of(t, basis == Basis::kOfficeSeconds && rules.calendar->unpublished(day_no(start), day_no(t - 1)));
}

Tick Clock::over_days(int64_t k, bool roll) const noexcept {
  if (k < 0) return tick_of(start);
  EndDay d = nth_day(*this, k);
  if (roll) d = roll_over(*this, d);
  const Instant t = opening(d.day + 1);
  return end >= t ? within_start(*this, tick_of(t, d.provisional)) : kTickNever;
}

Tick Clock::at_most_days_left(int64_t limit, int64_t m, bool work) const noexcept {
  if (m < 0) return kTickNever;
  const Tick t = within_start(*this, first_with_at_most(*this, end_of_limit(*this, limit, {}), m, work));
  return instant_of(t) < end ? t : kTickNever;
}

// ---- with pauses ---------------------------------------------------------------------------------------------------

namespace {

/// Keeps what holds before the clock's end; what holds in the last second before it holds for ever.
void freeze_at_end(const Clock& c, const IntervalSet& open_ended, IntervalSet& out) {
  out.clear();
  for (const Interval& i : open_ended) {
    if (instant_of(i.a) >= c.end) return;
    const bool at_end = instant_of(i.b) >= c.end;
    out.append(within_start(c, i.a), at_end ? kTickNever : i.b);
    if (at_end) return;
  }
}

}  // namespace

void Clock::at_least(int64_t m, Pauses pauses, IntervalSet& out) const {
  out.clear();
  if (m <= 0) {
    out.append(tick_of(start), kTickNever);
    return;
  }
  if (!counts_days(basis)) {
    const Instant t = nth_second(*this, m, pauses);
    if (t >= kNever || t > end) return;
    out.append(tick_of(t, basis == Basis::kOfficeSeconds && rules.calendar->unpublished(day_no(start), day_no(t - 1))), kTickNever);
    return;
  }
  IntervalSet held;
  const DayNo first = first_day(*this);
  DayNo day = first;
  int64_t left = m;
  bool found = true;
  for (const Pause& p : pauses) {
    const Touched t = touched(p);
    if (t.to < day) continue;
    const int64_t n = days_between(*this, day, t.from);
    if (n >= left) break;
    left -= n;
    // The day in which this pause begins counts until the pause touches it.
    if (left == 1 && t.from >= day && of_kind(*this, t.from)) {
      const bool provisional = provisional_through(*this, first, t.from);
      held.append(tick_of(opening(t.from), provisional), tick_of(p.a, provisional));
    }
    if (t.to == kNoDay) {
      found = false;
      break;
    }
    day = t.to + 1;
  }
  if (found) {
    day = kth_day(*this, day, left);
    held.append(tick_of(opening(day), provisional_through(*this, first, day)), kTickNever);
  }
  freeze_at_end(*this, held, out);
}

Tick Clock::over_days(int64_t k, bool roll, Pauses pauses) const {
  if (k < 0) return tick_of(start);
  EndDay d = nth_day(*this, k, pauses);
  if (d.day == kNoDay) return kTickNever;
  if (roll) d = roll_over(*this, d);
  const Instant t = opening(d.day + 1);
  return end >= t ? within_start(*this, tick_of(t, d.provisional)) : kTickNever;
}

namespace {

/// A piece of the clock's run in which the same pauses are known, so that the end as foreseen stays the same.
struct Stretch {
  Instant from, until;
  bool paused;   // the answer of its first instant stands while it lasts
  EndDay due;
  /// Does the answer on day `today` rest on an unpublished day?
  bool provisional(const WorkCalendar& cal, bool work, DayNo today) const noexcept {
    return due.provisional || (work && cal.unpublished(today + 1, due.day));
  }
};
using Stretches = boost::container::small_vector<Stretch, 8>;

Stretches stretches(const Clock& c, int64_t limit, Pauses pauses) {
  Stretches out;
  boost::container::small_vector<Pause, 8> known;
  auto due = [&] { return end_of_limit(c, limit, {known.data(), known.size()}); };
  Instant from = c.start;
  for (const Pause& p : pauses) {
    if (p.b > c.start) {
      if (p.a >= c.end) break;
      if (p.a > from) out.push_back({from, p.a, false, due()});
      // While it is open the limit stands as foreseen when it began (or the clock did): it touches that day alone.
      const Instant began = std::max(p.a, c.start);
      if (counts_days(c.basis)) known.push_back({began, began + 1});
      out.push_back({began, std::min(p.b, c.end), true, due()});
      if (counts_days(c.basis)) known.pop_back();
      from = p.b;
      if (from >= c.end) break;
    }
    known.push_back(p);
  }
  if (from < c.end) out.push_back({from, c.end, false, due()});
  return out;
}

}  // namespace

void Clock::at_most_days_left(int64_t limit, int64_t m, bool work, Pauses pauses, IntervalSet& out) const {
  out.clear();
  if (m < 0 || end <= start) return;
  const WorkCalendar& cal = *rules.calendar;
  const Stretches all = stretches(*this, limit, pauses);
  // A boundary between two stretches rests on the answers of both sides.
  auto edge = [&](size_t left, Instant t) {
    return tick_of(t, all[left].provisional(cal, work, day_no(t - 1)) ||
                          (left + 1 < all.size() && all[left + 1].provisional(cal, work, day_no(t))));
  };
  IntervalSet held;
  for (size_t i = 0; i < all.size(); ++i) {
    const Stretch& s = all[i];
    const Tick opens = i == 0 ? tick_of(s.from) : edge(i - 1, s.from);
    const Tick closes = s.until == end ? tick_of(end) : edge(i, s.until);
    const Tick falls = first_with_at_most(*this, s.due, m, work);
    if (!s.paused) held.append(std::max(falls, opens), closes);
    else if (instant_of(falls) <= opening(day_no(s.from))) held.append(opens, closes);
  }
  freeze_at_end(*this, held, out);
}

// ---- for reasons ---------------------------------------------------------------------------------------------------

int64_t Clock::used_at(Instant t, Pauses pauses) const {
  if (!counts_days(basis)) {
    const Instant until = std::min(t, end);
    int64_t n = 0;
    Instant from = start;
    for (const Pause& p : pauses) {
      if (p.b <= from) continue;
      n += seconds_between(*this, from, std::min(p.a, until));
      from = p.b;
    }
    return n + seconds_between(*this, from, until);
  }
  const Instant last = end >= kNever ? t : std::min(t, end - 1);
  if (last < start) return 0;
  const DayNo today = day_no(last);
  DayNo day = first_day(*this);
  int64_t n = 0;
  for (const Pause& p : pauses) {
    const Touched touch = touched(p);
    if (touch.to < day) continue;
    if (touch.from > today || (touch.from == today && touch.from >= day && p.a > last)) break;  // not begun yet: today still counts
    n += days_between(*this, day, std::max(day, touch.from));
    if (touch.to >= today) return n;
    day = touch.to + 1;
  }
  return n + days_between(*this, day, today + 1);
}

Due Clock::due(int64_t limit, Instant t, Pauses pauses) const {
  boost::container::small_vector<Pause, 8> known;
  for (const Pause& p : pauses) {
    if (p.a > t) break;
    const Instant began = std::max(p.a, start);
    if (p.b <= t) known.push_back(p);
    else if (counts_days(basis)) known.push_back({began, began + 1});
  }
  const Pauses k{known.data(), known.size()};
  if (counts_days(basis)) {
    const DayNo d = nth_day(*this, limit, k).day;
    return {d, opening(d + 1)};
  }
  if (limit <= 0) return {day_no(start), start};
  const Instant at = nth_second(*this, limit, k);
  return {day_no(at - 1), at};
}

}  // namespace zs::temporal
