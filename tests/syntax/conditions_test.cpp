// Every construct of conditions and values: what is written and the tree it makes.
#include "helpers.h"

#include <gtest/gtest.h>

namespace zs::test {
namespace {

struct Row {
  const char *written, *tree;
};

class Conditions : public testing::TestWithParam<Row> {};
TEST_P(Conditions, MakeTheTree) { EXPECT_EQ(dump_condition(GetParam().written), GetParam().tree) << GetParam().written; }

const Row kValues[] = {
    {"承诺时限", "(name 承诺时限)"},
    {"事项的承诺时限", "(path 承诺时限 (name 事项))"},
    {"甲的乙的丙", "(path 丙 (path 乙 (name 甲)))"},
    {"事项.承诺时限", "(path 承诺时限 (name 事项))"},
    {"〔在办事指南之外增加新的审批条件〕", "(name 在办事指南之外增加新的审批条件)"},
    {"3", "(number 3)"},
    {"0.5", "(number 1/2)"},
    {"50%", "(percent 1/2)"},
    {"33.3％", "(percent 333/1000)"},
    {"3个工作日", "(span 3 unit0)"},
    {"3 工作日", "(span 3 unit0)"},
    {"14自然日", "(span 14 unit1)"},
    {"2.5小时", "(span 5/2 unit2)"},
    {"8工作小时", "(span 8 unit3)"},
    {"30分钟", "(span 30 unit4)"},
    {"5秒", "(span 5 unit5)"},
    {"90 工作分钟", "(span 90 unit6)"},
    {"5天", "(span 5 unit7)"},
    {"24 hours", "(span 24 unit2)"},
    {"1 hour", "(span 1 unit2)"},
    {"２４小时", "(span 24 unit2)"},
    {"「受理」", "(text \"受理\")"},
    {"“受理”", "(text \"受理\")"},
    {"\"受理\"", "(text \"受理\")"},
    {"2024-05-09", "(date 19852)"},
    {"2024年5月9日", "(date 19852)"},
    {"2024-02-29", "(date 19782)"},
    {"1970-01-01", "(date 0)"},
    {"2024-05-09 12:00", "(instant 1715256000)"},
    {"2024年5月9日 12:00:01", "(instant 1715256001)"},
    {"2024-05-08 24:00", "(instant 1715212800)"},
    {"是", "(yes)"},
    {"no", "(no)"},
    {"{甲、乙，「丙」、3}", "(set (name 甲) (name 乙) (text \"丙\") (number 3))"},
    {"甲 + 乙 × 丙 - 丁", "(- (+ (name 甲) (* (name 乙) (name 丙))) (name 丁))"},
    {"甲 ÷ 乙 / 丙", "(/ (/ (name 甲) (name 乙)) (name 丙))"},
    {"甲 缺省 乙 缺省 0 × 2", "(* (default (default (name 甲) (name 乙)) (number 0)) (number 2))"},
    {"（甲 + 乙） * 2", "(* (+ (name 甲) (name 乙)) (number 2))"},
    {"-甲 - -3", "(- (neg (name 甲)) (neg (number 3)))"},
    {"办理时限 已用", "(used (name 办理时限))"},
    {"办理时限的剩余", "(left (name 办理时限))"},
    {"办理时限的到期", "(due (name 办理时限))"},
    {"最早（甲、乙的丙）", "(earliest (name 甲) (path 丙 (name 乙)))"},
    {"最早 补正的告知时间", "(earliest (path 告知时间 (name 补正)))"},
    {"最晚（甲、乙）", "(latest (name 甲) (name 乙))"},
    {"合计 承诺时限 ÷ 合计 事项的法定时限", "(/ (sum (name 承诺时限)) (sum (path 法定时限 (name 事项))))"},
    {"平均 甲", "(average (name 甲))"},
    {"最小 甲", "(minimum (name 甲))"},
    {"最大 甲", "(maximum (name 甲))"},
    {"占比（甲 = 乙）", "(share (compare (name 甲) = (name 乙)))"},
    {"计数（甲 为空）", "(count (is-empty (name 甲)))"},
    {"计数", "(count)"},
    {"数据迟收（24小时、乙）", "(call 数据迟收 (span 24 unit2) (name 乙))"},
};
INSTANTIATE_TEST_SUITE_P(Values, Conditions, testing::ValuesIn(kValues));

const Row kTests[] = {
    {"甲 且 乙 且 丙", "(and (name 甲) (name 乙) (name 丙))"},
    {"甲 或 乙", "(or (name 甲) (name 乙))"},
    {"甲 且（乙 或 丙）", "(and (name 甲) (or (name 乙) (name 丙)))"},
    {"（甲 且 乙）且 丙", "(and (and (name 甲) (name 乙)) (name 丙))"},
    {"非 甲 且 非（乙 且 丙）", "(and (not (name 甲)) (not (and (name 乙) (name 丙))))"},
    {"not not 甲", "(not (not (name 甲)))"},
    {"下列情形之一 { 甲； 乙 且 丙；}", "(or{} (name 甲) (and (name 乙) (name 丙)))"},
    {"同时满足 { 甲； 乙 }", "(and{} (name 甲) (name 乙))"},
    {"6小时 ≤ 当场办理 已用 ≤ 8小时", "(compare (span 6 unit2) <= (used (name 当场办理)) <= (span 8 unit2))"},
    {"甲 >= 1 且 甲 != 2", "(and (compare (name 甲) >= (number 1)) (compare (name 甲) != (number 2)))"},
    {"办理时限 剩余 不超过 2个工作日", "(compare (left (name 办理时限)) <= (span 2 unit0))"},
    {"减免金额 缺省 0 大于 0", "(compare (default (name 减免金额) (number 0)) > (number 0))"},
    {"甲 超过 乙", "(compare (name 甲) > (name 乙))"},
    {"甲 至少 2", "(compare (name 甲) >= (number 2))"},
    {"甲 少于 2", "(compare (name 甲) < (number 2))"},
    {"甲 等于 2", "(compare (name 甲) = (number 2))"},
    {"甲 达到 2", "(compare (name 甲) >= (number 2))"},
    {"甲 属于 {乙、丙}", "(in (name 甲) (set (name 乙) (name 丙)))"},
    {"甲 不在 事项的收费项目", "(not-in (name 甲) (path 收费项目 (name 事项)))"},
    {"甲 全在 乙", "(all-in (name 甲) (name 乙))"},
    {"甲 不全在 乙", "(not-all-in (name 甲) (name 乙))"},
    {"甲 超出 乙", "(exceeds (name 甲) (name 乙))"},
    {"材料名称 含任一 模糊词", "(any-of (name 材料名称) (name 模糊词))"},
    {"甲 包含 「材料」", "(contains (name 甲) (text \"材料\"))"},
    {"名称 不合 厅名", "(not-matches (name 名称) (name 厅名))"},
    {"名称 合 「××局」", "(matches (name 名称) (text \"××局\"))"},
    {"甲 已发生", "(happened (name 甲))"},
    {"最早 补正的告知时间 未发生", "(not-happened (earliest (path 告知时间 (name 补正))))"},
    {"甲 为空", "(is-empty (name 甲))"},
    {"甲 已填", "(is-filled (name 甲))"},
    {"甲 早于 乙", "(before (name 甲) (name 乙))"},
    {"甲 晚于 2024-05-09", "(after (name 甲) (date 19852))"},
    {"先 为首次", "(is-first (name 先))"},
    {"甲 先于 乙 依 事项的流程环节", "(precedes (name 甲) (name 乙) (path 流程环节 (name 事项)))"},
    {"办理时限 超期", "(overdue (name 办理时限))"},
    {"办理时限 进行中", "(running (name 办理时限))"},
    {"办理时限 暂停中", "(paused (name 办理时限))"},
    {"预警 持续 超过 3个工作日", "(holds (name 预警) (span 3 unit0))"},
    {"办结时间 后 3个工作日内 证照上传时间 未发生", "(within (name 办结时间) (span 3 unit0) (name 证照上传时间))"},
    {"最早（甲、乙） 后 及时 内 最早 补正的告知时间 未发生", "(within (earliest (name 甲) (name 乙)) (name 及时) (earliest (path 告知时间 (name 补正))))"},
    {"评价时间 后 48小时之内 回访核实时间 未发生", "(within (name 评价时间) (span 48 unit2) (name 回访核实时间))"},
    {"自 甲 至 乙 超过 24小时 且 丙", "(and (span-over (name 甲) (name 乙) (span 24 unit2)) (name 丙))"},
    {"自 甲 至 乙 达到 8小时", "(span-reach (name 甲) (name 乙) (span 8 unit2))"},
    {"有 环节", "(some (name 环节))"},
    {"有 环节 为 甲 其（甲的名 = 乙）", "(some 甲 (name 环节) (compare (path 名 (name 甲)) = (name 乙)))"},
    {"没有 环节 其（甲 为空）", "(none (name 环节) (is-empty (name 甲)))"},
    {"每个 收费 其（收费依据 已填）", "(every (name 收费) (is-filled (name 收费依据)))"},
    {"至少 2 个 环节 其（甲 为空）", "(at-least 2 (name 环节) (is-empty (name 甲)))"},
    {"至少 3个环节", "(at-least 3 (name 环节))"},
    {"some steps with (a is_empty) and b not_happened", "(and (some (name steps) (is-empty (name a))) (not-happened (name b)))"},
};
INSTANTIATE_TEST_SUITE_P(Tests, Conditions, testing::ValuesIn(kTests));

// Words of the language where they are names.
const Row kNames[] = {
    {"理由 为空 且 时限 = 小时 且 记录 已填", "(and (is-empty (name 理由)) (compare (name 时限) = (name 小时)) (is-filled (name 记录)))"},
    {"时限评价 = 超过承诺时限", "(compare (name 时限评价) = (name 超过承诺时限))"},
    {"种类 = 结果", "(compare (name 种类) = (name 结果))"},
    {"计停 = 无", "(compare (name 计停) = (name 无))"},
    {"〔且〕 = 〔是〕", "(compare (name 且) = (name 是))"},
};
INSTANTIATE_TEST_SUITE_P(Names, Conditions, testing::ValuesIn(kNames));

}  // namespace
}  // namespace zs::test
