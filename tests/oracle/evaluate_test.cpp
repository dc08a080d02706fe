// Whole evaluations, worked by hand from the language's page and the conventions.
#include "tests/oracle/cases.h"

namespace zs::test {
namespace {

using typed::Cmp;

/// HN8-5: 办结时间 后 3个工作日内 证照上传时间 未发生，发 预警; 预警 持续 超过 3个工作日，发 红牌.
struct Licence : Office {
  int indicator_index;
  Licence() {
    auto& o = *this;
    const auto warn = not_within(record_scope, o("办结时间"), work_days(3), o("证照上传时间"));
    indicator_index = indicator("HN8-5", record_scope, {{0, warn}, {2, hold(card(0), Rational::of(3), Unit::kWorkDay)}});
  }
};

TEST(Evaluate, WorkingDaysOverTheNationalHoliday) {
  Licence p;
  const auto r = p.judge({{{"办件编号", "A1"}, {"办结时间", "2024-09-27 15:00"}}});
  EXPECT_EQ(p.cards(r), (Lines{"预警 2024-10-09 00:00:00 - 2024-10-13 00:00:00", "红牌 2024-10-13 00:00:00 - never"}));
}

TEST(Evaluate, AClearingSpanClearsToTheSecond) {
  Licence p;
  const auto r = p.judge({{{"办结时间", "2024-09-27 15:00"}, {"证照上传时间", "2024-10-09 00:00:01"}},
                          {{"办结时间", "2024-09-27 15:00"}, {"证照上传时间", "2024-10-08 23:59:59"}},
                          {{"办结时间", "2024-09-27 15:00"}, {"证照上传时间", "2024-10-20 10:00"}}});
  EXPECT_EQ(p.cards(r), (Lines{"预警 2024-10-09 00:00:00 - 2024-10-09 00:00:01", "预警 2024-10-09 00:00:00 - 2024-10-13 00:00:00",
                               "红牌 2024-10-13 00:00:00 - 2024-10-20 10:00:00"}));
}

TEST(Evaluate, AsOfTRemovesWhatIsLaterAndForetellsTheNextChange) {
  Licence p;
  const Fields record = {{"办结时间", "2024-09-27 15:00"}, {"证照上传时间", "2024-10-20 10:00"}};
  const auto quiet = p.judge({record}, at("2024-10-01"));
  EXPECT_TRUE(quiet.findings.empty());
  ASSERT_EQ(quiet.schedule.size(), 1u);
  EXPECT_EQ(Office::show(quiet.schedule[0].at), "2024-10-09 00:00:00");
  EXPECT_EQ(quiet.schedule[0].to, findings::Scheduled::To::kCard);
  EXPECT_EQ(quiet.schedule[0].card, 0);
  const auto warned = p.judge({record}, at("2024-10-09"));
  ASSERT_EQ(warned.findings.size(), 1u);
  EXPECT_EQ(Office::show(warned.findings[0].next_change), "2024-10-13 00:00:00");
  const auto red = p.judge({record}, at("2024-10-13"));
  EXPECT_EQ(p.cards(red), (Lines{"预警 2024-10-09 00:00:00 - 2024-10-13 00:00:00", "红牌 2024-10-13 00:00:00 - never"}));
  EXPECT_TRUE(red.schedule.empty());
  EXPECT_EQ(p.judge({record}, at("2024-09-27 14:59:59")).unknown_yet, 1u);
}

/// HN8-1: 剩余 不超过 2个工作日 且 办结时间 未发生，发 预警; 超期，发 红牌.
struct Handling : Office {
  int k;
  Handling() {
    k = handling_clock();
    indicator("HN8-1", record_scope, {{0, both(left(k, Cmp::kLe, work_days(2)), pending((*this)("办结时间")))}, {2, overdue(k)}});
  }
};

TEST(Evaluate, RemainingAndOverdue) {
  Handling p;
  EXPECT_EQ(p.cards(p.judge({{{"受理时间", "2024-03-01 09:00"}, {"承诺时限", "10工作日"}}})),
            (Lines{"预警 2024-03-13 00:00:00 - 2024-03-16 00:00:00", "红牌 2024-03-16 00:00:00 - never"}));
}

TEST(Evaluate, TheBoundaryAndOneSecondBefore) {
  Handling p;
  const Fields late = {{"受理时间", "2024-03-01 09:00"}, {"办结时间", "2024-03-16 00:00:00"}, {"承诺时限", "10工作日"}};
  const Fields just = {{"受理时间", "2024-03-01 09:00"}, {"办结时间", "2024-03-15 23:59:59"}, {"承诺时限", "10工作日"}};
  EXPECT_EQ(p.cards(p.judge({late})),
            (Lines{"预警 2024-03-13 00:00:00 - 2024-03-16 00:00:00", "红牌 2024-03-16 00:00:00 - never"}));
  EXPECT_EQ(p.cards(p.judge({just})), (Lines{"预警 2024-03-13 00:00:00 - 2024-03-15 23:59:59"}));
}

TEST(Evaluate, PausesMoveTheLimitAndALowerCardReturns) {
  Handling p;
  const Fields r = {{"受理时间", "2024-03-01 09:00"},
                    {"承诺时限", "10工作日"},
                    {"补正", Cell::of({{{"告知时间", "2024-03-13 10:00"}, {"补齐确认时间", "2024-03-14 11:00"}}})}};
  EXPECT_EQ(p.cards(p.judge({r})), (Lines{"预警 2024-03-13 00:00:00 - 2024-03-13 10:00:00",
                                          "预警 2024-03-15 00:00:00 - 2024-03-20 00:00:00", "红牌 2024-03-20 00:00:00 - never"}));
}

TEST(Evaluate, TheItemsLimitWhereTheCaseHasNone) {
  Handling p;
  const Fields r = {{"实施编码", "X1"}, {"受理时间", "2024-03-01 09:00"}};
  EXPECT_EQ(p.cards(p.judge({r}, std::nullopt, {{{"实施编码", "X1"}, {"承诺时限", "10工作日"}}})),
            (Lines{"预警 2024-03-13 00:00:00 - 2024-03-16 00:00:00", "红牌 2024-03-16 00:00:00 - never"}));
}

TEST(Evaluate, MissingLimitsAreNamed) {
  Handling p;
  const auto missing = [&](Fields f, std::vector<Fields> items = {}) {
    f.emplace_back("受理时间", "2024-03-01 09:00");
    const auto r = p.judge({f}, at("2024-06-01"), items);
    EXPECT_TRUE(r.findings.empty());
    return r.undecided.empty() ? Lines{"decided"} : r.undecided[0].missing.get();
  };
  EXPECT_EQ(missing({}), (Lines{"承诺时限", "承诺时限单位", "实施编码", "事项的承诺时限", "事项的承诺时限单位"}));
  EXPECT_EQ(missing({{"实施编码", "X9"}}), (Lines{"承诺时限", "承诺时限单位", "事项的承诺时限", "事项的承诺时限单位"}));
  EXPECT_EQ(missing({{"实施编码", "X1"}}, {{{"实施编码", "X1"}}}),
            (Lines{"承诺时限", "承诺时限单位", "事项的承诺时限", "事项的承诺时限单位"}));
  // A number without a unit is unknown: the item's limit does not replace it.
  EXPECT_EQ(missing({{"实施编码", "X1"}, {"承诺时限", "10"}}, {{{"实施编码", "X1"}, {"承诺时限", "5工作日"}}}),
            (Lines{"承诺时限单位"}));
}

TEST(Evaluate, AnUnknownHigherCardDoesNotHideATrueLowerOne) {
  Office p;
  const auto known = p.occurred(p("办结时间"));
  const auto open = p.both(p.occurred(p("办结时间")), p.compare(p("证照信息完整"), Cmp::kEq, p.boolean(false)));
  p.indicator("X", p.record_scope, {{0, known}, {2, open}});
  const auto r = p.judge({{{"办结时间", "2024-03-01 09:00"}}}, at("2024-03-02"));
  EXPECT_EQ(p.cards(r), (Lines{"预警 2024-03-01 09:00:00 - never"}));
  ASSERT_EQ(r.undecided.size(), 1u);
  EXPECT_EQ(r.undecided[0].missing, (Lines{"证照信息完整"}));
}

TEST(Evaluate, AHigherCardInCertainHidesWhatIsOpenBelow) {
  Office p;
  const auto open = p.compare(p("证照信息完整"), Cmp::kEq, p.boolean(false));
  p.indicator("X", p.record_scope, {{0, open}, {2, p.occurred(p("办结时间"))}});
  const auto r = p.judge({{{"受理时间", "2024-02-01 09:00"}, {"办结时间", "2024-03-01 09:00"}}}, at("2024-03-02"));
  EXPECT_EQ(p.cards(r), (Lines{"红牌 2024-03-01 09:00:00 - never"}));
  EXPECT_TRUE(r.undecided.empty());
}

TEST(Evaluate, DataReceivedLateIsFinal) {
  Office p;
  const int k = p.anonymous(p.record_scope, p("受理时间"), p("受理数据接收时间"));
  p.indicator("NM1-1", p.record_scope, {{0, p.span_over(k, p.span(Rational::of(24), Unit::kHour))}});
  EXPECT_EQ(p.cards(p.judge({{{"受理时间", "2024-06-01 09:00"}, {"受理数据接收时间", "2024-06-02 09:00:01"}},
                             {{"受理时间", "2024-06-01 09:00"}, {"受理数据接收时间", "2024-06-02 09:00:00"}},
                             {{"受理时间", "2024-06-01 09:00"}}})),
            (Lines{"预警 2024-06-02 09:00:01 - never", "预警 2024-06-02 09:00:01 - never"}));
}

TEST(Evaluate, RowsEscalateEachByItselfAndTheRecordShowsTheHighest) {
  Office p;
  // A step that is not ended 1 day after it began; red after it held 2 more.
  const auto s = p.field(p.steps, "开始时间"), e = p.field(p.steps, "结束时间");
  const auto warn = p.not_within(p.steps, s, p.span(Rational::of(1), Unit::kNaturalDay), e);
  p.indicator("S", p.steps, {{0, warn}, {2, p.hold(p.card(0), Rational::of(2), Unit::kNaturalDay)}});
  const Fields r = {{"环节", Cell::of({{{"开始时间", "2024-03-01 09:00"}, {"结束时间", "2024-03-04 09:00"}},
                                        {{"开始时间", "2024-03-03 09:00"}, {"结束时间", "2024-03-06 12:00"}},
                                        {{"开始时间", "2024-03-10 09:00"}, {"结束时间", "2024-03-20 09:00"}}})}};
  // Two faults that adjoin do not make one long one: 03-03…03-04 09:00 and 03-05…03-06 12:00 stay warnings.
  EXPECT_EQ(p.cards(p.judge({r})),
            (Lines{"预警 2024-03-03 00:00:00 - 2024-03-04 09:00:00", "预警 2024-03-05 00:00:00 - 2024-03-06 12:00:00",
                   "预警 2024-03-12 00:00:00 - 2024-03-15 00:00:00", "红牌 2024-03-15 00:00:00 - 2024-03-20 09:00:00"}));
}

TEST(Evaluate, ARowIsNotKnownBeforeItsFirstEvent) {
  Office p;
  const auto wrong = p.compare(p.field(p.steps, "环节名称"), Cmp::kEq, p.text("乙"));
  p.indicator("S", p.record_scope, {{0, p.exists(p.steps, wrong)}});
  const Fields r = {{"收件时间", "2024-02-01"},
                    {"环节", Cell::of({{{"环节名称", "甲"}}, {{"环节名称", "乙"}, {"开始时间", "2024-03-03 09:00"}}})}};
  EXPECT_EQ(p.cards(p.judge({r})), (Lines{"预警 2024-03-03 09:00:00 - never"}));
  EXPECT_TRUE(p.judge({r}, at("2024-03-03 08:59:59")).findings.empty());
}

TEST(Evaluate, AtLeastTwoRows) {
  Office p;
  p.indicator("S", p.record_scope, {{0, p.at_least(2, p.steps, p.pending(p.field(p.steps, "结束时间")))}});
  const Fields r = {{"环节", Cell::of({{{"开始时间", "2024-03-01"}, {"结束时间", "2024-03-05"}},
                                        {{"开始时间", "2024-03-02"}, {"结束时间", "2024-03-04"}},
                                        {{"开始时间", "2024-03-03"}, {"结束时间", "2024-03-09"}}})}};
  EXPECT_EQ(p.cards(p.judge({r})), (Lines{"预警 2024-03-02 00:00:00 - 2024-03-05 00:00:00"}));
}

TEST(Evaluate, TheFirstRowIsTheOneWithTheLeastEvent) {
  Office p;
  const auto first = p.make(typed::Op::kIsFirst, {});
  p[first].scope = p.corrections;
  p.indicator("S", p.corrections, {{0, first}});
  const Fields r = {{"补正", Cell::of({{{"有效", "是"}}, {{"告知时间", "2024-03-05"}}, {{"告知时间", "2024-03-02"}}, {{"告知时间", "2024-03-02"}}})}};
  EXPECT_EQ(p.cards(p.judge({r})), (Lines{"预警 2024-03-02 00:00:00 - never"}));
}

TEST(Evaluate, ACardWithoutAnInstantShowsFromTheRecordsEarliestEvent) {
  Office p;
  const auto listed = p.make(typed::Op::kIsSet, {p("数据问题")});
  p.indicator("S", p.record_scope, {{0, listed}});
  const Fields dated = {{"受理时间", "2024-03-05"}, {"数据问题", Cell::list({"缺字段"})}, {"环节", Cell::of({{{"开始时间", "2024-03-01"}}})}};
  const Fields bare = {{"数据问题", Cell::list({"缺字段"})}};
  EXPECT_EQ(p.cards(p.judge({dated, bare, {{"受理时间", "2024-03-05"}}})),
            (Lines{"预警 2024-03-01 00:00:00 - never", "预警 always - never"}));
}

TEST(Evaluate, SupersedingIsTransitiveAndAnUnknownSilencerLeavesTheCardOpen) {
  Office p;
  const int low = p.indicator("A", p.record_scope, {{0, p.occurred(p("收件时间"))}});
  const int middle = p.indicator("B", p.record_scope, {{0, p.make(typed::Op::kFalse, {})}});
  const auto incomplete = p.both(p.occurred(p("办结时间")), p.compare(p("证照信息完整"), Cmp::kEq, p.boolean(false)));
  const int high = p.indicator("C", p.record_scope, {{0, incomplete}});
  p.program.indicators[static_cast<size_t>(middle)].supersedes = {low};
  p.program.indicators[static_cast<size_t>(high)].supersedes = {middle};
  const auto silenced = p.judge({{{"收件时间", "2024-03-01"}, {"办结时间", "2024-03-03"}, {"证照信息完整", "否"}}});
  EXPECT_EQ(p.cards(silenced), (Lines{"预警 2024-03-01 00:00:00 - 2024-03-03 00:00:00", "预警 2024-03-03 00:00:00 - never"}));
  const auto open = p.judge({{{"收件时间", "2024-03-01"}, {"办结时间", "2024-03-03"}}});
  EXPECT_EQ(p.cards(open), (Lines{"预警 2024-03-01 00:00:00 - never"}));
  ASSERT_EQ(open.undecided.size(), 2u);
  EXPECT_EQ(open.undecided[0].missing, (Lines{"证照信息完整"}));
}

TEST(Evaluate, InForceByTheGoverningEventAsFarAsItHasOccurred) {
  Office p;
  p.indicator("A", p.record_scope, {{0, p.occurred(p("收件时间"))}});
  p.program.in_force = day("2024-03-01");
  p.program.repealed = day("2024-04-01");
  const auto r = p.judge({{{"收件时间", "2024-02-20"}, {"受理时间", "2024-03-02"}},
                          {{"收件时间", "2024-03-20"}, {"受理时间", "2024-04-02"}},
                          {{"收件时间", "2024-02-20"}},
                          {{"收件时间", "2024-03-31 23:59:59"}, {"受理时间", "2024-03-31 23:59:59"}}});
  EXPECT_EQ(p.cards(r), (Lines{"预警 2024-03-02 00:00:00 - never", "预警 2024-03-20 00:00:00 - 2024-04-02 00:00:00",
                               "预警 2024-03-31 23:59:59 - never"}));
  EXPECT_EQ(r.out_of_force, 1u);
  EXPECT_EQ(r.evaluated, 3u);
  EXPECT_EQ(p.judge({{{"收件时间", "2024-02-20"}, {"受理时间", "2024-03-02"}}}, at("2024-03-01")).out_of_force, 1u);
}

TEST(Evaluate, StandingModelsAreJudgedWhileThePackIsInForce) {
  Office p;
  p.program.models.models[static_cast<size_t>(p.project)].standing = true;
  p.program.in_force = day("2024-03-01");
  p.indicator("A", p.record_scope, {{0, p.make(typed::Op::kTrue, {})}});
  EXPECT_EQ(p.cards(p.judge({{{"收件时间", "2023-03-01"}}})), (Lines{"预警 2024-03-01 00:00:00 - never"}));
}

TEST(Evaluate, ProvisionalOnsetsSaySo) {
  Licence p;
  const auto r = p.judge({{{"办结时间", "2026-12-30 15:00"}}});
  EXPECT_EQ(p.cards(r), (Lines{"预警 2027-01-05 00:00:00? - 2027-01-09 00:00:00?", "红牌 2027-01-09 00:00:00? - never"}));
  EXPECT_EQ(p.judge({{{"办结时间", "2026-12-30 15:00"}}}, at("2026-12-31")).provisional_quiet, 1u);
  EXPECT_EQ(p.judge({{{"办结时间", "2026-11-02 15:00"}}}, at("2026-11-03")).provisional_quiet, 0u);
}

TEST(Evaluate, ActionsClauseAndReasonComeFromTheCircumstancesThatHold) {
  Handling p;
  auto& i = p.program.indicators[0];
  i.quotes = {{"第八条（一）", "…", "", {}}};
  i.situations[0].cards[0].actions = {"系统消息提醒"};
  i.situations[0].cards[1].actions = {"督办单"};
  using What = typed::ReasonPart::What;
  i.reason = {{What::kText, "承诺时限"}, {What::kValue, "", p.program.clocks[0].limit},
              {What::kText, "，已用"}, {What::kUsed, "", typed::kNone, 0}, {What::kText, "，剩余"},
              {What::kLeft, "", typed::kNone, 0}, {What::kText, "，应于"}, {What::kDue, "", typed::kNone, 0}, {What::kText, "前办结"}};
  const auto r = p.judge({{{"受理时间", "2024-03-01 09:00"}, {"承诺时限", "10工作日"}}});
  ASSERT_EQ(r.findings.size(), 2u);
  EXPECT_EQ(r.findings[0].actions, (Lines{"系统消息提醒"}));
  EXPECT_EQ(r.findings[1].actions, (Lines{"督办单"}));
  EXPECT_EQ(r.findings[0].clause, "第八条（一）");
  EXPECT_EQ(r.findings[0].reason, "承诺时限10工作日，已用8工作日，剩余2工作日，应于2024-03-15前办结");
  EXPECT_EQ(r.findings[1].reason, "承诺时限10工作日，已用10工作日，剩余0工作日，应于2024-03-15前办结");
}

TEST(Evaluate, TheReasonOfARowIsTheFirstRowsThatHolds) {
  Office p;
  const auto wrong = p.compare(p.field(p.steps, "环节名称"), Cmp::kNe, p.text("甲"));
  const int i = p.indicator("S", p.steps, {{0, wrong}});
  p.situation(i).reason = {{typed::ReasonPart::What::kValue, "", p.field(p.steps, "环节名称")}};
  p.situation(i).quotes = {{"第八条（六）", "…", "", {}}};
  const Fields r = {{"收件时间", "2024-01-01"}, {"环节", Cell::of({{{"环节名称", "甲"}}, {{"环节名称", "丙"}}, {{"环节名称", "乙"}}})}};
  const auto report = p.judge({r});
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].reason, "丙");
  EXPECT_EQ(report.findings[0].clause, "第八条（六）");
}

TEST(Evaluate, ListsAbsentInARecordAreEmptyAndInAReferenceRowMissing) {
  Office p;
  const auto unlisted = p.negate(p.make(typed::Op::kSubset, {p("数据问题"), p.of_item("流程环节")}));
  p.indicator("S", p.record_scope, {{0, p.make(typed::Op::kSubset, {p("数据问题"), p.texts({"甲"})})}, {2, unlisted}});
  const auto r = p.judge({{{"收件时间", "2024-01-01"}, {"实施编码", "X"}}}, std::nullopt, {{{"实施编码", "X"}}});
  EXPECT_EQ(p.cards(r), (Lines{"预警 2024-01-01 00:00:00 - never"}));
  ASSERT_EQ(r.undecided.size(), 1u);
  EXPECT_EQ(r.undecided[0].missing, (Lines{"事项的流程环节"}));
}

TEST(Evaluate, HoldNeedsABeginning) {
  Office p;
  const auto standing = p.make(typed::Op::kTrue, {});
  p.indicator("S", p.record_scope, {{0, p.hold(standing, Rational::of(1), Unit::kHour)}, {2, p.hold(p.card(0), Rational::of(1), Unit::kHour)}});
  const auto r = p.judge({{{"收件时间", "2024-01-01"}}});
  EXPECT_TRUE(r.findings.empty());  // since when it has held is not known
  EXPECT_EQ(r.undecided.size(), 1u);
}

TEST(Evaluate, MissingDatesStartUnknownClocks) {
  Office p;
  p.indicator("S", p.record_scope, {{0, p.not_within(p.record_scope, p("公示到期日"), p.work_days(1), p("办结时间"))}});
  const auto r = p.judge({{{"收件时间", "2024-01-01"}}, {{"收件时间", "2024-01-01"}, {"公示到期日", "2024-03-01"}}});
  EXPECT_EQ(p.cards(r), (Lines{"预警 2024-03-05 00:00:00 - never"}));
  ASSERT_EQ(r.undecided.size(), 1u);
  EXPECT_EQ(r.undecided[0].missing, (Lines{"公示到期日"}));
}

}  // namespace
}  // namespace zs::test
