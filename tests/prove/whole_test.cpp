// Pairs of whole rule sets: 取代, calendars, cards, record models, what is new and gone.
#include "tests/prove/pack.h"


namespace zs::prove {
namespace {


std::string indicator(const std::string& code, const std::string& body) { return "指标 " + code + " 某事 对 案件 {\n" + body + "\n}\n"; }

constexpr const char* kA = "当 自 收件 至 办结 超过 24小时，发 黄牌";
constexpr const char* kB = "当 自 收件 至 办结 超过 48小时，发 红牌";

TEST(Whole, AnIndicatorThatIsSilenced) {
  const auto with = [](const std::string& a, const std::string& b) { return head() + indicator("A", a) + indicator("B", "取代 A\n" + b); };
  const auto c = compared(with(kA, kB), with("当 自 收件 至 办结 超过 12小时，发 黄牌", kB));
  EXPECT_EQ(verdict(c, "A"), "stricter");
  EXPECT_EQ(verdict(c, "B"), "same");
}

TEST(Whole, ASilencerThatComesEarlierMakesTheOtherLaxer) {
  const auto with = [](const std::string& b) { return head() + indicator("A", kA) + indicator("B", "取代 A\n" + b); };
  const auto c = compared(with(kB), with("当 自 收件 至 办结 超过 36小时，发 红牌"));
  EXPECT_EQ(verdict(c, "A"), "laxer");
  EXPECT_EQ(verdict(c, "B"), "stricter");
  const auto& w = of(c, "A").lower.witness;
  ASSERT_TRUE(w);
  ASSERT_FALSE(w->was.empty());
  EXPECT_EQ(w->was[0].card, "黄牌");
}

TEST(Whole, SilencingTakenAway) {
  const auto c = compared(head() + indicator("A", kA) + indicator("B", std::string("取代 A\n") + kB), head() + indicator("A", kA) + indicator("B", kB));
  EXPECT_EQ(verdict(c, "A"), "stricter");
  EXPECT_EQ(verdict(c, "B"), "same");
}

TEST(Whole, NewAndGone) {
  const auto c = compared(head() + indicator("A", kA), head() + indicator("B", kB));
  EXPECT_EQ(verdict(c, "A"), "gone");
  EXPECT_EQ(verdict(c, "B"), "new");
  EXPECT_TRUE(of(c, "A").lower.witness);
  EXPECT_TRUE(of(c, "B").higher.witness);
}

TEST(Whole, AHolidayMoreIsLaxer) {
  const std::string more = head_with("  覆盖 2024 至 2024\n", "  覆盖 2024 至 2024\n  休 2024-06-10 端午节\n");
  const std::string body = indicator("A", "当 收件 后 3工作日 内 办结 未发生，发 红牌");
  const auto c = compared(head() + body, more + body);
  EXPECT_EQ(verdict(c, "A"), "laxer");
  const auto back = compared(more + body, head() + body);
  EXPECT_EQ(verdict(back, "A"), "stricter");
}

TEST(Whole, AMakeUpDayIsStricter) {
  const std::string more = head_with("  覆盖 2024 至 2024\n", "  覆盖 2024 至 2024\n  班 2024-06-15 调休\n");
  const std::string body = indicator("A", "当 收件 后 3工作日 内 办结 未发生，发 红牌");
  EXPECT_EQ(verdict(compared(head() + body, more + body), "A"), "stricter");
}

TEST(Whole, AnotherCalendarForNaturalDaysIsTheSame) {
  const std::string more = head_with("  覆盖 2024 至 2024\n", "  覆盖 2024 至 2024\n  休 2024-06-10 端午节\n");
  const std::string body = indicator("A", "时限 办 {\n自 收件 至 办结\n限 3自然日\n日历 工作日历\n}\n当 办 超期，发 红牌");
  EXPECT_EQ(verdict(compared(head() + body, more + body), "A"), "same");
}

TEST(Whole, CardsInAnotherOrder) {
  const std::string body = indicator("A", "当 天数 > 3，发 黄牌\n当 天数 > 5，发 红牌");
  EXPECT_EQ(verdict(compared(head() + body, head_with("黄牌 < 红牌", "红牌 < 黄牌") + body), "A"), "stricter");
}

TEST(Whole, ACardMoreInBetween) {
  const std::string a = indicator("A", "当 天数 > 3，发 黄牌"), b = indicator("A", "当 天数 > 3，发 橙牌");
  EXPECT_EQ(verdict(compared(head() + a, head_with("黄牌 < 红牌", "黄牌 < 橙牌 < 红牌") + b), "A"), "stricter");
}

TEST(Whole, FieldsMoreThatNobodyAsks) {
  const std::string body = indicator("A", "当 天数 > 3，发 黄牌");
  EXPECT_EQ(verdict(compared(head() + body, head_with("  天数 days 整数 ?\n", "  天数 days 整数 ?\n  备注 note 文本 ?\n") + body), "A"), "same");
}

TEST(Whole, AnEventMoreIsSeenByWhatNeedsNone) {
  // 天数 > 3 stands from the record's first event on: an event more may come first.
  const std::string body = indicator("A", "当 天数 > 3，发 黄牌");
  const auto c = compared(head() + body, head_with("  收件 received 时刻 事件 ?\n", "  取号 ticket 时刻 事件 ?\n  收件 received 时刻 事件 ?\n") + body);
  EXPECT_EQ(of(c, "A").higher.state, Direction::State::kShown);
  EXPECT_EQ(of(c, "A").lower.state, Direction::State::kShown);
  EXPECT_EQ(verdict(c, "A"), "different");
}

TEST(Whole, ForceIsLeftOutOfAccount) {
  const std::string body = indicator("A", "当 天数 > 3，发 黄牌");
  const std::string later = head_with("  牌 黄牌 < 红牌\n", "  施行 2024-05-09\n  牌 黄牌 < 红牌\n");
  EXPECT_EQ(verdict(compared(head() + body, later + body), "A"), "same");
  const auto c = compared(head() + body, later + indicator("A", "当 收件 已发生，发 黄牌"));
  const auto& w = of(c, "A").higher.witness;
  ASSERT_TRUE(w);
  EXPECT_GE(instant_text(w->at), "2024-05-09");
}

TEST(Whole, WitnessesAreSmall) {
  const auto c = compared(head() + indicator("A", "当 自 收件 至 办结 超过 3工作日 且 类型 = 甲，发 红牌"), head() + indicator("A", "当 自 收件 至 办结 超过 2工作日 且 类型 = 甲，发 红牌"));
  ASSERT_TRUE(of(c, "A").higher.witness);
  const auto& w = *of(c, "A").higher.witness;
  EXPECT_EQ(json_of(w.sample.record), R"({"编号":"W1","类型":"甲","收件":"2024-03-04 09:00:00"})");
  ASSERT_EQ(w.was.size(), 1u);
  ASSERT_EQ(w.is.size(), 1u);
  EXPECT_EQ(instant_text(w.was[0].from), "2024-03-08 00:00:00");
  EXPECT_EQ(instant_text(w.is[0].from), "2024-03-07 00:00:00");
}

TEST(Whole, OnlyStricter) {
  const auto base = compiled(head() + indicator("A", kA) + indicator("B", kB) + indicator("C", "当 天数 > 3，发 红牌"));
  const auto overlay = compiled(head() + indicator("A", "当 自 收件 至 办结 超过 12小时，发 黄牌") + indicator("B", "当 自 收件 至 办结 超过 50小时，发 红牌") + indicator("D", kB));
  const auto s = only_stricter(*base->program, *overlay->program, text_of(*base), text_of(*overlay), options());
  std::vector<std::string> codes;
  for (const size_t i : s.violations) codes.push_back(s.compared.pairing.pairs[i].code);
  EXPECT_THAT(codes, testing::ElementsAre("B", "C"));
  for (const size_t i : s.violations) EXPECT_TRUE(s.compared.comparisons[i].lower.witness);
}

TEST(Whole, OneVersionOfAPackWithSeveral) {
  // Version 0 has 情形 旧, version 1 has 情形 新; B is version 1's alone.
  auto c = compiled(head() + indicator("A", "情形 旧 { 当 天数 > 5，发 黄牌 }\n情形 新 { 当 天数 > 3，发 黄牌 }") + indicator("B", kB));
  auto& p = *c->program;
  p.versions.resize(2);
  p.versions[0].until = p.versions[1].from = 19'800;
  p.indicators[0].situations[0].versions = {0};
  p.indicators[0].situations[1].versions = {1};
  p.indicators[1].situations[0].versions = {1};
  const auto was = one_version(p, 0), is = one_version(p, 1);
  ASSERT_EQ(was.indicators.size(), 1u);
  ASSERT_EQ(is.indicators.size(), 2u);
  const auto s = only_stricter(was, is, text_of(*c), text_of(*c), options());
  EXPECT_THAT(s.violations, testing::IsEmpty());
  EXPECT_EQ(verdict(s.compared, "A"), "stricter");
  EXPECT_EQ(verdict(s.compared, "B"), "new");
  // Of the whole, what is masked by other periods is not compared as if it were not.
  EXPECT_EQ(verdict(compare(p, p, text_of(*c), text_of(*c), options()), "A"), "same");
}

}  // namespace
}  // namespace zs::prove
