#include "tests/calendar/holidays.h"

#include <gtest/gtest.h>

#include <random>

namespace zs::calendar {
namespace {

TEST(Civil, RoundTripsAndKnowsWeekdays) {
  EXPECT_EQ(day_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(day_from_civil(2000, 2, 29), 11016);
  EXPECT_EQ(weekday(0), 3);  // a Thursday
  EXPECT_EQ(weekday(day_from_civil(2024, 9, 29)), 6);
  for (int64_t d = day_from_civil(999, 12, 31); d < day_from_civil(10000, 1, 2); d += 17) {
    const Civil c = civil_from_day(d);
    ASSERT_EQ(day_from_civil(c.year, c.month, c.day), d);
  }
}

TEST(WorkCalendar, KnowsEveryDayOf2013To2026) {
  const auto listed = holidays();
  ASSERT_EQ(listed.size(), 506u);
  const WorkCalendar cal(state_council());
  for (DayNo d = day_from_civil(2013, 1, 1); d <= day_from_civil(2026, 12, 31); ++d) {
    const auto it = listed.find(d);
    const bool expected = it != listed.end() ? it->second : weekday(d) < 5;
    ASSERT_EQ(cal.works(d), expected) << d;
  }
  EXPECT_FALSE(cal.works(day_from_civil(2020, 2, 1)));
  EXPECT_TRUE(cal.works(day_from_civil(2024, 2, 9)));
}

/// Counts from day to day, to compare with.
struct Naive {
  std::map<DayNo, bool> listed = holidays();
  bool works(DayNo d) const {
    const auto it = listed.find(d);
    return it != listed.end() ? it->second : weekday(d) < 5;
  }
};

TEST(WorkCalendar, AgreesWithANaiveCountOnAMillionPairs) {
  const WorkCalendar cal(state_council());
  const Naive naive;
  // A long table, counted one day at a time, over the window of the tables and beyond both its ends.
  const DayNo first = day_from_civil(1950, 1, 1), last = day_from_civil(2110, 1, 1);
  std::vector<int64_t> before;
  std::vector<DayNo> nth;
  int64_t n = 0;
  for (DayNo d = first; d <= last; ++d) {
    before.push_back(n);
    if (naive.works(d)) nth.push_back(d), ++n;
  }
  std::mt19937_64 random(20240930);
  std::uniform_int_distribution<int64_t> day(first, last);
  for (int i = 0; i < 1'000'000; ++i) {
    DayNo a = day(random), b = day(random);
    if (a > b) std::swap(a, b);
    const int64_t count = before[static_cast<size_t>(b - first)] - before[static_cast<size_t>(a - first)];
    ASSERT_EQ(cal.works_before(b) - cal.works_before(a), count) << a << " " << b;
    // The day on which that many working days, counted from a on, are over.
    if (count > 0) {
      ASSERT_EQ(cal.nth(cal.works_before(a) + count - 1), nth[static_cast<size_t>(before[static_cast<size_t>(a - first)] + count - 1)]);
    }
  }
}

TEST(WorkCalendar, RollsToTheNextWorkingDay) {
  const WorkCalendar cal(state_council());
  EXPECT_EQ(cal.roll(day_from_civil(2024, 10, 1)), day_from_civil(2024, 10, 8));
  EXPECT_EQ(cal.roll(day_from_civil(2024, 10, 12)), day_from_civil(2024, 10, 12));  // a make-up Saturday
  EXPECT_EQ(cal.roll(day_from_civil(2199, 1, 5)), day_from_civil(2199, 1, 7));      // far beyond: the week alone
}

TEST(WorkCalendar, CountsOfficeSecondsAndFindsThemAgain) {
  const WorkCalendar cal(state_council({{9 * 3600, 12 * 3600}, {13 * 3600, 17 * 3600 + 1800}}));
  EXPECT_EQ(cal.office_seconds(), (3 * 3600 + 4 * 3600 + 1800));
  std::mt19937_64 random(7);
  std::uniform_int_distribution<int64_t> instant(opening(day_from_civil(2024, 1, 1)), opening(day_from_civil(2027, 6, 1)));
  const Naive naive;
  for (int i = 0; i < 20'000; ++i) {
    const Instant t = instant(random);
    const DayNo d = day_no(t);
    const int64_t second = t - opening(d);
    int64_t in_day = 0;
    for (const auto& [from, to] : {std::pair{9 * 3600, 12 * 3600}, std::pair{13 * 3600, 17 * 3600 + 1800}})
      in_day += std::clamp<int64_t>(second, from, to) - from;
    ASSERT_EQ(cal.seconds_before(t) - cal.seconds_before(opening(d)), naive.works(d) ? in_day : 0) << t;
    // The end of the nth second is the least instant before which n have been counted.
    const int64_t n = cal.seconds_before(t) + 1 + static_cast<int64_t>(random() % 100'000);
    const Instant end = cal.end_of_second(n);
    ASSERT_EQ(cal.seconds_before(end), n);
    ASSERT_EQ(cal.seconds_before(end - 1), n - 1);
  }
}

TEST(WorkCalendar, SaysWhatIsNotPublished) {
  const WorkCalendar cal(state_council());
  const DayNo last = day_from_civil(2026, 12, 31);
  EXPECT_FALSE(cal.unpublished(day_from_civil(2013, 1, 1), last));
  EXPECT_TRUE(cal.unpublished(last, last + 1));
  EXPECT_TRUE(cal.unpublished(day_from_civil(2012, 12, 31), last));
  EXPECT_FALSE(cal.unpublished(last + 2, last + 1)) << "an empty range reads nothing";
}

}  // namespace
}  // namespace zs::calendar
