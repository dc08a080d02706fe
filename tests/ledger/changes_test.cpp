// What changed, by hand-worked examples: one indicator with 预警 < 红牌, days of October 2024.
#include "ledger/changes.h"
#include "ledger/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::ledger {
namespace {

/// 预警 or 红牌 from a day, to a day where it has ended.
Finding card(const char* name, const char* onset, const char* cleared = "") {
  Finding f;
  f.indicator = "T-1", f.card = name, f.onset = onset, f.cleared = cleared, f.rank = f.card == "红牌" ? 1 : 0;
  return f;
}

std::vector<Finding> settled(std::vector<Finding> all) {
  settle_endings(all);
  return all;
}

/// 新增 预警 09; 升级 红牌 15 (预警); …
std::vector<std::string> told(std::vector<Finding> old, std::vector<Finding> now) {
  std::vector<std::string> out;
  for (const auto& c : changes_of(settled(std::move(old)), settled(std::move(now))))
    out.push_back(std::string(name_of(c.kind)) + " " + c.finding.card + " " + c.finding.onset + (c.finding.cleared.empty() ? "" : "-" + c.finding.cleared) + (c.was.empty() ? "" : " (" + c.was + ")"));
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Changes, NothingFromNothing) { EXPECT_THAT(told({}, {}), IsEmpty()); }
TEST(Changes, TheSameAgainIsNothing) { EXPECT_THAT(told({card("预警", "09", "15"), card("红牌", "15")}, {card("预警", "09", "15"), card("红牌", "15")}), IsEmpty()); }
TEST(Changes, ANewCard) { EXPECT_THAT(told({}, {card("预警", "09")}), ElementsAre("新增 预警 09")); }
TEST(Changes, ACardLeaves) { EXPECT_THAT(told({card("预警", "09")}, {card("预警", "09", "12")}), ElementsAre("消除 预警 09-12")); }
TEST(Changes, AFurtherCardIsOneChange) { EXPECT_THAT(told({card("预警", "09")}, {card("预警", "09", "15"), card("红牌", "15")}), ElementsAre("升级 红牌 15 (预警)")); }

TEST(Changes, WhatCameAndWentSinceIsToldTwice) {
  EXPECT_THAT(told({}, {card("预警", "09", "12")}), ElementsAre("新增 预警 09-12", "消除 预警 09-12"));
  EXPECT_THAT(told({}, {card("预警", "09", "15"), card("红牌", "15", "20")}), ElementsAre("新增 预警 09-15", "升级 红牌 15-20 (预警)", "消除 红牌 15-20"));
}

TEST(Changes, AGapIsNoEscalation) {
  EXPECT_THAT(told({card("预警", "09", "12")}, {card("预警", "09", "12"), card("红牌", "15")}), ElementsAre("新增 红牌 15"));
}

TEST(Changes, ALowerCardAfterAHigherOneIsNew) {
  EXPECT_THAT(told({card("红牌", "09")}, {card("红牌", "09", "12"), card("预警", "12")}), ElementsAre("消除 红牌 09-12", "新增 预警 12"));
}

TEST(Changes, AnotherIndicatorDoesNotEscalate) {
  Finding other = card("红牌", "15");
  other.indicator = "T-2";
  EXPECT_THAT(told({card("预警", "09")}, {card("预警", "09", "15"), other}), ElementsAre("消除 预警 09-15", "新增 红牌 15"));
}

TEST(Changes, WhatNeverWasIsWithdrawn) {
  EXPECT_THAT(told({card("预警", "09", "15"), card("红牌", "15")}, {}), ElementsAre("撤回 预警 09-15", "撤回 红牌 15"));
  EXPECT_THAT(told({card("预警", "09")}, {card("预警", "10")}), ElementsAre("撤回 预警 09", "新增 预警 10"));  // another onset, another finding
}

TEST(Changes, AnEndToldOtherwiseIsCorrected) {
  EXPECT_THAT(told({card("预警", "09", "12")}, {card("预警", "09", "13")}), ElementsAre("更正 预警 09-13 (12)"));
  EXPECT_THAT(told({card("预警", "09", "12")}, {card("预警", "09")}), ElementsAre("更正 预警 09 (12)"));
  // The case had been closed before the red card: it was never issued, and the warning ended earlier.
  EXPECT_THAT(told({card("预警", "09", "15"), card("红牌", "15")}, {card("预警", "09", "11")}), ElementsAre("撤回 红牌 15", "更正 预警 09-11 (15)"));
}

/// Looking in between changes when a change is told, not which ones are.
TEST(Changes, LookingOftenTellsTheSame) {
  const std::vector<std::vector<Finding>> looks{{}, {card("预警", "09")}, {card("预警", "09", "15"), card("红牌", "15")}, {card("预警", "09", "15"), card("红牌", "15", "20"), card("预警", "22")}};
  const auto once = told({}, looks.back());
  for (unsigned which = 0; which < 4; ++which) {
    std::vector<std::string> kinds;
    std::vector<Finding> before;
    for (size_t i = 1; i < looks.size(); ++i) {
      if (i + 1 < looks.size() && !(which >> (i - 1) & 1)) continue;
      for (auto& t : told(before, looks[i])) kinds.push_back(t.substr(0, t.find('-')));
      before = looks[i];
    }
    EXPECT_EQ(kinds.size(), once.size()) << which;
  }
}

TEST(Changes, EqualFindingsArePairedOneByOne) {
  EXPECT_THAT(told({card("预警", "09")}, {card("预警", "09"), card("预警", "09")}), ElementsAre("新增 预警 09"));
}

TEST(Percentage, IsExact) {
  EXPECT_EQ(percentage(2, 3), "66.67%");
  EXPECT_EQ(percentage(1, 3), "33.33%");
  EXPECT_EQ(percentage(0, 7), "0.00%");
  EXPECT_EQ(percentage(7, 7), "100.00%");
  EXPECT_EQ(percentage(-1, 8), "-12.50%");       // slower than the limit
  EXPECT_EQ(percentage(1, 20'000), "0.01%");     // a half away from zero: 0.005%
  EXPECT_EQ(percentage(1, 20'001), "0.00%");
  EXPECT_EQ(percentage(5, 0), "");
  EXPECT_EQ(percentage(4'611'686'018'427'387'904, 9'223'372'036'854'775'807), "50.00%");
}

}  // namespace
}  // namespace zs::ledger
