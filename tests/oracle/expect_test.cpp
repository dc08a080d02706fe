#include "oracle/expect.h"
#include "tests/oracle/cases.h"

namespace zs::test {
namespace {

using typed::Expectation;

struct Expecting : Office {
  typed::Test t;
  findings::Report report;

  Expecting() {
    indicator("HN8-5", record_scope, {{0, occurred((*this)("受理时间"))}, {2, occurred((*this)("办结时间"))}});
    indicator("HN8-6", record_scope, {{0, compare((*this)("证照信息完整"), typed::Cmp::kEq, boolean(false))}});
    report = judge({{{"受理时间", "2024-03-01"}, {"办结时间", "2024-03-05 10:00"}}});
  }
  Expectation& expect(int indicator, Expectation::What what, int card = typed::kNone) {
    Expectation e;
    e.indicator = indicator;
    e.what = what;
    e.card = card;
    e.src = {0, static_cast<uint32_t>(t.expect.size()), 0};
    t.expect.push_back(e);
    return t.expect.back();
  }
  Lines run() const {
    Lines out;
    for (const auto& m : oracle::mismatches(program, t, report)) out.push_back(m.zh);
    return out;
  }
};
using What = Expectation::What;

TEST(Expect, AllCardsExpected) {
  Expecting t;
  auto& warn = t.expect(0, What::kCard, 0);
  warn.from = at("2024-03-01");
  warn.until = at("2024-03-05 10:00");
  t.expect(0, What::kCard, 2).open_end = true;
  EXPECT_EQ(t.run(), Lines{});
}

TEST(Expect, AnUnexpectedCardFails) {
  Expecting t;
  t.expect(0, What::kCard, 0);
  EXPECT_EQ(t.run(), Lines{"HN8-5：没有期望的牌 红牌 自 2024-03-05 10:00:00 在案"});
}

TEST(Expect, AWrongOnsetFailsAndSaysWhatCame) {
  Expecting t;
  t.expect(0, What::kCard, 0).from = at("2024-03-01 00:00:01");
  t.expect(0, What::kCard, 2);
  const auto m = t.run();
  ASSERT_EQ(m.size(), 2u);
  EXPECT_EQ(m[0], "HN8-5：期望 预警 自 2024-03-01 00:00:01，实际 预警 自 2024-03-01 00:00:00 至 2024-03-05 10:00:00；红牌 自 2024-03-05 10:00:00 在案");
}

TEST(Expect, NothingMeansNoCard) {
  Expecting t;
  t.expect(1, What::kNothing);
  EXPECT_EQ(t.run(), Lines{});
  t.expect(0, What::kNothing);
  EXPECT_EQ(t.run().size(), 1u);
}

TEST(Expect, UndecidedNamesExactlyWhatIsMissing) {
  Expecting t;
  t.expect(1, What::kUndecided).missing = {"证照信息完整"};
  EXPECT_EQ(t.run(), Lines{});
  t.expect(1, What::kUndecided).missing = {"承诺时限"};
  t.expect(0, What::kUndecided);
  const Lines m = t.run();
  EXPECT_NE(std::find(m.begin(), m.end(), "HN8-6：期望缺 承诺时限，实际缺 证照信息完整"), m.end());
  EXPECT_NE(std::find(m.begin(), m.end(), "HN8-5：期望 无法判定，实际可以判定"), m.end());
  EXPECT_EQ(t.run().size(), 4u);
}

TEST(Expect, ALooseExpectationDoesNotTakeTheCardOfAnExactOne) {
  Expecting t;
  t.program.indicators[0].situations[0].cards[1].card = 0;
  t.report = t.judge({{{"受理时间", "2024-03-01"}}});
  t.expect(0, What::kCard, 0);
  t.expect(0, What::kCard, 0).from = at("2024-03-01");
  EXPECT_EQ(t.run(), Lines{"HN8-5：期望 预警，实际 预警 自 2024-03-01 00:00:00 在案"});
}

}  // namespace
}  // namespace zs::test
