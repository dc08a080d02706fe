// Hostile and unlucky input: an answer with a place, never a crash.
#include "helpers.h"

#include "compiler/ast/print.h"

#include <chrono>
#include <gtest/gtest.h>

namespace zs::test {
namespace {

std::string repeat(std::string_view s, size_t n) {
  std::string out;
  out.reserve(s.size() * n);
  for (size_t i = 0; i < n; ++i) out += s;
  return out;
}

TEST(Limits, TenThousandBrackets) {
  EXPECT_EQ(parse_text("条件 甲 = " + repeat("（", 10000) + "乙" + repeat("）", 10000)).codes(), "E0118");
  EXPECT_EQ(parse_text("条件 甲 = " + repeat("（", 10000)).codes(), "E0118");
  EXPECT_EQ(parse_text(repeat("}", 10000)).sink.error_count(), 10000u);
}

TEST(Limits, NestingUpToTheLimitIsFine) {
  EXPECT_EQ(parse_text("条件 甲 = " + repeat("（", 200) + "乙" + repeat("）", 200)).codes(), "");
  EXPECT_EQ(parse_text("条件 甲 = " + repeat("（", 201) + "乙" + repeat("）", 201)).codes(), "E0118");
}

TEST(Limits, LongChains) {
  EXPECT_EQ(parse_text("条件 甲 = " + repeat("非 ", 20000) + "乙").codes(), "E0118");
  EXPECT_EQ(parse_text("参数 甲 = 1" + repeat(" + 1", 20000)).codes(), "E0119");
  EXPECT_EQ(parse_text("参数 甲 = 乙" + repeat("的乙", 20000)).codes(), "E0119");
  EXPECT_EQ(parse_text("参数 甲 = " + repeat("- ", 20000) + "1").codes(), "E0119");
  EXPECT_EQ(parse_text("条件 甲 = 1" + repeat(" < 1", 20000)).codes(), "E0119");
  EXPECT_EQ(parse_text("条件 甲 = 乙" + repeat(" 且 乙", 20000)).codes(), "");
}

TEST(Limits, FiveMegabytesInOneLine) {
  const Parsed word = parse_text("参数 甲 = " + repeat("乙", 5'000'000 / 3));
  EXPECT_FALSE(word.sink.has_errors());
  const Parsed words = parse_text(repeat("乙 ", 5'000'000 / 4));
  EXPECT_EQ(words.codes(), "E0119");
  EXPECT_LT(words.messages().size(), 2000u);
  const Parsed tail = parse_text("参数 甲 = " + repeat(" ", 5'000'000) + "？");
  EXPECT_EQ(tail.codes(), "E0101");
  EXPECT_LT(tail.messages().size(), 2000u);
}

TEST(Limits, EmptyAndBlankFiles) {
  EXPECT_EQ(parse_text("").codes(), "");
  EXPECT_EQ(parse_text("\n\n// nothing\n").codes(), "");
  EXPECT_EQ(parse_text(std::string("\0\0", 2)).codes(), "E0116");
}

TEST(Limits, EveryTruncationIsAnswered) {
  const std::string text =
      "指标 HN8-1 业务 对 办件 {\n  依据 第八条（一）「甲……乙」\n  当 有 环节 其（甲 ≤ 3个工作日 且 乙 未发生），发 预警，处置 提醒\n"
      "  时限 钟 { 自 甲 至 乙 限 3天 }\n  理由 「{甲}，{钟的已用}」\n}\n测试 \"一\" { 给定 办件 { 甲 [ {乙 1} ] } 期望 HN8-1: 无 }\n";
  ASSERT_EQ(parse_text(text).codes(), "");
  for (size_t n = 0; n < text.size(); ++n) {
    const Parsed p = parse_text(text.substr(0, n));
    EXPECT_LT(p.messages().size(), 8000u);
    ast::print(*p.sources, p.file);
  }
}

TEST(Limits, EveryDroppedTokenIsAnswered) {
  const std::string text = "记录 办件 case { 键 编号 no 文本 甲 a 枚举 {乙；丙} ? }\n指标 X-1 业务 对 办件 { 适用 甲 = 乙 当 甲 已填 且（乙 为空），发 红牌 理由 「{甲}」 }\n";
  ASSERT_EQ(parse_text(text).codes(), "");
  for (size_t n = 0; n < text.size(); ++n) {
    std::string mended = text;
    mended.erase(n, 1);
    parse_text(mended).messages();
    std::string doubled = text;
    doubled.insert(n, 1, text[n]);
    parse_text(doubled).messages();
  }
}

}  // namespace
}  // namespace zs::test
