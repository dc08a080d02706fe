#include "oracle/calendar.h"
#include "tests/oracle/build.h"

#include <gtest/gtest.h>

namespace zs::oracle {
namespace {

TEST(OracleCalendar, DatesRoundTrip) {
  for (DayNumber d = -200'000; d < 400'000; d += 97) {
    const Date x = date_of(d);
    const std::chrono::sys_days days = std::chrono::year(static_cast<int>(x.year)) / x.month / x.day;
    ASSERT_EQ(days.time_since_epoch().count(), d);
  }
  EXPECT_EQ(first_of_year(2024), day_number(test::at("2024-01-01")));
  EXPECT_EQ(first_of_year(1969), day_number(test::at("1969-01-01")));
}

TEST(OracleCalendar, WorkingDays) {
  const auto rules = test::state_calendar();
  const Calendar c(rules);
  const auto works = [&](const char* d) { return c.works(test::day(d)); };
  EXPECT_TRUE(works("2024-09-29"));   // Sunday, make-up workday
  EXPECT_FALSE(works("2024-10-01"));
  EXPECT_TRUE(works("2024-10-08"));
  EXPECT_FALSE(works("2024-10-13"));
  EXPECT_TRUE(works("2024-02-09"));
  EXPECT_FALSE(works("2020-02-01"));
  EXPECT_TRUE(works("2027-01-01"));   // not published: a Friday
  EXPECT_TRUE(works("2012-12-31"));
  EXPECT_TRUE(c.unpublished(test::day("2012-12-31"), test::day("2013-01-01")));
  EXPECT_FALSE(c.unpublished(test::day("2013-01-01"), test::day("2026-12-31")));
  EXPECT_EQ(c.office_seconds(), 8 * 3600);
}

}  // namespace
}  // namespace zs::oracle
