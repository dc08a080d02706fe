// What changed, and which way: pairs of indicators worked by hand.
#include "tests/prove/pack.h"

namespace zs::prove {
namespace {

struct Pair {
  const char* what;
  const char* was;
  const char* is;
  const char* verdict;
};

void PrintTo(const Pair& p, std::ostream* out) { *out << p.what; }

class Pairs : public testing::TestWithParam<Pair> {};


std::string whole(const std::string& body) { return head() + "指标 A 甲事 对 案件 {\n" + body + "\n}\n"; }

TEST_P(Pairs, AsWorkedByHand) {
  const auto c = compared(whole(GetParam().was), whole(GetParam().is));
  EXPECT_EQ(verdict(c, "A"), GetParam().verdict);
  // And the other way round.
  const std::map<std::string, std::string> mirrored{{"stricter", "laxer"}, {"laxer", "stricter"}, {"different", "different"}, {"same", "same"}};
  if (const auto it = mirrored.find(GetParam().verdict); it != mirrored.end()) {
    const auto back = compared(whole(GetParam().is), whole(GetParam().was));
    EXPECT_EQ(verdict(back, "A"), it->second);
  }
}

#define DUE "自 收件 至 办结 超过 "
#define RED "，发 红牌"
#define YELLOW "，发 黄牌"

const Pair kPairs[] = {
    // Numbers and signs.
    {"AHigherThreshold", "当 天数 > 3" RED, "当 天数 > 5" RED, "laxer"},
    {"FromMoreThanToAtLeast", "当 天数 > 3" RED, "当 天数 ≥ 3" RED, "stricter"},
    {"IntegersAboveThreeAreAtLeastFour", "当 天数 > 3" RED, "当 天数 ≥ 4" RED, "same"},
    {"DecimalsAboveThreeAreNot", "当 费用 > 3" RED, "当 费用 ≥ 4" RED, "laxer"},
    {"TheOtherSide", "当 天数 < 3" RED, "当 天数 > 3" RED, "different"},
    {"EqualOrNot", "当 天数 = 3" RED, "当 天数 ≠ 3" RED, "different"},
    {"AParameterMoved", "参数 多 = 3\n当 天数 > 多" RED, "当 天数 > 2" RED, "stricter"},
    {"ArithmeticMoved", "当 天数 + 1 > 3" RED, "当 天数 > 2" RED, "same"},
    {"ARangeWidened", "当 3 ≤ 天数 ≤ 5" RED, "当 2 ≤ 天数 ≤ 5" RED, "stricter"},
    {"ARangeShifted", "当 3 ≤ 天数 ≤ 5" RED, "当 4 ≤ 天数 ≤ 6" RED, "different"},
    {"NamesOnly", "条件 多 = 天数 > 3\n当 多" RED, "当 天数 > 3" RED, "same"},
    // Joins.
    {"OneMoreAnd", "当 天数 > 3" RED, "当 天数 > 3 且 加急 = 是" RED, "laxer"},
    {"OneMoreOr", "当 天数 > 3" RED, "当 天数 > 3 或 加急 = 是" RED, "stricter"},
    {"AndToOr", "当 天数 > 3 且 加急 = 是" RED, "当 天数 > 3 或 加急 = 是" RED, "stricter"},
    {"DeMorgan", "当 非（天数 > 3 或 加急 = 是）" RED, "当 天数 ≤ 3 且 加急 ≠ 是" RED, "same"},
    {"Denied", "当 加急 = 是" RED, "当 加急 = 否" RED, "different"},
    {"OrderOfParts", "当 天数 > 3 且 加急 = 是" RED, "当 加急 = 是 且 天数 > 3" RED, "same"},
    {"Absorbed", "当 天数 > 3" RED, "当 天数 > 3 或 （天数 > 3 且 加急 = 是）" RED, "same"},
    // Working days and the like.
    {"FewerWorkingDays", "当 " DUE "3工作日" RED, "当 " DUE "2工作日" RED, "stricter"},
    {"MoreNaturalDays", "当 " DUE "3自然日" RED, "当 " DUE "4自然日" RED, "laxer"},
    {"WorkingDaysToNaturalDays", "当 " DUE "3工作日" RED, "当 " DUE "3自然日" RED, "stricter"},
    {"FewerHours", "当 " DUE "24小时" RED, "当 " DUE "20小时" RED, "stricter"},
    {"WorkingHoursToHours", "当 " DUE "24工作小时" RED, "当 " DUE "24小时" RED, "stricter"},
    {"HoursAreMinutes", "当 " DUE "2小时" RED, "当 " DUE "120分钟" RED, "same"},
    {"ADayAndItsHours", "当 " DUE "8小时" RED, "当 " DUE "1自然日" RED, "laxer"},
    {"FinalToClearing", "当 " DUE "3工作日" RED, "当 收件 后 3工作日 内 办结 未发生" RED, "laxer"},
    {"AnotherStart", "当 自 收件 至 办结 超过 3工作日" RED, "当 自 受理 至 办结 超过 3工作日" RED, "different"},
    {"AnotherEnd", "当 自 收件 至 办结 超过 3工作日" RED, "当 自 收件 至 受理 超过 3工作日" RED, "different"},
    {"TheEarlierEndIsLaxer", "当 自 收件 至 办结 超过 3工作日" RED, "当 自 收件 至 最早（办结、受理） 超过 3工作日" RED, "laxer"},
    // Clocks.
    {"UsedAtLeastToMore", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 已用 ≥ 3工作日" RED, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 已用 > 3工作日" RED, "laxer"},
    {"LeftAtMost", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 剩余 ≤ 2工作日" YELLOW, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 剩余 ≤ 3工作日" YELLOW, "stricter"},
    {"LeftBelowThreeIsAtMostTwo", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 剩余 < 3工作日" YELLOW, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 剩余 ≤ 2工作日" YELLOW, "same"},
    {"LeftIsUsedOfTheLimit", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 剩余 ≤ 2工作日" YELLOW, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 已用 ≥ 3工作日" YELLOW, "same"},
    {"OverdueBeforeUsed", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 已用 ≥ 5工作日" RED, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 超期" RED, "laxer"},
    {"AShorterLimit", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 4工作日\n}\n当 办理 超期" RED, "stricter"},
    {"FirstDayCounts", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n起算 当日\n}\n当 办理 超期" RED, "stricter"},
    {"RollingOver", "时限 办理 {\n自 收件 至 办结\n限 5自然日\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 5自然日\n顺延 是\n}\n当 办理 超期" RED, "laxer"},
    {"PausesAreLaxer", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n暂停 逐 补正 自 告知 至 补齐\n}\n当 办理 超期" RED, "laxer"},
    {"CountedByTheSecond", "时限 办理 {\n自 收件 至 办结\n限 5工作日\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 5工作日\n计法 精确\n}\n当 办理 超期" RED, "different"},
    {"TheLimitOfTheRecord", "时限 办理 {\n自 收件 至 办结\n限 限\n}\n当 办理 剩余 ≤ 2天" YELLOW, "时限 办理 {\n自 收件 至 办结\n限 限\n}\n当 办理 剩余 ≤ 1天" YELLOW, "laxer"},
    {"ADefaultLimit", "时限 办理 {\n自 收件 至 办结\n限 限\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 限 缺省 5工作日\n}\n当 办理 超期" RED, "different"},
    {"AnotherDefault", "时限 办理 {\n自 收件 至 办结\n限 限 缺省 6工作日\n}\n当 办理 超期" RED, "时限 办理 {\n自 收件 至 办结\n限 限 缺省 5工作日\n}\n当 办理 超期" RED, "stricter"},
    // Words and labels.
    {"OneMoreLabel", "当 类型 在 {甲}" RED, "当 类型 在 {甲、乙}" RED, "stricter"},
    {"AllButOne", "当 类型 ≠ 甲" RED, "当 类型 在 {乙、丙}" RED, "same"},
    {"AnotherLabel", "当 类型 = 甲" RED, "当 类型 = 乙" RED, "different"},
    {"AnOrderedLabel", "当 评星 ≤ 一星" RED, "当 评星 < 三星" RED, "stricter"},
    {"OneMoreWord", "当 问题 含任一 {漏填}" RED, "当 问题 含任一 {漏填、错填}" RED, "stricter"},
    {"ADefaultValue", "当 类型 = 甲" RED, "当 类型 缺省 甲 = 甲" RED, "stricter"},
    {"ADefaultTheOtherWay", "当 类型 = 甲" RED, "当 类型 缺省 乙 = 甲" RED, "laxer"},
    {"MissingIsNoLongerUnknown", "当 天数 > 3" RED, "当 天数 已填 且 天数 > 3" RED, "laxer"},
    // Circumstances and cards.
    {"OneMoreCircumstance", "当 天数 > 3" RED, "情形 多 { 当 天数 > 3" RED " }\n情形 急 { 当 加急 = 是" RED " }", "stricter"},
    {"OneFewerCircumstance", "情形 多 { 当 天数 > 3" RED " }\n情形 急 { 当 加急 = 是" YELLOW " }", "情形 多 { 当 天数 > 3" RED " }", "laxer"},
    {"ARedCardForAYellowOne", "当 天数 > 3" YELLOW, "当 天数 > 3" RED, "stricter"},
    {"OneMoreCardBelow", "当 天数 > 5" RED, "当 天数 > 5" RED "\n当 天数 > 3" YELLOW, "stricter"},
    {"ACardBelowThatNeverShows", "当 天数 > 3" RED, "当 天数 > 3" RED "\n当 天数 > 5" YELLOW, "same"},
    {"Scope", "当 天数 > 3" RED, "适用 类型 = 甲\n当 天数 > 3" RED, "laxer"},
    {"MixedThresholds", "当 天数 > 3" YELLOW "\n当 天数 > 9" RED, "当 天数 > 5" YELLOW "\n当 天数 > 7" RED, "different"},
    // 持续.
    {"HeldForLess", "当 收件 后 3工作日 内 办结 未发生" YELLOW "\n当 黄牌 持续 超过 3工作日" RED, "当 收件 后 3工作日 内 办结 未发生" YELLOW "\n当 黄牌 持续 超过 2工作日" RED, "stricter"},
    {"HeldFromEarlier", "当 收件 后 3工作日 内 办结 未发生" YELLOW "\n当 黄牌 持续 超过 3工作日" RED, "当 收件 后 2工作日 内 办结 未发生" YELLOW "\n当 黄牌 持续 超过 3工作日" RED, "stricter"},
    {"HeldWorkingToNaturalDays", "当 收件 后 3工作日 内 办结 未发生" YELLOW "\n当 黄牌 持续 超过 3工作日" RED, "当 收件 后 3工作日 内 办结 未发生" YELLOW "\n当 黄牌 持续 超过 3自然日" RED, "stricter"},
    // Rows.
    {"SomeRowOrEvery", "当 有 补正 其（份数 > 3）" RED, "当 有 补正 其（份数 > 5）" RED, "laxer"},
    {"SomeRowMore", "当 有 补正 其（份数 > 3）" RED, "当 有 补正 其（份数 > 3 且 材料 = 「照片」）" RED, "laxer"},
    {"NoRow", "当 没有 补正 其（份数 > 3）" RED, "当 没有 补正 其（份数 > 5）" RED, "stricter"},
    {"EveryRow", "当 每个 补正 其（份数 > 5）" RED, "当 每个 补正 其（份数 > 3）" RED, "stricter"},
    {"AtLeastTwo", "当 至少 2 个 补正 其（份数 > 3）" RED, "当 至少 3 个 补正 其（份数 > 3）" RED, "laxer"},
    {"ByRow", "情形 补 逐 补正 { 当 告知 后 3工作日 内 补齐 未发生" YELLOW " }", "情形 补 逐 补正 { 当 告知 后 2工作日 内 补齐 未发生" YELLOW " }", "stricter"},
    {"RowsAsACircumstanceOrAQuantifier", "情形 补 逐 补正 { 当 份数 > 3" YELLOW " }", "当 有 补正 其（份数 > 3）" YELLOW, "same"},
    // Events.
    {"EventOrder", "当 办结 早于 受理" RED, "当 办结 晚于 受理" RED, "different"},
    {"Happened", "当 办结 已发生" RED, "当 办结 已发生 且 受理 已发生" RED, "laxer"},
    // Reference rows.
    {"OfTheTable", "当 部门的可停 = 否" RED, "当 部门的可停 = 否 且 加急 = 是" RED, "laxer"},
};

INSTANTIATE_TEST_SUITE_P(Prove, Pairs, testing::ValuesIn(kPairs), [](const auto& info) { return std::string(info.param.what); });

}  // namespace
}  // namespace zs::prove
