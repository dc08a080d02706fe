// What each sentence means, as typed expressions.
#include "pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::test {
namespace {

struct Row { const char *text, *meaning; };

class Conditions : public testing::TestWithParam<Row> {};

TEST_P(Conditions, Mean) { EXPECT_EQ(condition(GetParam().text), GetParam().meaning) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(Values, Conditions, testing::Values(
    Row{"次数 > 3", "(办件.次数 > 3)"},
    Row{"3 < 次数 ≤ 5", "and((3 < 办件.次数), (办件.次数 ≤ 5))"},
    Row{"金额 超过 应收 × 150%", "(办件.金额 > mul(办件.应收, 3/2))"},
    Row{"金额 ÷ 应收 > 50%", "(div(办件.金额, 办件.应收) > 1/2)"},
    Row{"金额 ÷ 4 > 应收", "(mul(办件.金额, 1/4) > 办件.应收)"},
    Row{"次数 缺省 0 大于 0", "(coalesce(办件.次数, 0) > 0)"},
    Row{"结果 = 听证", "(coalesce(办件.结果, 事项[办件.实施编码].结果) = 听证)"},
    Row{"听证 = 事项的结果", "(听证 = 事项[办件.实施编码].结果)"},
    Row{"意见 = 「同意」", "(办件.意见 = 同意)"},
    Row{"事项的办理深度 不低于 中", "(事项[办件.实施编码].办理深度 ≥ 中)"},
    Row{"已核 = 否", "(办件.已核 = 否)"},
    Row{"已核", "(办件.已核 = 是)"},
    Row{"非 已核", "not((办件.已核 = 是))"},
    Row{"完整", "(coalesce(办件.完整, 否) = 是)"},
    Row{"名称 = 「甲」", "(办件.名称 = 「甲」)"},
    Row{"名称 为空", "null(办件.名称)"},
    Row{"受理时间 为空", "not(occurred(办件.受理时间))"},
    Row{"问题 已填", "set(办件.问题)"},
    Row{"次数 属于 {1、2}", "or((办件.次数 = 1), (办件.次数 = 2))"},
    Row{"承诺时限 > 5天", "(办件.承诺时限 > 5天)"},
    Row{"承诺时限 - 3天 ≤ 及时", "(sub(办件.承诺时限, 3天) ≤ 5工作日)"},
    Row{"承诺时限 < 1小时 + 30分钟", "(办件.承诺时限 < 90分钟)"},
    Row{"承诺时限 ÷ 事项的承诺时限 > 比例", "(div(办件.承诺时限, 事项[办件.实施编码].承诺时限) > 1/2)"}));

INSTANTIATE_TEST_SUITE_P(Events, Conditions, testing::Values(
    Row{"受理时间 未发生", "not(occurred(办件.受理时间))"},
    Row{"受理时间 早于 收件", "before(办件.受理时间, 办件.收件)"},
    Row{"受理时间 晚于 到期日", "after(办件.受理时间, 办件.到期日)"},
    Row{"最早（收件、受理时间） 已发生", "occurred(earliest(办件.收件, 办件.受理时间))"},
    Row{"最早 补正的告知时间 已发生", "occurred(earliest-row(each 办件.补正#1, 办件.补正#1.告知时间))"},
    Row{"自 受理时间 至 办结时间 超过 24小时", "span-over([办件.受理时间, 办件.办结时间), 24小时)"},
    Row{"自 到期日 至 办结时间 达到 及时", "clock([办件.到期日, 办件.办结时间) used ≥, 5工作日)"},
    Row{"收件 后 及时 内 受理时间 未发生",
        "and(span-over([办件.收件, 办件.受理时间), 5工作日), not(occurred(办件.受理时间)))"},
    Row{"已结 持续 超过 3个工作日", "hold(甲历, named(已结, occurred(办件.办结时间)), 3工作日)"}));

INSTANTIATE_TEST_SUITE_P(Clocks, Conditions, testing::Values(
    Row{"办理时限 超期", "overdue(办理时限)"},
    Row{"办理时限 暂停中 或 办理时限 进行中", "or(paused(办理时限), running(办理时限))"},
    Row{"办理时限 剩余 不超过 2个工作日", "clock(办理时限 left ≤, 2工作日)"},
    Row{"2个工作日 ≥ 办理时限 剩余", "clock(办理时限 left ≤, 2工作日)"},
    Row{"承诺时限 × 50% ≤ 办理时限 已用 ≤ 承诺时限",
        "and(clock(办理时限 used ≥, mul(办件.承诺时限, 1/2)), clock(办理时限 used ≤, 办件.承诺时限))"},
    Row{"日限 剩余 < 3自然日", "clock(日限 left <, 3自然日)"},
    Row{"日限 已用 = 3工作日", "and(clock(日限 used ≥, 3工作日), clock(日限 used ≤, 3工作日))"}));

INSTANTIATE_TEST_SUITE_P(Lists, Conditions, testing::Values(
    Row{"结果 属于 {听证、公示}", "member(coalesce(办件.结果, 事项[办件.实施编码].结果), {听证、公示})"},
    Row{"结果 不在 事项的允许", "not(member(coalesce(办件.结果, 事项[办件.实施编码].结果), 事项[办件.实施编码].允许))"},
    Row{"问题 含任一 {「甲」、「乙」}", "intersects(办件.问题, {乙、甲})"},
    Row{"名称 含任一 模糊词", "contains-any(办件.名称, {其他、有关})"},
    Row{"名称 包含 「甲」", "contains-any(办件.名称, {甲})"},
    Row{"问题 包含 「甲」", "member(「甲」, 办件.问题)"},
    Row{"问题 全在 事项的流程环节", "subset(办件.问题, 事项[办件.实施编码].流程环节)"},
    Row{"问题 超出 事项的流程环节", "not(subset(办件.问题, 事项[办件.实施编码].流程环节))"},
    Row{"事项的必要环节 不全在 环节的环节名称",
        "not(all-in-rows(each 办件.环节#1, coalesce(事项[办件.实施编码].必要环节, {办结、受理}), 办件.环节#1.环节名称))"},
    Row{"环节的环节名称 超出 事项的流程环节",
        "exists(each 办件.环节#1, not(member(办件.环节#1.环节名称, 事项[办件.实施编码].流程环节)))"},
    Row{"名称 不在 环节的环节名称", "not(exists(each 办件.环节#1, (办件.环节#1.环节名称 = 办件.名称)))"},
    Row{"环节的环节名称 含任一 {「受理」}", "exists(each 办件.环节#1, member(办件.环节#1.环节名称, {受理}))"},
    Row{"环节的环节名称 含任一 模糊词", "exists(each 办件.环节#1, contains-any(办件.环节#1.环节名称, {其他、有关}))"},
    Row{"名称 合 厅名", "matches((?:(?s:.+)(?:盟|市)大厅), 办件.名称)"}));

INSTANTIATE_TEST_SUITE_P(Quantifiers, Conditions, testing::Values(
    Row{"有 环节", "exists(each 办件.环节#1, true)"},
    Row{"环节 为空", "not(exists(each 办件.环节#1, true))"},
    Row{"没有 环节 其（环节名称 = 「受理」）", "not(exists(each 办件.环节#1, (办件.环节#1.环节名称 = 「受理」)))"},
    Row{"每个 环节 其（环节名称 已填）", "not(exists(each 办件.环节#1, not(set(办件.环节#1.环节名称))))"},
    Row{"至少 2 个 环节 其（开始时间 已发生）", "at-least(each 办件.环节#1, 2, occurred(办件.环节#1.开始时间))"},
    Row{"迟收（24小时）", "named(迟收, exists(each 办件.环节#1, span-over([办件.环节#1.开始时间, 办件.环节#1.接收时间), 24小时)))"},
    Row{"有 补正 为 先 其（先 为首次 且 先的材料 超出 问题）",
        "exists(each 先, and(first(先), not(subset(先.材料, 办件.问题))))"},
    Row{"有 环节 为 甲 其（有 环节 为 乙 其（甲 先于 乙 依 事项的流程环节 且 甲的开始时间 晚于 乙的开始时间））",
        "exists(each 甲, exists(each 乙, and(precedes(甲.环节名称, 乙.环节名称, 事项[办件.实施编码].流程环节), "
        "after(甲.开始时间, 乙.开始时间))))"}));

INSTANTIATE_TEST_SUITE_P(Constants, Conditions, testing::Values(
    Row{"读法 = 甲读 且 已核", "(办件.已核 = 是)"},
    Row{"读法 = 乙读 且 已核", "never"},
    Row{"读法 ≠ 乙读", "true"},
    Row{"及时 > 3工作日 且 已核", "(办件.已核 = 是)"},
    Row{"非（非 已核）", "(办件.已核 = 是)"}));

TEST(Conditions, ReadingsChooseAnotherOption) {
  CompileOptions options;
  options.readings["读法"] = "乙读";
  EXPECT_EQ(condition("读法 = 乙读", options), "true");
  options.readings = {{"读法", "丙读"}};
  EXPECT_THAT(condition("已核", options), testing::HasSubstr("E0225"));
  options.readings = {{"没有", "丙读"}};
  EXPECT_THAT(condition("已核", options), testing::HasSubstr("E0229"));
}

TEST(Conditions, RowsOfProductsOfRowsNestInAChain) {
  EXPECT_EQ(condition("环节的环节名称 不全在 补正的材料"),
            "exists(each 办件.环节#1, not(exists(each 办件.补正#2, member(办件.环节#1.环节名称, 办件.补正#2.材料))))");
  EXPECT_EQ(condition("补正的材料 不全在 问题"), "exists(each 办件.补正#1, not(subset(办件.补正#1.材料, 办件.问题)))");
  EXPECT_EQ(condition("补正的材料 含任一 问题"), "exists(each 办件.补正#1, intersects(办件.补正#1.材料, 办件.问题))");
  const Compilation d = pack("指标 A-1 试 对 办件 { 当 环节的环节名称 不全在 环节的环节名称，发 红牌 }");
  ASSERT_TRUE(d.program) << first_message(d);
  const auto& p = *d.program;
  ASSERT_EQ(p.scopes.size(), 3u);
  EXPECT_EQ(p.scopes[1].parent, 0);
  EXPECT_EQ(p.scopes[2].parent, 1);
  EXPECT_EQ(p.scopes[2].owner, 0);
}

TEST(Conditions, ScopeIsTheInnermostThatIsRead) {
  const Compilation c = pack("指标 A-1 试 对 办件 { 当 有 环节 其（受理时间 已发生 且 环节名称 已填），发 红牌 }");
  ASSERT_TRUE(c.program) << first_message(c);
  const auto& p = *c.program;
  const auto& exists = p[p.indicators[0].situations[0].cards[0].when];
  EXPECT_EQ(exists.scope, 0);
  EXPECT_EQ(exists.rows, 1);
  const auto& both = p[exists.args[0]];
  EXPECT_EQ(both.scope, 1);
  EXPECT_EQ(p[both.args[0]].scope, 0);
}

}  // namespace
}  // namespace zs::test
