// What is left of a limit in days of another kind: the end as foreseen with what is known at each instant.
#include "oracle/clock.h"

#include <algorithm>

namespace zs::oracle {

namespace {
/// The merged pause that holds t, or null.
const PauseSpan* open_at(const std::vector<PauseSpan>& pauses, Instant t) {
  for (const PauseSpan& p : pauses)
    if (p.from <= t && t < p.to) return &p;
  return nullptr;
}
}  // namespace

Clock Clock::as_known_at(Instant t) const {
  Clock known = *this;
  known.end = kNever;
  known.pauses.clear();
  for (const PauseSpan& p : pauses) {
    if (p.to <= t) known.pauses.push_back(p);
    if (p.to <= t || p.from > t) continue;
    // Still open: it stands still as foreseen when it began (or when the clock did); it touches that day only.
    const Instant began = std::max(p.from, start);
    if (counting() == Counting::kDays) known.pauses.push_back({began, began + 1, p.name});
  }
  return known;
}

std::optional<Due> Clock::foreseen(Instant t) const {
  if (!limit) return std::nullopt;
  const Clock known = as_known_at(t);
  if (counting() == Counting::kDays) {
    const auto last = known.counted_day(ceiling_of(*limit));
    if (!last) return std::nullopt;
    return Due{last->day, opening(last->day + 1), last->provisional};
  }
  const Integer n = ceiling_of(*limit * Number(seconds_of(unit, calendar)));
  if (n <= 0) return Due{day_number(start), start, false};
  const auto at = known.reached(n);
  if (!at) return std::nullopt;
  return Due{day_number(instant_of(*at) - 1), instant_of(*at), is_provisional(*at)};
}

namespace {

struct Segment {  // [from, until): what is known, and so the end as foreseen, stays the same within it
  Instant from = 0, until = kNever;
  Instant asked = 0;     // the instant whose answer stands: `from`, or when the open pause began
  bool paused = false;
  std::optional<Due> due;
};

struct DaysLeft {
  Unit kind;
  const Calendar* calendar;

  bool counts(DayNumber d) const { return kind == Unit::kNaturalDay || calendar->works(d); }
  bool reads(DayNumber first, DayNumber last) const {
    return kind == Unit::kWorkDay && calendar->unpublished(first, last);
  }
  /// The least day, but not before `floor`, after which at most `most` days of the kind lie up to `end`.
  DayNumber first_day_with(const Integer& most, DayNumber end, DayNumber floor) const {
    Integer count = 0;
    DayNumber d = end;
    while (d > floor) {
      count += counts(d) ? 1 : 0;
      if (count > most) break;
      --d;
    }
    return std::max(d, floor);
  }
  /// Whether the answer on `today` rests on a day outside the published years.
  bool provisional(const Segment& s, DayNumber today) const {
    return s.due && (s.due->provisional || reads(today + 1, s.due->day));
  }
};

}  // namespace

Set Clock::left_at_most(Unit kind, const Integer& most) const {
  if (most < 0 || end <= start) return nothing();
  std::vector<Segment> segments;
  std::vector<Instant> cuts = {start};
  for (const PauseSpan& p : pauses)
    for (const Instant t : {p.from, p.to})
      if (t > start && t < end) cuts.push_back(t);
  std::sort(cuts.begin(), cuts.end());
  for (size_t i = 0; i < cuts.size(); ++i) {
    Segment s{cuts[i], i + 1 < cuts.size() ? cuts[i + 1] : end, cuts[i], false, std::nullopt};
    if (const PauseSpan* p = open_at(pauses, s.from)) {
      s.paused = true;
      s.asked = std::max(p->from, start);
    }
    s.due = foreseen(s.asked);
    segments.push_back(s);
  }
  const DaysLeft days{kind, calendar};
  Set out;
  for (size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    if (!s.due) continue;
    // A boundary where a pause begins or ends rests on the answers of both sides; the start is the start's own.
    const auto edge = [&](size_t left, Instant t) {
      const bool flag = days.provisional(segments[left], day_number(t - 1)) ||
                        (left + 1 < segments.size() && days.provisional(segments[left + 1], day_number(t)));
      return tick_of(t, flag);
    };
    const Tick opens = i == 0 ? tick_of(s.from) : edge(i - 1, s.from);
    const Tick closes = s.until == end ? tick_of(end) : edge(i, s.until);
    const DayNumber today = day_number(s.asked);
    const DayNumber since_day = days.first_day_with(most, s.due->day, s.paused ? today : today - 1);
    if (s.paused) {
      if (since_day <= today) out.push_back({opens, closes});
      continue;
    }
    const Tick falls = tick_of(opening(since_day), s.due->provisional || days.reads(since_day, s.due->day));
    out.push_back({std::max(falls, opens), closes});
  }
  return frozen_at_end(normal(std::move(out)));
}

Set Clock::left_in_days(Unit kind, typed::Cmp cmp, const Number& c) const {
  const Set at_most = left_at_most(kind, floor_of(c)), less = left_at_most(kind, ceiling_of(c) - 1);
  const Set whole = from_start();
  switch (cmp) {
    case typed::Cmp::kLe: return at_most;
    case typed::Cmp::kLt: return less;
    case typed::Cmp::kGe: return minus(whole, less);
    case typed::Cmp::kGt: return minus(whole, at_most);
    case typed::Cmp::kEq: return minus(at_most, less);
    case typed::Cmp::kNe: return minus(whole, minus(at_most, less));
  }
  return {};
}

}  // namespace zs::oracle
