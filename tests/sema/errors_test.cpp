// Every mistake: its code, what it says, what it proposes; nothing follows from it.
#include "pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::test {
namespace {

struct Row { const char *text, *ids, *says; };

class WrongConditions : public testing::TestWithParam<Row> {};

TEST_P(WrongConditions, AreExplained) {
  const Compilation c = pack("指标 A-1 试 对 办件 { 当 " + std::string(GetParam().text) + "，发 红牌 }");
  EXPECT_FALSE(c.program);
  EXPECT_EQ(errors(c), GetParam().ids) << GetParam().text;
  EXPECT_THAT(first_message(c), testing::HasSubstr(GetParam().says)) << GetParam().text;
  for (const auto& d : c.diagnostics.all()) {
    const auto& row = diag::row(d.code);
    for (const auto text : {row.zh, row.en, row.help_zh, row.help_en})
      for (size_t n = d.args.size(); n < 6; ++n)
        EXPECT_EQ(text.find("{" + std::to_string(n) + "}"), std::string_view::npos) << row.id << ": an argument is missing";
  }
}

INSTANTIATE_TEST_SUITE_P(Names, WrongConditions, testing::Values(
    Row{"办结时问 已发生", "E0210", "“办结时问”的东西 → 办结时间"},
    Row{"事项的承诺期限 > 5天", "E0212", "事项没有字段“承诺期限” → 承诺时限"},
    Row{"事相的承诺时限 > 5天", "E0213", "→ 事项"},
    Row{"有 环结 其（环节名称 已填）", "E0215", "“环结”不是这里的列表 → 环节"},
    Row{"结果 = 听政", "E0218", "“听政”不是这个枚举的取值 → 听证"},
    Row{"结果 属于 {听证、公事}", "E0218", "公事"},
    Row{"名称 = 甲", "E0219", "→ 「甲」"},
    Row{"已结 = 是", "E0220", "“已结”是条件"},
    Row{"办理期限 超期", "E0230", "→ 办理时限"},
    Row{"名称 合 厅", "E0231", "厅"},
    Row{"迟收（1小时、2小时）", "E0222", "要 1 个参数，这里给了 2 个"},
    Row{"读法", "E0227", "读法"},
    Row{"读法 = 丙读", "E0225", "丙读"},
    Row{"办理时限", "E0404", "办理时限"},
    Row{"环节 为首次", "E0216", "环节"}));

INSTANTIATE_TEST_SUITE_P(Types, WrongConditions, testing::Values(
    Row{"次数 = 「三」", "E0302", "数和文本不能比较"},
    Row{"名称 > 「甲」", "E0303", "没有大小先后"},
    Row{"结果 > 听证", "E0303", "没有大小先后"},
    Row{"受理时间", "E0304", "事件不是条件"},
    Row{"次数", "E0304", "数不是条件"},
    Row{"环节的环节名称 = 「甲」", "E0307", "许多行"},
    Row{"问题 = 问题", "E0308", "列表"},
    Row{"问题 不在 事项的流程环节", "E0311", "两种意思"},
    Row{"名称 + 1 > 2", "E0315", "文本不能计算"},
    Row{"受理时间 + 3天 > 到期日", "E0316", "提前知道"},
    Row{"承诺时限 > 3工作日 + 2小时", "E0317", "工作日和小时不能相加减"},
    Row{"及时 > 2小时", "E0318", "工作日和小时不能比较"},
    Row{"承诺时限 > 5", "E0319", "“5”没有单位"},
    Row{"承诺时限 + 5 > 2天", "E0319", "没有单位"},
    Row{"自 受理时间 至 办结时间 超过 3天", "E0320", "工作日还是自然日"},
    Row{"自 受理时间 至 办结时间 超过 承诺时限", "E0313", "不随办件变化"},
    Row{"承诺时限 × 承诺时限 > 2天", "E0321", "期限不能乘期限"},
    Row{"金额 ÷ 应收 + 1 > 2", "E0323", "除法"},
    Row{"金额 ÷ 0 > 2", "E0324", "零"},
    Row{"金额 × 金额 × 金额 > 2", "E0325", "太大"},
    Row{"受理时间 缺省 收件 已发生", "E0327", "改写以前"},
    Row{"合计 金额 > 3", "E0330", "统计指标"},
    Row{"名称 含任一 问题", "E0310", "两边"}));

INSTANTIATE_TEST_SUITE_P(Time, WrongConditions, testing::Values(
    Row{"次数 已发生", "E0401", "事件"},
    Row{"登记 已发生", "E0401", "事件"},
    Row{"受理时间 < 办结时间", "E0402", "事件不用"},
    Row{"最晚 补正的告知时间 已发生", "E0403", "添一行"},
    Row{"办理时限 已用 ÷ 承诺时限 > 50%", "E0405", "直接与期限比较"},
    Row{"办理时限 已用 > 日限 已用", "E0406", "两个时限"},
    Row{"无限 超期", "E0408", "没有写“限”"},
    Row{"无限 剩余 < 2工作日", "E0408", "没有写“限”"},
    Row{"时限三 已用 > 2工作日", "E0409", "以小时计，不能与工作日比较"},
    Row{"日限 已用 > 2自然日", "E0409", "以工作日计，不能与自然日比较"},
    Row{"预警 持续 超过 3个工作日", "E0415", "这个情形不发“预警”"},
    Row{"红牌", "E0414", "低的牌"}));

INSTANTIATE_TEST_SUITE_P(Many, WrongConditions, testing::Values(
    Row{"办结时问 已发生 且 次数 = 「三」 且 没有这个", "E0210 E0302 E0210", "办结时问"},
    Row{"（办结时问 已发生 或 次数 = 「三」） 且 没有这个 持续 超过 3天", "E0210 E0302 E0210 E0320", "办结时问"}));

struct Text { const char *text, *ids; };
class WrongTexts : public testing::TestWithParam<Text> {};
TEST_P(WrongTexts, AreReported) { EXPECT_EQ(errors(pack(GetParam().text)), GetParam().ids) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(Definitions, WrongTexts, testing::Values(
    Text{"条件 甲 对 办件 = 乙\n条件 乙 对 办件 = 甲", "E0221"},
    Text{"参数 甲 = 乙 + 1工作日\n参数 乙 = 甲\n指标 A 试 对 办件 { 当 承诺时限 > 甲，发 红牌 }", "E0221"},
    Text{"参数 及时 = 3工作日", "E0211"},
    Text{"指标 A 试 对 办件 { 参数 a = 1 条件 a = 已核 当 已核，发 红牌 }", "E0211"},
    Text{"指标 A 试 对 评价 { 当 已结，发 红牌 }", "E0223"},
    Text{"指标 A 试 对 评价 { 当 办理时限 超期，发 红牌 }", "E0223"},
    Text{"指标 A 试 对 办事 { 当 已结，发 红牌 }", "E0224"},
    Text{"指标 A 试 对 办件 { 当 已核，发 黄牌 }", "E0233"},
    Text{"指标 A 试 对 办件 { 适用 已核 }", "E0416"},
    Text{"指标 A 试 对 办件 { 情形 甲 { 适用 已核 } }", "E0417"},
    Text{"指标 A 试 对 办件 { 待编写 当 已核，发 红牌 }", "E0430"},
    Text{"指标 A 试 对 办件 { 待编写 情形 甲 { 当 已核，发 红牌 } }", "E0430"},
    Text{"指标 A 试 对 办件 { 待编写 适用 已和 }", "E0210"},
    Text{"指标 A 试 对 办件 { 情形 甲 { 待编写 当 已核，发 红牌 } }", "E0121"},
    Text{"指标 A 试 对 办件 { 待编写 }\n指标 A 再 对 办件 { 当 已核，发 红牌 }", "E0418"},
    Text{"指标 A 试 对 办件 { 待编写 }\n测试 \"甲\" { 给定 办件 { 编号 \"1\" } 期望 A: 红牌 }", "E0549"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n指标 A 再 对 办件 { 当 已核，发 红牌 }", "E0418"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n指标 A 再 对 评价 { 当 评价时间 已发生，发 红牌 }", ""},
    Text{"指标 A 试 对 办件 { 取代 B 当 已核，发 红牌 }\n指标 B 再 对 评价 { 当 评价时间 已发生，发 红牌 }", "E0419"},
    Text{"指标 A 试 对 办件 { 取代 B 当 已核，发 红牌 }\n指标 B 再 对 办件 { 取代 A 当 已核，发 红牌 }", "E0420"},
    Text{"指标 A 试 对 办件 { 取代 C 当 已核，发 红牌 }", "E0234"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 理由 「{没有}」 }", "E0210"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 理由 「{无限的到期}」 }", "E0408"},
    Text{"时限 坏 对 办件 { 自 受理时间 至 办结时间 限 5天 }", "E0320"},
    Text{"时限 坏 对 办件 { 自 受理时间 至 办结时间 限 3工作日 暂停 自 收件 至 办结时间 当 办结时间 已发生 }", "E0314"},
    Text{"时限 坏 对 办件 { 自 受理时间 至 办结时间 限 3工作日 顺延 是 当 已核 }", "E0411"},
    Text{"时限 坏 对 办件 { 自 登记 至 办结时间 限 3工作日 }", "E0401"},
    Text{"句式 坏 = 「甲[乙」", "E0329"}));

INSTANTIATE_TEST_SUITE_P(Records, WrongTexts, testing::Values(
    Text{"记录 甲 a { 键 号 no 文本 号 x 文本 }", "E0501"},
    Text{"记录 甲 a { 键 号 no 文本 名 no 文本 }", "E0501"},
    Text{"枚举 坏 { 甲 = 1；乙 = 1 }", "E0502"},
    Text{"记录 甲 a { 号 no 文本 }", "E0503"},
    Text{"记录 甲 a { 键 号 no 整数 }", "E0504 E0503"},
    Text{"记录 甲 a { 键 号 no 文本 键 二 two 文本 }", "E0505"},
    Text{"记录 甲 a { 键 号 no 文本 参 r 文本 引用 无 }", "E0224"},
    Text{"记录 甲 a { 键 号 no 文本 参 r 枚举 无 }", "E0235"},
    Text{"记录 甲 a { 键 号 no 文本 数 n 整数 ? 缺省 「甲」 }", "E0328"},
    Text{"记录 甲 a { 键 号 no 文本 数 n 整数 ? 缺省 数 }", "E0221"},
    Text{"记录 甲 a { 键 号 no 文本 数 n 整数 治理 数 }", "E0510"},
    Text{"记录 甲 a 常态 { 键 号 no 文本 时 t 时刻 事件 治理 时 }", "E0511"},
    Text{"记录 办件 c { 键 号 no 文本 }", "E0211"},
    Text{"日历 乙 { 工作 周一 覆盖 2024 至 2025 }", "E0512"},
    Text{"日历 乙 { 工作 周一 办公 09:00-12:00、11:00-17:00 覆盖 2024 至 2025 }", "E0513"},
    Text{"日历 乙 { 工作 周一 办公 09:00-12:00 }", "E0514"},
    Text{"日历 乙 { 工作 周一 办公 09:00-12:00 覆盖 2024 至 2025 休 2026-01-01 元旦 }", "E0515"},
    Text{"日历 乙 { 工作 周一 办公 09:00-12:00 覆盖 2024 至 2025 休 2024-01-01 至 2024-01-03 元旦 班 2024-01-02 元旦 }", "E0516"},
    Text{"规则集 又 版本 2 { 牌 甲 }", "E0520"}));

INSTANTIATE_TEST_SUITE_P(Aggregates, WrongTexts, testing::Values(
    Text{"统计指标 S 甲 对 事项 按 办理深度 { 当 占比（涉及中介） 低于 20%，发 红牌 }", ""},
    Text{"统计指标 S 甲 对 事项 { 当 合计 承诺时限 ÷ 合计 承诺时限 超过 50%，发 红牌 }", ""},
    Text{"统计指标 S 甲 对 事项 { 当 合计 承诺时限 超过 50%，发 红牌 }", "E0332"},
    Text{"统计指标 S 甲 对 事项 { 当 涉及中介，发 红牌 }", "E0331"},
    Text{"统计指标 S 甲 对 事项 按 承诺时限 { 当 计数（涉及中介） > 3，发 红牌 }", "E0333"}));

INSTANTIATE_TEST_SUITE_P(Tests, WrongTexts, testing::Values(
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 办件 { 编号 \"1\" 名 \"x\" } 期望 A: 红牌 }", "E0212"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 办件 { 编号 \"1\" 编号 \"2\" } 期望 A: 红牌 }", "E0545"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 办件 { 编号 [\"1\"] } 期望 A: 红牌 }", "E0544"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 办件 { 问题 \"1\" } 期望 A: 红牌 }", "E0543"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 评价 { 评价编号 \"1\" } 期望 A: 红牌 }", "E0546"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 办件 { 编号 \"1\" } 期望 B: 红牌 }", "E0234"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 办件 { 编号 \"1\" } 给定 评价 { 评价编号 \"1\" } 期望 A: 红牌 }", "E0541"},
    Text{"指标 A 试 对 办件 { 当 已核，发 红牌 }\n测试 \"甲\" { 给定 事项 { 实施编码 \"1\" } 给定 办件 { 编号 \"1\" } 期望 试: 红牌 }", ""}));

}  // namespace
}  // namespace zs::test
