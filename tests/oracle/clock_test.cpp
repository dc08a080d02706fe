// Clocks against hand-worked days and against the definitions of the calculus, instant by instant.
#include "oracle/clock.h"
#include "tests/oracle/build.h"

#include <gtest/gtest.h>

#include <random>

namespace zs::oracle {
namespace {

using test::at;
using typed::Cmp;

const typed::Calendar& rules() {
  static const typed::Calendar c = test::state_calendar();
  return c;
}
const Calendar& calendar() {
  static const Calendar c(rules());
  return c;
}

Clock clock(const char* start, Unit unit, std::vector<PauseSpan> pauses = {}, const char* end = nullptr) {
  Clock k;
  k.start = at(start);
  if (end) k.end = at(end);
  k.unit = unit;
  k.calendar = &calendar();
  k.pauses = merge_pauses(std::move(pauses));
  return k;
}
PauseSpan pause(const char* from, const char* to) { return {at(from), to ? at(to) : kNever, "补正"}; }
Set from(const char* t) { return since(tick_of(at(t))); }
Set span(const char* a, const char* b) { return between(tick_of(at(a)), tick_of(at(b))); }

TEST(ClockDays, TheNationalHolidayIsNotCounted) {
  // Counted: 09-29 (make-up workday), 09-30, 10-08. 10-01 … 10-07 holiday.
  const Clock k = clock("2024-09-27 15:00", Unit::kWorkDay);
  EXPECT_EQ(k.over(3), from("2024-10-09"));
  EXPECT_EQ(k.used(Cmp::kGe, 3), from("2024-10-08"));
  EXPECT_EQ(k.used(Cmp::kGt, 3), from("2024-10-09"));
  EXPECT_EQ(k.used(Cmp::kLe, 3), span("2024-09-27 15:00", "2024-10-09"));
}

TEST(ClockDays, TheDeadlineIsMidnightBeItASaturday) {
  const Clock k = clock("2024-10-08 10:00", Unit::kWorkDay);
  EXPECT_EQ(k.over(3), from("2024-10-12"));  // a Saturday, though a make-up workday
}

TEST(ClockDays, AnActAtMidnightOfTheNextDayIsLate) {
  EXPECT_EQ(clock("2024-03-04 10:00", Unit::kWorkDay, {}, "2024-03-07 00:00:00").over(2), from("2024-03-07"));
  EXPECT_EQ(clock("2024-03-04 10:00", Unit::kWorkDay, {}, "2024-03-06 23:59:59").over(2), nothing());
}

TEST(ClockDays, ZeroAndFractions) {
  const Clock k = clock("2024-03-04 10:00", Unit::kWorkDay);  // a Monday
  EXPECT_EQ(k.over(0), from("2024-03-05"));
  EXPECT_EQ(k.over(Number(5, 2)), from("2024-03-08"));             // 2.5 days end with the third
  EXPECT_EQ(k.used(Cmp::kGe, Number(3, 2)), from("2024-03-06"));   // 00:00 of the second
  EXPECT_EQ(k.used(Cmp::kGt, Number(3, 2)), from("2024-03-06"));
  EXPECT_EQ(k.used(Cmp::kGe, 0), from("2024-03-04 10:00"));
  EXPECT_EQ(k.used(Cmp::kGt, -1), from("2024-03-04 10:00"));
}

TEST(ClockDays, ADayInProgressCountsUntilAPauseTouchesIt) {
  // Eight days after 2024-03-01 (a Friday): 4 5 6 7 8 11 12, the eighth is 13. The pause takes 13 and 14 away.
  const Clock k = clock("2024-03-01 09:00", Unit::kWorkDay, {pause("2024-03-13 10:00", "2024-03-14 11:00")});
  EXPECT_EQ(k.used(Cmp::kGe, 8), unite(span("2024-03-13", "2024-03-13 10:00"), from("2024-03-15")));
  EXPECT_EQ(k.over(8), from("2024-03-16"));
}

TEST(ClockDays, APauseWithoutLengthTouchesNothingAndMidnightEndsTouchTheDayBefore) {
  EXPECT_EQ(clock("2024-03-01 09:00", Unit::kWorkDay, {pause("2024-03-05 10:00", "2024-03-05 10:00")}).over(3),
            from("2024-03-07"));
  EXPECT_EQ(clock("2024-03-01 09:00", Unit::kWorkDay, {pause("2024-03-04 10:00", "2024-03-05 00:00")}).over(3),
            from("2024-03-08"));
}

TEST(ClockDays, AnOpenPauseStopsTheClock) {
  const Clock k = clock("2024-03-01 09:00", Unit::kWorkDay, {pause("2024-03-05 10:00", nullptr)});
  EXPECT_EQ(k.over(1), from("2024-03-05"));
  EXPECT_EQ(k.over(2), nothing());
  EXPECT_EQ(k.used(Cmp::kGe, 2), span("2024-03-05", "2024-03-05 10:00"));
}

TEST(ClockDays, SameDayAndRollOver) {
  Clock k = clock("2024-09-27 10:00", Unit::kNaturalDay);
  k.limit = 5;  // 10-02, in the holiday
  EXPECT_EQ(k.overdue(), from("2024-10-03"));
  k.roll_over = true;
  EXPECT_EQ(k.overdue(), from("2024-10-09"));
  k.roll_over = false;
  k.same_day = true;
  EXPECT_EQ(k.overdue(), from("2024-10-02"));
}

TEST(ClockDays, BeyondThePublishedYearsTheBoundaryIsProvisional) {
  const Clock k = clock("2026-12-30 10:00", Unit::kWorkDay);
  EXPECT_EQ(k.over(1), since(tick_of(at("2027-01-01"), false)));  // 12-31 counted, no day of 2027 read
  EXPECT_EQ(k.over(2), since(tick_of(at("2027-01-02"), true)));   // 2027-01-01 is a Friday, by the weekly pattern
  EXPECT_EQ(clock("2026-12-30 10:00", Unit::kNaturalDay).over(9), from("2027-01-09"));
}

TEST(ClockDays, LongLimitsSkipWholeWeeks) {
  EXPECT_EQ(clock("2026-12-31 10:00", Unit::kWorkDay).counted_day(5'000'000)->day, day_number(at("2026-12-31")) + 7'000'000);
  EXPECT_EQ(clock("2026-12-31 10:00", Unit::kNaturalDay).counted_day(900'000'000)->day, day_number(at("2026-12-31")) + 900'000'000);
}

TEST(ClockSeconds, LateIsOneSecondAfterTheSpan) {
  const Clock k = clock("2024-03-01 09:00:00", Unit::kHour);
  EXPECT_EQ(k.over(24), from("2024-03-02 09:00:01"));
  EXPECT_EQ(k.used(Cmp::kGe, 24), from("2024-03-02 09:00:00"));
  EXPECT_EQ(clock("2024-03-01 09:00:00", Unit::kHour, {}, "2024-03-02 09:00:00").over(24), nothing());
  EXPECT_EQ(clock("2024-03-01 09:00:00", Unit::kHour, {}, "2024-03-02 09:00:01").over(24), from("2024-03-02 09:00:01"));
}

TEST(ClockSeconds, OfficeHoursSkipNightsHolidaysAndPauses) {
  EXPECT_EQ(clock("2024-09-30 16:00", Unit::kWorkHour).over(8), from("2024-10-08 16:00:01"));
  EXPECT_EQ(clock("2024-09-30 16:00", Unit::kWorkHour).used(Cmp::kGe, 1), from("2024-09-30 17:00"));
  EXPECT_EQ(clock("2024-09-30 16:00", Unit::kWorkHour).over(1), from("2024-10-08 09:00:01"));
  EXPECT_EQ(clock("2024-09-30 10:00", Unit::kWorkHour, {pause("2024-09-30 11:00", "2024-09-30 12:00")}).over(2),
            from("2024-09-30 13:00:01"));
}

TEST(ClockSeconds, ExactDaysAreOfficeSeconds) {
  Clock k = clock("2018-10-15 10:00", Unit::kWorkDay);  // a deployed system's own example: 7 days end on 10-24 10:00
  k.exact = true;
  k.limit = 7;
  EXPECT_EQ(k.overdue(), from("2018-10-24 10:00:01"));
}

TEST(ClockLeft, TwoDaysOrLess) {
  Clock k = clock("2024-03-01 09:00", Unit::kWorkDay);
  k.limit = 10;  // ends 03-15; at most two days left: used ≥ 8, from 03-13
  EXPECT_EQ(k.left(Cmp::kLe, 2), from("2024-03-13"));
  EXPECT_EQ(k.left(Cmp::kLt, 3), from("2024-03-13"));
  EXPECT_EQ(k.left(Cmp::kGt, 2), span("2024-03-01 09:00", "2024-03-13"));
}

TEST(ClockLeft, InWorkingDaysOfANaturalLimit) {
  Clock k = clock("2024-09-20 09:00", Unit::kNaturalDay);
  k.limit = 20;  // ends 2024-10-10; working days after 09-30 up to it: 10-08, 09, 10
  EXPECT_EQ(k.left_in_days(Unit::kWorkDay, Cmp::kLe, 2), from("2024-10-08"));
  EXPECT_EQ(k.left_in_days(Unit::kWorkDay, Cmp::kLe, 3), from("2024-09-30"));
  EXPECT_EQ(k.left_in_days(Unit::kWorkDay, Cmp::kLt, 3), from("2024-10-08"));
}

TEST(ClockLeft, AnOpenPauseStandsStillAsForeseenWhenItBegan) {
  Clock k = clock("2024-03-01 09:00", Unit::kNaturalDay, {pause("2024-03-08 10:00", "2024-03-12 10:00")});
  k.limit = 10;
  // Without the pause the end is 03-11 (Monday): after 03-07 two working days (8, 11) lie ahead. When the pause
  // begins on 03-08, that day no longer counts: the end moves to 03-12, two working days lie after 03-08. It stands so
  // until 03-12 10:00, when days 8-12 are known lost: the end is 03-16 (Saturday), after 03-12 three lie ahead.
  EXPECT_EQ(k.left_in_days(Unit::kWorkDay, Cmp::kLe, 2),
            unite(span("2024-03-07", "2024-03-12 10:00"), from("2024-03-13")));
}

TEST(ClockLeft, OfAnHourLimit) {
  Clock k = clock("2024-03-01 09:00", Unit::kHour);
  k.limit = 48;  // last counted second on 2024-03-03, a Sunday
  EXPECT_EQ(k.left_in_days(Unit::kWorkDay, Cmp::kLe, 0), from("2024-03-01 09:00"));
  Clock end_of_day = clock("2024-03-04 00:00", Unit::kHour);
  end_of_day.limit = 24;  // the last counted second is still on 03-04
  EXPECT_EQ(end_of_day.foreseen(end_of_day.start)->day, day_number(at("2024-03-04")));
}

// ---- against the definitions, instant by instant ------------------------------------------------------------------

/// st(t) and n(t) exactly as the calculus writes them, one day or second at a time.
struct Definition {
  const Clock& k;

  bool kind(DayNumber d) const { return k.unit == Unit::kNaturalDay || calendar().works(d); }
  bool after_start(DayNumber d) const { return d > day_number(k.start) || (k.same_day && d == day_number(k.start)); }
  bool touched(DayNumber d, Instant begun_by) const {
    for (const auto& p : k.pauses)
      if (p.from <= begun_by && p.from < opening(d + 1) && p.to > opening(d)) return true;
    return false;
  }
  int64_t st(Instant t) const {
    int64_t n = 0;
    const DayNumber today = day_number(t);
    for (DayNumber d = day_number(k.start); d < today; ++d) n += after_start(d) && kind(d) && !touched(d, kNever);
    return n + (after_start(today) && kind(today) && !touched(today, t));
  }
  bool at_least(int64_t n, Instant t) const {
    if (t < k.start) return false;
    if (n <= 0) return true;
    return st(k.end != kNever && t >= k.end ? k.end - 1 : t) >= n;
  }
  bool over(int64_t n, Instant t) const {  // > n whole days
    if (t < k.start) return false;
    int64_t counted = 0;
    for (DayNumber d = day_number(k.start); opening(d + 1) <= t; ++d) {
      if (n > 0 && after_start(d) && kind(d) && !touched(d, kNever)) ++counted;
      if (counted == n && (n > 0 || after_start(d) || d == day_number(k.start))) return k.end >= opening(d + 1);
    }
    return false;
  }
};

TEST(ClockProperties, DayCountsAgreeWithTheirDefinitionAtEveryInstant) {
  std::mt19937_64 rng(7);
  const auto pick = [&](int64_t n) { return static_cast<int64_t>(rng() % static_cast<uint64_t>(n)); };
  const Instant base = at("2024-09-20");
  for (int round = 0; round < 400; ++round) {
    Clock k;
    k.calendar = &calendar();
    k.start = base + pick(10 * 24) * 3600;
    k.unit = pick(2) ? Unit::kWorkDay : Unit::kNaturalDay;
    k.end = pick(2) ? kNever : k.start + pick(20 * 24) * 3600;
    for (int64_t i = pick(4); i > 0; --i) {
      const Instant a = base + pick(30 * 24) * 3600;
      k.pauses.push_back({a, pick(5) ? a + pick(80) * 3600 : kNever, "p"});
    }
    k.pauses = merge_pauses(k.pauses);
    k.same_day = pick(4) == 0;
    const int64_t n = pick(9);
    const Set at_least = k.used(Cmp::kGe, n), over = k.used(Cmp::kGt, n);
    k.limit = 10;
    const Set left = k.left(Cmp::kLe, 10 - n);
    const Definition def{k};
    for (Instant t = base; t < base + 45 * kSecondsPerDay; t += 1800) {
      ASSERT_EQ(contains(at_least, t), def.at_least(n, t)) << round << " t=" << t;
      ASSERT_EQ(contains(left, t), def.at_least(n, t)) << round << " t=" << t;
      if (!(k.same_day && n == 0)) ASSERT_EQ(contains(over, t), def.over(n, t)) << round << " t=" << t;
    }
  }
}

TEST(ClockProperties, SecondsAgreeWithACountSecondBySecond) {
  std::mt19937_64 rng(11);
  const auto pick = [&](int64_t n) { return static_cast<int64_t>(rng() % static_cast<uint64_t>(n)); };
  typed::Calendar odd = rules();
  odd.office = {{9 * 3600, 9 * 3600 + 40}, {13 * 3600, 13 * 3600 + 25}};
  const Calendar short_hours(odd);
  const Instant base = at("2024-09-29 09:00:00");
  for (int round = 0; round < 60; ++round) {
    Clock k;
    k.calendar = &short_hours;
    k.start = base + pick(60);
    k.unit = pick(2) ? Unit::kWorkMinute : Unit::kMinute;
    if (pick(2)) k.end = k.start + pick(2 * kSecondsPerDay);
    const Instant a = base + pick(120);
    k.pauses = merge_pauses({{a, a + pick(60), "p"}, {a + pick(50000), a + pick(60000), "q"}});
    const Integer n = pick(150);
    const Set set = k.used(Cmp::kGe, Number(n, 60));
    Integer counted = 0;
    for (Instant t = base; t < base + 2 * kSecondsPerDay; ++t) {
      const bool expected = t >= k.start && counted >= n;
      if (contains(set, t) != expected) FAIL() << round << " at " << t << " counted " << counted << " of " << n;
      bool counts = t >= k.start && t < k.end;
      for (const auto& p : k.pauses) counts = counts && !(p.from <= t && t < p.to);
      const int64_t of_day = t - opening(day_number(t));
      if (k.unit == Unit::kWorkMinute)
        counts = counts && short_hours.works(day_number(t)) &&
                 ((of_day >= 9 * 3600 && of_day < 9 * 3600 + 40) || (of_day >= 13 * 3600 && of_day < 13 * 3600 + 25));
      if (counts) ++counted;
    }
  }
}

}  // namespace
}  // namespace zs::oracle
