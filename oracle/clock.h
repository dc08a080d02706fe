#pragma once
// Clocks of the calculus, counted day by day and stretch by stretch.
//
// A boundary that the calendar decides is provisional where, to find it, a day outside the published years was
// read: the days from the clock's first day (the day after its start; with 起算 当日 and for office hours the
// start's own day) through the counted day. Counts of natural days and of clock time read no calendar. What is
// left in another unit also reads the days between today and the end.
#include "compiler/typed/program.h"
#include "oracle/truth.h"
#include "oracle/units.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::oracle {

/// [from, to): to may be never.
struct PauseSpan {
  Instant from = 0, to = kNever;
  std::string name;
};

/// The day, or the instant, on which a limit ends as far as is known.
struct Due {
  DayNumber day = 0;       // the last permitted day, or the day that holds the last counted second
  Instant at = 0;          // the last permitted instant: 24:00 of the day, or when the limit is used up
  bool provisional = false;
};

struct Clock {
  enum class Counting { kDays, kClockSeconds, kOfficeSeconds };

  Instant start = 0;               // has happened, or is foreknown
  Instant end = kNever;
  Unit unit = Unit::kNaturalDay;   // what is counted; never 天
  std::optional<Number> limit;     // in `unit`
  const Calendar* calendar = nullptr;
  bool exact = false, same_day = false, roll_over = false;
  std::vector<PauseSpan> pauses;   // sorted, merged, none of zero length

  Counting counting() const;
  Set running() const;             // 进行中
  Set paused() const;              // 暂停中

  /// Tests of 已用 against q of `unit`, and of 剩余 against c of `unit`; the limit must be there for 剩余.
  Set used(typed::Cmp cmp, const Number& q) const;
  Set left(typed::Cmp cmp, const Number& c) const;
  /// Tests of 剩余 against c days of another kind than the limit's.
  Set left_in_days(Unit kind, typed::Cmp cmp, const Number& c) const;
  Set overdue() const;             // 超期
  Set over(const Number& d) const; // 自 … 至 … 超过 d: days >⌈d⌉, seconds >d

  /// For explanations and reasons: what is used at t (whole days, or seconds), and the end as foreseen at t.
  Integer used_at(Instant t) const;
  std::optional<Due> foreseen(Instant t) const;

  // ---- the pieces, also read by `explain` ----
  DayNumber first_day() const;     // the first day that can count
  bool kind_counts(DayNumber d) const;           // the day is of the counted kind
  const PauseSpan* touching(DayNumber d) const;  // the earliest pause that touches the day, or null
  struct CountedDay {
    DayNumber day = 0;
    bool provisional = false;
  };
  /// D_k: the kth counted day; absent where it never comes.
  std::optional<CountedDay> counted_day(Integer k) const;
  /// When n seconds have been counted, whatever the end; absent where that never comes, or not by `horizon`.
  std::optional<Tick> reached(Integer n, Instant horizon = kNever) const;

 private:
  Set from_start() const;
  Set frozen_at_end(const Set& up_to_end) const;
  Set after_day(const Integer& k, bool roll) const;         // >k
  Set days_at_least(const Integer& n) const;                // st ≥ n
  Set seconds_at_least(const Integer& n) const;             // n(t) ≥ n
  Set number_at_least(const Number& q) const;               // st or n(t), as a number, ≥ q
  Set number_over(const Number& q) const;                   // … > q
  Set left_at_most(Unit kind, const Integer& most) const;   // 剩余 in days of `kind` ≤ most
  std::optional<Tick> reached_on_clock(Integer n) const;
  std::optional<Tick> reached_in_office(Integer n, Instant horizon) const;
  bool stopped_for_good(DayNumber d) const;                 // an open pause covers d and all later days
  DayNumber quiet_after() const;                            // from here on every week is like the next
  int kind_a_week() const;
  bool reads(DayNumber first, DayNumber last) const;        // a day outside the published years is read
  Clock as_known_at(Instant t) const;
};

/// Sorts, drops what has no length, merges what overlaps or touches (names joined by 、).
std::vector<PauseSpan> merge_pauses(std::vector<PauseSpan> pauses);

}  // namespace zs::oracle
