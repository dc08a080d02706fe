// What differs between two indicators, in words, and that nothing is found where nothing differs.
#include "tests/replay/pack.h"

namespace zs::replay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string indicator(const std::string& body) { return "指标 A 甲事 对 案件 {\n" + body + "\n}\n"; }

std::vector<std::string> between(const std::string& old_body, const std::string& new_body) { return differences(pack_of(indicator(old_body)), pack_of(indicator(new_body))); }

TEST(Differences, OfTheSameRulesThereAreNone) {
  const std::string body = "当 自 收件 至 受理 超过 3工作日，发 黄牌\n当 有 补正 其（告知 后 2工作日 内 补齐 未发生），发 红牌";
  EXPECT_THAT(between(body, body), IsEmpty());
}

TEST(Differences, NamesAndLayoutDoNotCount) {
  EXPECT_THAT(between("参数 期限 = 3工作日\n当 自 收件 至 受理 超过 期限，发 黄牌", "当 自 收件 至 受理 超过 3工作日 ， 发 黄牌\n理由 「迟了」"), IsEmpty());
  EXPECT_THAT(between("条件 迟 = 自 收件 至 受理 超过 3工作日\n当 迟，发 黄牌", "当 自 收件 至 受理 超过 3工作日，发 黄牌"), IsEmpty());
}

TEST(Differences, AThresholdIsShownWithItsCondition) {
  EXPECT_THAT(between("当 自 收件 至 受理 超过 3工作日，发 黄牌", "当 自 收件 至 受理 超过 2工作日，发 黄牌"), ElementsAre("自 收件 至 受理 超过 3工作日 → 自 收件 至 受理 超过 2工作日"));
}

TEST(Differences, AThresholdBehindANameIsShownInBrackets) {
  EXPECT_THAT(between("参数 期限 = 3工作日\n当 自 收件 至 受理 超过 期限，发 黄牌", "参数 期限 = 2工作日\n当 自 收件 至 受理 超过 期限，发 黄牌"),
              ElementsAre("自 收件 至 受理 超过 期限（3工作日） → 自 收件 至 受理 超过 期限（2工作日）"));
}

TEST(Differences, OnlyTheConditionThatDiffersIsNamed) {
  EXPECT_THAT(between("当 部门 = 「一科」 且 天数 > 3 且 类型 = 甲，发 黄牌", "当 部门 = 「一科」 且 天数 > 5 且 类型 = 甲，发 黄牌"), ElementsAre("天数 > 3 → 天数 > 5"));
}

TEST(Differences, AConditionMoreOrLess) {
  EXPECT_THAT(between("当 天数 > 3，发 黄牌", "当 天数 > 3 且 类型 = 甲，发 黄牌"), ElementsAre(" → 类型 = 甲"));
  EXPECT_THAT(between("当 天数 > 3 或 类型 = 甲，发 黄牌", "当 天数 > 3，发 黄牌"), ElementsAre("类型 = 甲 → "));
  EXPECT_THAT(between("当 天数 > 3，发 黄牌", "当 天数 > 3，发 黄牌\n当 天数 > 9，发 红牌"), ElementsAre(" → 天数 > 9"));
}

TEST(Differences, InsideAList) {
  EXPECT_THAT(between("当 有 补正 其（告知 已发生 且 材料 = 「照片」），发 黄牌", "当 有 补正 其（告知 已发生 且 材料 = 「证件」），发 黄牌"), ElementsAre("材料 = 「照片」 → 材料 = 「证件」"));
}

TEST(Differences, TheCardAlone) { EXPECT_THAT(between("当 天数 > 3，发 黄牌", "当 天数 > 3，发 红牌"), ElementsAre("发 黄牌 → 发 红牌")); }

TEST(Differences, TheCardAndItsConditionBoth) {
  EXPECT_THAT(between("当 天数 > 3，发 黄牌", "当 天数 > 5，发 红牌"), ElementsAre("天数 > 3 → 天数 > 5", "发 黄牌 → 发 红牌"));
}

TEST(Differences, DaysOfACalendarAreNamed) {
  const std::string body = indicator("当 自 收件 至 受理 超过 3工作日，发 黄牌");
  const std::string other = "日历 另历 {\n版本 「试」\n工作 周一、周二、周三、周四、周五\n办公 09:00-12:00、13:00-17:00\n覆盖 2024 至 2024\n休 2024-06-11 端午节\n}\n";
  const auto with_calendar = [&](const std::string& name) { return pack_of(other + indicator("时限 办 { 自 收件 至 受理 限 3工作日 日历 " + name + " }\n当 办 超期，发 黄牌")); };
  EXPECT_THAT(differences(with_calendar("工作日历"), with_calendar("另历")), ElementsAre("办 超期（时限 办 日历 工作日历 2024-06-11依星期） → 办 超期（时限 办 日历 另历 2024-06-11休息）"));
}

TEST(Differences, ScopeOfTheIndicator) { EXPECT_THAT(between("适用 类型 = 甲\n当 天数 > 3，发 黄牌", "适用 类型 = 乙\n当 天数 > 3，发 黄牌"), ElementsAre("类型 = 甲 → 类型 = 乙")); }

TEST(Differences, SettingsOfAClock) {
  const auto clock = [](const std::string& more) { return "时限 办理 {\n自 收件 至 办结\n限 5工作日\n" + more + "}\n当 办理 超期，发 黄牌"; };
  EXPECT_THAT(between(clock(""), clock("起算 当日\n")), ElementsAre("办理 超期（时限 办理 起算 次日） → 办理 超期（时限 办理 起算 当日）"));
  EXPECT_THAT(between(clock(""), clock("暂停 逐 补正 自 告知 至 补齐\n")), ElementsAre("办理 超期（时限 办理 无此暂停） → 办理 超期（时限 办理 暂停 补正）"));
}

TEST(Differences, OfASilencerCount) {
  const std::string a = indicator("当 天数 > 3，发 黄牌");
  const auto b = [](const std::string& n) { return "指标 B 乙事 对 案件 {\n取代 A\n当 天数 > " + n + "，发 红牌\n}\n"; };
  EXPECT_THAT(differences(pack_of(a + b("9")), pack_of(a + b("8"))), ElementsAre("B：天数 > 9 → B：天数 > 8"));
  EXPECT_THAT(differences(pack_of(a + b("9")), pack_of(a)), ElementsAre("B 取代 A → "));
}

TEST(Differences, SettingsOfWhatIf) {
  CompileOptions options;
  options.settings = {{"A/期限", "2工作日"}};
  const std::string body = indicator("参数 期限 = 3工作日\n当 自 收件 至 受理 超过 期限，发 黄牌");
  EXPECT_THAT(differences(pack_of(body), pack_of(body, options)), ElementsAre("自 收件 至 受理 超过 期限（3工作日） → 自 收件 至 受理 超过 期限（2工作日）"));
  options.settings = {{"甲事/9", "7"}};
  const std::string literal = indicator("当 天数 > 9，发 黄牌");
  EXPECT_THAT(differences(pack_of(literal), pack_of(literal, options)), ElementsAre("天数 > 9 → 天数 > 7"));
}

}  // namespace
}  // namespace zs::replay
