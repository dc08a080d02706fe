// Whole declarations: clocks, situations, reasons, models, tests, dead parts.
#include "pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::test {
namespace {

using testing::HasSubstr;

const typed::Indicator& only(const Compilation& c) { return c.program->indicators.at(0); }

TEST(Unwritten, IsKnownAndJudgesNothing) {
  const Compilation c = pack("指标 A 甲 对 办件 { 归类 一/二 待编写 「等规范」 }\n指标 B 乙 对 办件 { 取代 A 当 已核，发 红牌 }\n指标 C 丙 对 办件 { 待编写 时限 慢 { 自 受理时间 限 3工作日 } }");
  ASSERT_TRUE(c.program) << first_message(c);
  ASSERT_EQ(c.program->indicators.size(), 1u);
  EXPECT_EQ(only(c).code, "B");
  EXPECT_TRUE(only(c).supersedes.empty());
  ASSERT_EQ(c.program->unwritten.size(), 2u);
  EXPECT_EQ(c.program->unwritten[0].note, "等规范");
  EXPECT_EQ(c.program->unwritten[0].category, (std::vector<std::string>{"一", "二"}));
  EXPECT_EQ(c.program->unwritten[1].code, "C");
  EXPECT_TRUE(c.program->clocks.empty());
}

TEST(Clocks, DeadPausesVanishAndSettingsFollowTheChoice) {
  const std::string text =
      "指标 A 试 对 办件 { 当 三 超期，发 红牌\n"
      "时限 三 { 自 受理时间 至 办结时间 限 承诺时限 缺省 8工作小时 当 结果 = 听证\n"
      "  口径 停 = 停 可选 不停 说明「试」 计法 精确 当 停 = 不停 起算 当日\n"
      "  暂停 逐 补正 自 告知时间 至 确认时间 当 停 = 停\n"
      "  暂停 逐 补正 自 告知时间 至 确认时间 当 类 = 听证\n"
      "  暂停 自 收件 至 办结时间 当 停 = 不停 } }";
  const Compilation c = pack(text);
  ASSERT_TRUE(c.program) << first_message(c);
  ASSERT_EQ(c.program->clocks.size(), 1u);  // nothing else is used
  const auto& k = c.program->clocks[0];
  EXPECT_FALSE(k.exact);
  EXPECT_TRUE(k.same_day);
  ASSERT_EQ(k.pauses.size(), 2u);
  EXPECT_EQ(k.pauses[0].when, typed::kNone);
  EXPECT_THAT(typed::dump(*c.program, k.pauses[1].when), HasSubstr("类 = 听证"));
  EXPECT_EQ(typed::dump(*c.program, k.limit),
            "coalesce(办件.承诺时限, guard((coalesce(办件.结果, 事项[办件.实施编码].结果) = 听证), 8工作小时))");
  CompileOptions other;
  other.readings["三/停"] = "不停";
  const Compilation d = pack(text, other);
  ASSERT_TRUE(d.program) << first_message(d);
  EXPECT_TRUE(d.program->clocks[0].exact);
  ASSERT_EQ(d.program->clocks[0].pauses.size(), 2u);
  EXPECT_EQ(d.program->clocks[0].pauses[1].rows, typed::kNone);
}

TEST(Clocks, SharedOnesAreMadeOnce) {
  const Compilation c = pack(
      "指标 A 试 对 办件 { 当 办理时限 超期，发 红牌 }\n指标 B 试二 对 办件 { 当 办理时限 剩余 < 2天，发 红牌 }");
  ASSERT_TRUE(c.program) << first_message(c);
  EXPECT_EQ(c.program->clocks.size(), 1u);
  EXPECT_TRUE(c.program->indicators[0].uses_lists);  // its pauses are rows
}

TEST(Situations, RowsEscalateByThemselves) {
  const Compilation c = pack(
      "指标 A 试 对 办件 { 适用 已核  依据 第一条「无」\n"
      "情形 甲 逐 补正 { 适用 类 = 听证\n 时限 行限 { 自 告知时间 至 确认时间 限 3工作日 }\n"
      "  当 行限 超期，发 预警，处置 督办单、提醒\n 当 预警 持续 超过 3个工作日，发 红牌\n 理由 「{类}用了{行限的已用}」 }\n"
      "当 受理时间 未发生，发 异常 }");
  ASSERT_TRUE(c.program) << first_message(c);
  const auto& i = only(c);
  ASSERT_EQ(i.situations.size(), 2u);
  EXPECT_EQ(i.situations[0].name, "");  // the indicator's own clauses come first
  const auto& rows = i.situations[1];
  EXPECT_EQ(c.program->scopes[static_cast<size_t>(rows.scope)].owner, i.scope);
  ASSERT_EQ(rows.cards.size(), 2u);
  EXPECT_EQ(rows.cards[0].actions, (std::vector<std::string>{"督办单", "提醒"}));
  EXPECT_EQ(typed::dump(*c.program, rows.cards[1].when), "hold(甲历, card(预警), 3工作日)");
  EXPECT_EQ((*c.program)[(*c.program)[rows.cards[1].when].args[0]].scope, rows.scope);
  EXPECT_EQ(rows.reason.size(), 3u);
  EXPECT_EQ(c.program->clocks[0].scope, rows.scope);
}

TEST(Situations, ThoseThatNeverApplyVanish) {
  const Compilation c = pack("指标 A 试 对 办件 { 情形 甲 { 适用 读法 = 乙读 当 已核，发 红牌 } 情形 乙 { 适用 读法 = 甲读 当 已核，发 红牌 } }");
  ASSERT_TRUE(c.program) << first_message(c);
  ASSERT_EQ(only(c).situations.size(), 1u);
  EXPECT_EQ(only(c).situations[0].name, "乙");
  EXPECT_EQ(only(c).situations[0].applies, typed::kNone);
}

TEST(Situations, NamedConditionsMaySpeakOfLowerCards) {
  const Compilation c = pack(
      "指标 A 试 对 办件 { 情形 甲 { 条件 久 = 预警 持续 超过 2自然日 当 已核，发 预警 当 久，发 红牌 }\n"
      "情形 乙 { 条件 久 = 预警 持续 超过 4自然日 当 次数 > 1，发 预警 当 久，发 红牌 } }");
  ASSERT_TRUE(c.program) << first_message(c);
  EXPECT_THAT(typed::dump(*c.program, only(c).situations[0].cards[1].when), HasSubstr("2自然日"));
  EXPECT_THAT(typed::dump(*c.program, only(c).situations[1].cards[1].when), HasSubstr("4自然日"));
}

TEST(Names, InnermostFirst) {
  const Compilation c = pack(
      "参数 界 = 1\n指标 A 试 对 办件 { 参数 界 = 2 情形 甲 { 参数 界 = 3 当 次数 > 界，发 红牌 } 情形 乙 { 当 次数 > 界，发 红牌 } }\n"
      "指标 B 试二 对 办件 { 当 次数 > 界，发 红牌 }");
  ASSERT_TRUE(c.program) << first_message(c);
  EXPECT_EQ(typed::dump(*c.program, c.program->indicators[0].situations[0].cards[0].when), "(办件.次数 > 3)");
  EXPECT_EQ(typed::dump(*c.program, c.program->indicators[0].situations[1].cards[0].when), "(办件.次数 > 2)");
  EXPECT_EQ(typed::dump(*c.program, c.program->indicators[1].situations[0].cards[0].when), "(办件.次数 > 1)");
}

TEST(Names, ArgumentsAreReadAtTheCaller) {
  const Compilation c = pack(
      "条件 有类（某） 对 办件 = 有 补正 其（类 = 某）\n条件 晚（事、限） 对 办件 = 有 环节 其（开始时间 晚于 事 且 自 事 至 开始时间 超过 限）\n"
      "指标 A 试 对 办件 { 当 有类（听证），发 红牌 }\n"
      "指标 B 试二 对 办件 { 情形 甲 逐 补正 { 当 晚（告知时间、及时），发 红牌 } }");
  ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  EXPECT_THAT(typed::dump(*c.program, c.program->indicators[0].situations[0].cards[0].when), HasSubstr("类 = 听证)"));
  const auto& p = *c.program;
  const auto& when = p[p.indicators[1].situations[0].cards[0].when];
  ASSERT_EQ(when.op, typed::Op::kNamed);
  const auto& exists = p[when.args[0]];
  EXPECT_EQ(p.scopes[static_cast<size_t>(exists.rows)].parent, p.indicators[1].situations[0].scope);
  EXPECT_EQ(exists.scope, p.indicators[1].situations[0].scope);
}

TEST(Models, AreAsDeclared) {
  const Compilation c = pack("指标 A 试 对 办件 { 当 已核，发 红牌 }");
  ASSERT_TRUE(c.program) << first_message(c);
  const auto& m = c.program->models;
  const auto& cases = m.models[static_cast<size_t>(m.find("办件"))];
  EXPECT_EQ(cases.fields[static_cast<size_t>(cases.key)].name, "编号");
  EXPECT_EQ(cases.fields[static_cast<size_t>(cases.governing)].code, "accepted");
  EXPECT_EQ(m.models[static_cast<size_t>(m.find("办件.补正"))].code, "case.fixes");
  EXPECT_TRUE(m.models[static_cast<size_t>(m.find("办件.补正"))].is_row);
  EXPECT_TRUE(m.models[static_cast<size_t>(m.find("item"))].standing);
  EXPECT_EQ(cases.fields[1].reference, m.find("事项"));
  EXPECT_FALSE(cases.fields[0].optional);
}

TEST(Tests, GiveRecordsAsTheyStandInData) {
  const Compilation c = pack(
      "指标 A 试 对 办件 { 当 已核，发 红牌 }\n"
      "测试 \"甲\" { 给定 事项 { 实施编码 \"X\" } 给定 办件 { 编号 \"1\" 补正 [ {告知时间 2024-09-28 材料 [甲、乙]} ] }\n"
      "  截至 2024-12-31 00:00 期望 A: 红牌 自 2024-10-09 00:00 在案 期望 试: 无法判定 缺 承诺时限 }");
  ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  const auto& t = c.program->tests.at(0);
  ASSERT_EQ(t.given.size(), 2u);
  EXPECT_EQ(c.program->models.models[static_cast<size_t>(t.given[0].first)].name, "办件");  // the judged one stands first
  EXPECT_EQ(t.given[0].second.fields[1].value.items[0].fields[1].value.items[1].scalar, "乙");
  ASSERT_EQ(t.expect.size(), 2u);
  EXPECT_EQ(t.expect[0].card, 2);
  EXPECT_TRUE(t.expect[0].open_end);
  EXPECT_FALSE(t.expect[0].any_onset);
  EXPECT_EQ(t.expect[1].missing, std::vector<std::string>{"承诺时限"});
}

TEST(Aggregates, AreTyped) {
  const Compilation c = pack(
      "统计指标 S 甲 对 事项 按 实施编码 { 范围 结果 属于 {听证} 截至 2021年12月31日 截至 每年末 当 20% 高于 占比（涉及中介 = 是），发 红牌 }");
  ASSERT_TRUE(c.program || errors(c) == "E0101") << diag::render_human(c.sources, c.diagnostics);
  const Compilation d = pack(
      "统计指标 S 甲 对 事项 按 实施编码 { 范围 结果 属于 {听证} 截至 2021年12月31日 截至 每年末 当 20% > 占比（涉及中介 = 是），发 红牌 }");
  ASSERT_TRUE(d.program) << diag::render_human(d.sources, d.diagnostics);
  const auto& a = d.program->aggregates.at(0);
  EXPECT_EQ(a.cmp, typed::Cmp::kLt);
  EXPECT_EQ(a.threshold, Rational::of(1, 5));
  EXPECT_EQ(a.left.fn, typed::Aggregate::Fn::kShare);
  EXPECT_TRUE(a.every_year_end);
  EXPECT_EQ(a.at.size(), 1u);
}

}  // namespace
}  // namespace zs::test
