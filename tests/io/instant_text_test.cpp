#include "io/binding/instant_text.h"

#include <gtest/gtest.h>

namespace zs::binding {
namespace {

std::string back(std::string_view s) {
  auto t = parse_instant(s);
  return t ? format_instant(*t) : "bad";
}

TEST(InstantText, ReadsEveryFormOfTheContract) {
  const std::string noon = "2024-10-09T12:00:00+08:00";
  for (const char* s : {"2024-10-09T12:00:00+08:00", "2024-10-09 12:00:00", "2024-10-09 12:00", "2024/10/9 12:00", "20241009120000",
                        "2024-10-09T12:00:00", "2024/10/09 12:00:00", "2024-10-09T04:00:00Z", "2024-10-09 04:00:00+00", "2024-10-09T05:00:00+0100",
                        "2024-10-08T23:30:00-04:30"})
    EXPECT_EQ(back(s), noon) << s;
  EXPECT_EQ(back("2024-10-09"), "2024-10-09T00:00:00+08:00");
  EXPECT_EQ(back("2024/1/2"), "2024-01-02T00:00:00+08:00");
  EXPECT_EQ(back("20241009"), "2024-10-09T00:00:00+08:00");
}

TEST(InstantText, DropsFractionsOfASecond) {
  EXPECT_EQ(back("2011-10-11T13:42:22.688+02:00"), "2011-10-11T19:42:22+08:00");
  EXPECT_EQ(back("2011-10-11 13:42:22.999999"), "2011-10-11T13:42:22+08:00");
}

TEST(InstantText, RefusesWhatIsNoInstant) {
  for (const char* s : {"", "abc", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-10-00", "2024-10-09 24:00", "2024-10-09 12:60",
                        "2024-10-09 12:00:60", "2024-10-9", "24-10-09", "0999-01-01", "2024-10-09 12", "2024-10-09T12:00:00+", "2024-10-09T12:00:00+8",
                        "2024-10-09 12:00:00.", "2024-10-09x", "2024/10-09", "202410091200", "2024-10-09  12:00", "2024-10-09T12:00:00+25:00"})
    EXPECT_EQ(back(s), "bad") << s;
}

TEST(InstantText, KnowsTheBounds) {
  EXPECT_EQ(*parse_instant("1000-01-01"), kMinInstant);
  EXPECT_EQ(*parse_instant("9999-12-31 23:59:59"), kMaxInstant);
  EXPECT_EQ(*parse_instant("1970-01-01 00:00:00"), 0);
  EXPECT_FALSE(parse_instant("9999-12-31T23:59:59-01:00"));
}

TEST(InstantText, DaysHaveNoTime) {
  EXPECT_EQ(*parse_day("1970-01-02"), 1);
  EXPECT_EQ(*parse_day("1969-12-31 00:00:00"), -1);
  EXPECT_FALSE(parse_day("2024-10-09 12:00"));
}

TEST(InstantText, CivilDatesGoThereAndBack) {
  for (Day d = -354'285; d < 2'932'896; d += 97) {
    const Civil c = civil_from_days(d);
    ASSERT_TRUE(date_exists(c.year, c.month, c.day)) << d;
    ASSERT_EQ(days_from_civil(c.year, c.month, c.day), d);
  }
}

}  // namespace
}  // namespace zs::binding
