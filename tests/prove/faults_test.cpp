// What is probably not meant in one rule set.
#include "prove/faults.h"
#include "tests/prove/pack.h"

namespace zs::prove {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string indicator(const std::string& code, const std::string& body) { return "指标 " + code + " 某事 对 案件 {\n" + body + "\n}\n"; }

std::vector<std::string> found(const std::string& indicators) {
  static constexpr const char* kNames[] = {"gap", "overlap", "hidden", "never", "silent", "redundant", "idle", "equivalent"};
  const auto c = compiled(head() + indicators);
  std::vector<std::string> out;
  for (const auto& f : faults(*c->program, options()).found) {
    out.emplace_back(kNames[static_cast<size_t>(f.what)]);
    if (f.expr != typed::kNone && f.what != Fault::What::kNeverHolds) out.back() += " " + std::string(c->sources.text((*c->program)[f.expr].src));
  }
  return out;
}

TEST(Faults, NothingIsSaidOfPlainRules) {
  EXPECT_THAT(found(indicator("A", "当 自 收件 至 办结 超过 3工作日 且 类型 = 甲，发 黄牌\n当 自 收件 至 办结 超过 5工作日 且 类型 = 甲，发 红牌")), IsEmpty());
  EXPECT_THAT(found(indicator("A", "情形 多 { 适用 天数 > 5\n当 办结 已发生，发 黄牌 }\n情形 少 { 适用 天数 ≤ 5\n当 办结 已发生，发 红牌 }")), IsEmpty());
  EXPECT_THAT(found(indicator("A", "情形 多 { 适用 天数 ≥ 6\n当 办结 已发生，发 黄牌 }\n情形 少 { 适用 天数 ≤ 5\n当 办结 已发生，发 红牌 }")), IsEmpty());
}

TEST(Faults, AGapBetweenTwoCircumstances) {
  EXPECT_THAT(found(indicator("A", "情形 多 { 适用 天数 > 5\n当 办结 已发生，发 黄牌 }\n情形 少 { 适用 天数 < 5\n当 办结 已发生，发 红牌 }")), ElementsAre("gap 天数 > 5"));
  EXPECT_THAT(found(indicator("A", "情形 多 { 适用 类型 = 甲 且 限 > 5天\n当 办结 已发生，发 黄牌 }\n情形 少 { 适用 类型 = 甲 且 限 < 5天\n当 办结 已发生，发 红牌 }")), ElementsAre("gap 限 > 5天"));
}

TEST(Faults, AnOverlapWithOtherCards) {
  EXPECT_THAT(found(indicator("A", "情形 多 { 适用 天数 ≥ 5\n当 办结 已发生，发 黄牌 }\n情形 少 { 适用 天数 ≤ 5\n当 办结 已发生，发 红牌 }")), ElementsAre("overlap 天数 ≥ 5"));
}

TEST(Faults, ACardThatAHigherOneAlwaysHides) {
  EXPECT_THAT(found(indicator("A", "当 自 收件 至 办结 超过 5工作日，发 黄牌\n当 自 收件 至 办结 超过 3工作日，发 红牌")), ElementsAre("hidden"));
  EXPECT_THAT(found(indicator("A", "当 自 收件 至 办结 超过 3工作日，发 黄牌\n当 自 收件 至 办结 超过 3工作日，发 红牌")), ElementsAre("hidden"));
}

TEST(Faults, ConditionsThatCannotHold) {
  EXPECT_THAT(found(indicator("A", "当 天数 > 5 且 天数 < 3，发 黄牌\n当 加急 = 是，发 红牌")), Contains("never"));
  EXPECT_THAT(found(indicator("A", "当 天数 > 5 且 天数 < 3，发 黄牌")), ElementsAre("silent"));
}

TEST(Faults, PartsThatSayNothingMore) {
  EXPECT_THAT(found(indicator("A", "当 收件 已发生 且 自 收件 至 办结 超过 3工作日，发 黄牌")), ElementsAre("redundant 收件 已发生"));
  EXPECT_THAT(found(indicator("A", "适用 天数 > 3\n当 天数 > 5，发 黄牌")), ElementsAre("redundant 天数 > 3"));
}

TEST(Faults, SupersedingInVain) {
  EXPECT_THAT(found(indicator("A", "当 类型 = 甲，发 黄牌") + indicator("B", "取代 A\n当 类型 = 乙，发 红牌")), ElementsAre("idle"));
}

TEST(Faults, TwoThatAreOne) {
  EXPECT_THAT(found(indicator("A", "当 天数 > 3，发 黄牌") + indicator("B", "当 非（天数 ≤ 3），发 黄牌")), ElementsAre("equivalent"));
}

TEST(Faults, ExactlyFiveDaysInInnerMongolia) {
  const auto c = compile(std::string(ZS_SOURCE_DIR) + "/rules/neimenggu/2024");
  ASSERT_TRUE(c.program);
  const auto all = faults(*c.program, options(), {Fault::What::kGap});
  ASSERT_EQ(all.found.size(), 1u);
  const auto& f = all.found[0];
  EXPECT_EQ(c.program->indicators[static_cast<size_t>(f.indicator)].code, "NM2-1");
  ASSERT_TRUE(f.witness);
  EXPECT_EQ(json_of(f.witness->sample.record), R"({"办件编号":"W1","办件类型":"承诺件","承诺时限":"5","承诺时限单位":"自然日","受理时间":"2024-03-04 09:00:00"})");
  EXPECT_THAT(f.witness->is, IsEmpty());
}

}  // namespace
}  // namespace zs::prove
