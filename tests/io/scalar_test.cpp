#include "io/binding/scalar.h"

#include <gtest/gtest.h>

namespace zs::binding {
namespace {

TEST(Scalar, DecimalsAreExact) {
  EXPECT_EQ(*parse_decimal("2.5"), 2'500'000);
  EXPECT_EQ(*parse_decimal("-0.000001"), -1);
  EXPECT_EQ(*parse_decimal("0.1000000"), 100'000);  // zeros beyond the sixth digit lose nothing
  EXPECT_EQ(*parse_decimal("999999999999.999999"), kDecimalLimit - 1);
  EXPECT_EQ(*parse_decimal("1e3"), 1'000'000'000);
  EXPECT_EQ(*parse_decimal("25e-1"), 2'500'000);
  EXPECT_EQ(*parse_decimal("50%"), 500'000);
  EXPECT_EQ(*parse_decimal("12.5％"), 125'000);
  for (const char* s : {"0.1234567", "1000000000000", "1,000", "１", "", "-", ".5", "5.", "1e", "1e99999", "0x10", "NaN", "inf", "1 2", "+1"}) EXPECT_FALSE(parse_decimal(s)) << s;
}

TEST(Scalar, Integers) {
  EXPECT_EQ(*parse_integer("-3"), -3);
  EXPECT_EQ(*parse_integer("3.0"), 3);
  EXPECT_EQ(*parse_integer("999999999999999999"), 999'999'999'999'999'999);
  EXPECT_EQ(*parse_integer("0007"), 7);
  for (const char* s : {"3.5", "1000000000000000000", "三", ""}) EXPECT_FALSE(parse_integer(s)) << s;
}

TEST(Scalar, BooleansEnumerationsUnits) {
  for (const char* s : {"是", "true", "TRUE", "1", "Y", "y"}) EXPECT_EQ(*parse_bool(s), kTrue) << s;
  for (const char* s : {"否", "False", "0", "N"}) EXPECT_EQ(*parse_bool(s), kFalse) << s;
  EXPECT_FALSE(parse_bool("对"));
  const model::Enumeration e{{{"即办件", {"1"}}, {"承诺件", {"2", "02"}}}, false};
  EXPECT_EQ(*parse_enum(e, "承诺件"), 1);
  EXPECT_EQ(*parse_enum(e, "02"), 1);
  auto bad = parse_enum(e, "3");
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().zh.find("即办件=1"), std::string::npos);
  EXPECT_EQ(*parse_span_unit(nullptr, "G"), Unit::kWorkDay);
  EXPECT_EQ(*parse_span_unit(nullptr, "工作小时"), Unit::kWorkHour);
  EXPECT_FALSE(parse_span_unit(nullptr, "天"));
  EXPECT_FALSE(parse_span_number("1000000000"));
}

TEST(Scalar, BlanksAreWideOnesToo) {
  EXPECT_TRUE(is_blank(" \t　"));
  EXPECT_EQ(trim("　 甲 乙　"), "甲 乙");
}

}  // namespace
}  // namespace zs::binding
