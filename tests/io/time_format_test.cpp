// Dates as a source writes them.
#include "io/binding/instant_text.h"
#include "runtime/base/time_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs {
namespace {

std::string read(const char* pattern, const char* text) {
  const auto f = TimeFormat::parse(pattern);
  if (!f) return "pattern: " + f.error().en;
  const auto t = f->read(text);
  return t ? binding::format_instant(*t) : "no";
}

TEST(TimeFormat, ReadsWhatItSays) {
  EXPECT_EQ(read("yyyyMMddHHmmss", "20240930090501"), "2024-09-30T09:05:01+08:00");
  EXPECT_EQ(read("yyyyMMdd", "20240930"), "2024-09-30T00:00:00+08:00");
  EXPECT_EQ(read("dd/MM/yyyy HH:mm", "30/09/2024 23:59"), "2024-09-30T23:59:00+08:00");
  EXPECT_EQ(read("yyyy年M月d日 H时m分", "2024年9月3日 7时5分"), "2024-09-03T07:05:00+08:00");
  EXPECT_EQ(read("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2024-09-30T01:02:03.999Z"), "2024-09-30T09:02:03+08:00");
  EXPECT_EQ(read("yyyy-MM-dd HH:mm:ssXXX", "2024-09-30 01:02:03-05:30"), "2024-09-30T14:32:03+08:00");
  EXPECT_EQ(read("yyyyMMdd", "20240229"), "2024-02-29T00:00:00+08:00");
}

TEST(TimeFormat, RefusesTheRest) {
  for (const char* text : {"", "2024093009050", "202409300905011", "20240931090501", "20241301000000", "20240930240000", "20240930096001", "2024-9-30", "09990930090501", "2024 930090501"})
    EXPECT_EQ(read("yyyyMMddHHmmss", text), "no") << text;
  EXPECT_EQ(read("yyyyMMdd", "20230229"), "no");
  EXPECT_EQ(read("yyyy-MM-dd", "2024-9-3"), "no");
}

TEST(TimeFormat, SaysWhatIsWrongWithAPattern) {
  EXPECT_THAT(read("YYYY-MM-dd", ""), testing::HasSubstr("“YYYY” means nothing"));
  EXPECT_THAT(read("yyyy-MM-DD", ""), testing::HasSubstr("“DD” means nothing"));
  EXPECT_THAT(read("yyyy-MM-dd MM", ""), testing::HasSubstr("stands twice"));
  EXPECT_THAT(read("HH:mm", ""), testing::HasSubstr("a year, a month and a day"));
  EXPECT_THAT(read("yyyyMMdd'T", ""), testing::HasSubstr("not closed"));
}

}  // namespace
}  // namespace zs
