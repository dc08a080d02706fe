// What tests reach, and which wrong versions of the rules they let pass.
#include "oracle/oracle.h"
#include "testing/coverage.h"
#include "testing/mutation.h"
#include "testing/walk.h"
#include "tests/testing/pack.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace zs::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kLate = R"(
测试 "第三个工作日过完" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00 }
  期望 T-1: 预警 自 2024-10-09 00:00 至 2024-10-15 00:00
  期望 T-1: 红牌 自 2024-10-15 00:00 在案
}
测试 "及时" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  办结时间 2024-09-27 16:00 }
  期望 T-1: 无
}
)";
const std::string kFee = R"(
测试 "收了费" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  费用 200  编码 "X" }
  给定 事项 { 编码 "X"  免费 是 }
  期望 T-2: 预警 自 2024-09-27 15:00
}
)";

Coverage cover(const Small& s) { return coverage(s.program(), s.cases(), s.c.sources, s.c.rule_files); }
const IndicatorCoverage& of(const Coverage& c, const Small& s, const std::string& code) {
  for (const auto& i : c.indicators)
    if (s.program().indicators[static_cast<size_t>(i.indicator)].code == code) return i;
  ADD_FAILURE() << code;
  return c.indicators[0];
}
const ConditionCoverage& condition(const IndicatorCoverage& i, const Small& s, const std::string& text) {
  for (const auto& c : i.conditions)
    if (s.c.sources.text(c.src) == text) return c;
  ADD_FAILURE() << text;
  return i.conditions[0];
}

TEST(Coverage, WithoutTestsNothingIsReached) {
  const Small s;
  const auto c = cover(s);
  EXPECT_EQ(c.totals.indicators.all, 3u);
  EXPECT_EQ(c.totals.indicators.full + c.totals.cards.full + c.totals.conditions.full + c.totals.boundaries.full, 0u);
  EXPECT_EQ(c.totals.conditions.half, 0u);
  EXPECT_EQ(c.totals.cards.all, 4u);
  ASSERT_EQ(c.files.size(), 1u);
  for (const auto& l : c.files[0].lines) EXPECT_EQ(l.mark, Mark::kNever) << l.line;
}

TEST(Coverage, CountsOnlyWhatTheTestNames) {
  const Small s(kLate);
  const auto c = cover(s);
  EXPECT_EQ(of(c, s, "T-1").tests, 2u);
  EXPECT_EQ(of(c, s, "T-2").tests, 0u);
  for (const auto& x : of(c, s, "T-2").conditions) EXPECT_EQ(x.mark(), Mark::kNever);
  EXPECT_EQ(c.totals.cards.full, 2u);
}

TEST(Coverage, ClockBoundaryIsReachedByTheExpectedInstant) {
  const Small s(kLate);
  const auto c = cover(s);
  const auto& i = of(c, s, "T-1");
  size_t boundaries = 0;
  for (const auto& x : i.conditions)
    if (x.has_boundary) {
      EXPECT_EQ(x.boundary(), Mark::kFull) << s.c.sources.text(x.src);
      ++boundaries;
    }
  EXPECT_EQ(boundaries, 2u);
  // The same card without its instant reaches nothing.
  const Small loose(R"(
测试 "只说有牌" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00 }
  期望 T-1: 预警
  期望 T-1: 红牌
}
)");
  const auto l = cover(loose);
  for (const auto& x : of(l, loose, "T-1").conditions)
    if (x.has_boundary) EXPECT_EQ(x.boundary(), Mark::kNever) << loose.c.sources.text(x.src);
}

TEST(Coverage, NumberBoundaryWantsTheThresholdAndTheOtherSide) {
  const Small one(kFee);
  const auto c1 = cover(one);
  const auto& above = condition(of(c1, one, "T-2"), one, "费用 > 100");
  EXPECT_TRUE(above.yes && !above.no && !above.at && above.beyond);
  EXPECT_EQ(above.boundary(), Mark::kHalf);
  const Small both(kFee + R"(
测试 "正好" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  费用 100  编码 "X" }
  给定 事项 { 编码 "X"  免费 是 }
  期望 T-2: 无
}
测试 "不知道" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  编码 "X" }
  给定 事项 { 编码 "X"  免费 是 }
  期望 T-2: 无法判定 缺 费用
}
)");
  const auto c2 = cover(both);
  const auto& full = condition(of(c2, both, "T-2"), both, "费用 > 100");
  EXPECT_TRUE(full.yes && full.no && full.open);
  EXPECT_EQ(full.boundary(), Mark::kFull);
}

TEST(Coverage, WhatTheTextDeniesIsCountedAsTheTextSaysIt) {
  std::string rules = kRules;
  const std::string line = "  适用 受理时间 已发生\n";
  rules.replace(rules.find(line), line.size(), "  适用 办结时间 未发生\n");
  const Small s(kFee, rules);
  const auto c = cover(s);
  const auto& open = condition(of(c, s, "T-2"), s, "办结时间 未发生");
  EXPECT_TRUE(open.yes && !open.no);
  EXPECT_THAT(coverage_text(s.program(), c, s.c.sources, Language::kChinese), HasSubstr("「办结时间 未发生」没有测试不成立"));
}

TEST(Coverage, ReportsSayTheSameInThreeForms) {
  const Small s(kLate);
  const auto c = cover(s);
  const std::string text = coverage_text(s.program(), c, s.c.sources, Language::kChinese);
  EXPECT_THAT(text, HasSubstr("T-2 没有测试"));
  EXPECT_THAT(text, HasSubstr("指标 1/3"));
  const std::string html = coverage_html(s.program(), c, s.c.sources, Language::kEnglish);
  EXPECT_THAT(html, ::testing::StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(html, HasSubstr("费用 &gt; 100"));
  EXPECT_THAT(html, HasSubstr("T-2 has no test"));
  EXPECT_THAT(html, Not(HasSubstr("http")));
  const auto j = nlohmann::json::parse(coverage_json(s.program(), c, s.c.sources));
  EXPECT_EQ(j["totals"]["indicators"]["full"], 1);
  EXPECT_EQ(j["indicators"].size(), 3u);
}

std::vector<std::string> changes(const Small& s, MutantResult::Fate fate, Mutation* out = nullptr, unsigned jobs = 1) {
  const auto cases = s.cases();
  auto m = mutate(s.program(), cases, s.c.sources, s.c.rule_files, jobs);
  std::vector<std::string> texts;
  for (const auto& r : m.results)
    if (r.fate == fate) texts.push_back(s.program().indicators[static_cast<size_t>(m.mutants[r.mutant].indicators[0])].code + " " + m.mutants[r.mutant].change.zh);
  if (out) *out = std::move(m);
  return texts;
}

TEST(Mutation, TestsWithInstantsKillAndMissingTestsLetLive) {
  const Small s(kLate + kFee);
  const auto killed = changes(s, MutantResult::Fate::kKilled), survived = changes(s, MutantResult::Fate::kSurvived);
  for (const char* c : {"T-1 3工作日 改为 4工作日", "T-1 3工作日 改为 2工作日", "T-1 3工作日 改为 3自然日", "T-1 预警 改为 红牌", "T-2 预警 改为 红牌"}) EXPECT_THAT(killed, Contains(c));
  // 200 yuan: neither 99 nor 101 nor “100 too” is seen, and no test has only one of the two conditions.
  for (const char* c : {"T-2 100 改为 99", "T-2 100 改为 101", "T-2 > 改为 >=", "T-2 且 改为 或", "T-3 3 改为 4", "T-3 预警 改为 红牌"}) EXPECT_THAT(survived, Contains(c));
}

TEST(Mutation, ACardNeverComesToHangOnItself) {
  // 红牌 hangs on 预警: there is no third card that it could become.
  const Small s(kLate);
  for (const auto& m : mutants(s.program(), s.c.rule_files)) EXPECT_NE(m.change.zh, "红牌 改为 预警");
}

TEST(Mutation, ABoundaryTestKillsWhatSurvived) {
  const Small s(kFee + R"(
测试 "正好" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  费用 100  编码 "X" }
  给定 事项 { 编码 "X"  免费 是 }
  期望 T-2: 无
}
测试 "多一元" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  费用 101  编码 "X" }
  给定 事项 { 编码 "X"  免费 是 }
  期望 T-2: 预警 自 2024-09-27 15:00
}
测试 "本来收费" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00  费用 101  编码 "X" }
  给定 事项 { 编码 "X"  免费 否 }
  期望 T-2: 无
}
)");
  for (const auto& c : changes(s, MutantResult::Fate::kSurvived))
    for (const char* seen : {"T-2 100 改为", "T-2 > 改为", "T-2 且 改为"}) EXPECT_THAT(c, Not(::testing::StartsWith(seen)));
}

TEST(Mutation, DoesNotDependOnThreadsAndLeavesTheProgramAlone) {
  const Small s(kLate + kFee);
  const size_t exprs = s.program().exprs.size();
  Mutation one, four;
  EXPECT_EQ(changes(s, MutantResult::Fate::kSurvived, &one, 1), changes(s, MutantResult::Fate::kSurvived, &four, 4));
  ASSERT_EQ(one.results.size(), four.results.size());
  for (size_t i = 0; i < one.results.size(); ++i) EXPECT_EQ(one.results[i].killer, four.results[i].killer);
  EXPECT_EQ(s.program().exprs.size(), exprs);
  EXPECT_EQ(one.killed + one.survived + one.accepted, one.mutants.size());
}

TEST(Mutation, ASurvivorCanBeAcceptedWithAReason) {
  std::string rules = kRules;
  const std::string line = "  当 星级 < 3，发 预警，处置 回访\n";
  rules.replace(rules.find(line), line.size(), "  当 星级 < 3，发 预警，处置 回访  // 变异等价：只有一至三星\n");
  const Small s("", rules);
  EXPECT_THAT(changes(s, MutantResult::Fate::kAccepted), Contains("T-3 3 改为 4"));
  rules.replace(rules.find("：只有一至三星"), std::string("：只有一至三星").size(), "：");
  const Small without("", rules);   // a mark without a reason is none
  EXPECT_THAT(changes(without, MutantResult::Fate::kAccepted), IsEmpty());
}

TEST(Mutation, ReportsNamePlaceChangeAndTest) {
  const Small s(kLate);
  Mutation m;
  changes(s, MutantResult::Fate::kSurvived, &m);
  const auto text = mutation_text(s.program(), m, s.c.sources, Language::kChinese);
  EXPECT_THAT(text, HasSubstr("存活 small.zs:"));
  EXPECT_THAT(text, HasSubstr("改动：100 改为 99"));
  EXPECT_THAT(text, HasSubstr("可加的测试：取值正好是 100 的办件"));
  const auto j = nlohmann::json::parse(mutation_json(s.program(), m, s.cases(), s.c.sources));
  EXPECT_EQ(j["mutants"], m.mutants.size());
  EXPECT_EQ(j["results"].size(), m.mutants.size());
}

TEST(Mutation, ActionsAreTestedWhereTheyAreStated) {
  const std::string test = R"(
测试 "差评" {
  给定 评价 { 评价编号 "P"  评价时间 2024-05-13 10:00  星级 1 }
  期望 T-3: 预警 自 2024-05-13 10:00 在案)";
  const Small without(test + "\n}\n"), stated(test + " 处置 回访\n}\n");
  EXPECT_THAT(changes(without, MutantResult::Fate::kSurvived), Contains("T-3 去掉 处置 回访"));
  EXPECT_THAT(changes(stated, MutantResult::Fate::kKilled), Contains("T-3 去掉 处置 回访"));
}

TEST(Mutation, ClocksLosePausesAndFirstDays) {
  std::string rules = kRules;
  const std::string at = "指标 T-1";
  rules.insert(rules.find(at), R"(时限 办理时限 对 办件 {
  自 受理时间 至 办结时间
  限 承诺时限
  顺延 是
  暂停 逐 环节 自 开始时间 至 完时间
}
指标 T-4 承诺 对 办件 { 当 办理时限 超期，发 红牌 }
)");
  rules.replace(rules.find("开始 begun 时刻 事件 ?"), std::string("开始 begun 时刻 事件 ?").size(), "开始时间 begun 时刻 事件 ?  完时间 ended 时刻 事件 ?");
  const Small s("", rules);
  std::vector<std::string> all;
  for (const auto& m : mutants(s.program(), s.c.rule_files)) all.push_back(m.change.zh);
  EXPECT_THAT(all, Contains("时限 办理时限：去掉暂停「环节」"));
  EXPECT_THAT(all, Contains("时限 办理时限：去掉 顺延"));
  EXPECT_THAT(all, Contains("时限 办理时限：起算次日 改为 当日"));
  EXPECT_THAT(all, Contains("超期 改为 已用 >= 时限"));
}

}  // namespace
}  // namespace zs::testing
