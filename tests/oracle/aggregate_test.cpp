#include "oracle/aggregate.h"
#include "tests/oracle/cases.h"

namespace zs::test {
namespace {

using What = oracle::GroupAnswer::What;
using Fn = typed::Aggregate::Fn;

struct Counting : Office {
  typed::Aggregate a;
  Counting() {
    a.code = a.name = "RW-2";
    a.model = project;
    a.scope = record_scope;
    a.by = {(*this)("实施编码")};
    a.card = 0;
  }
  std::vector<oracle::GroupAnswer> ask(const std::vector<Fields>& records, std::optional<Instant> as_of = std::nullopt) {
    program.aggregates = {a};
    const columns::Table t = table(program.models, project, records);
    oracle::Inputs in;
    in.records = &t;
    return oracle::aggregate(program, in, as_of);
  }
};

Fields done(const char* code, const char* end, const char* complete = "") {
  return {{"实施编码", code}, {"受理时间", "2024-01-02"}, {"办结时间", end}, {"证照信息完整", complete}};
}

TEST(Aggregates, AShareIsExactAtTheThreshold) {
  Counting p;
  p.a.left.fn = Fn::kShare;
  p.a.left.when = p.occurred(p("办结时间"));
  p.a.cmp = typed::Cmp::kLt;
  p.a.threshold = Rational::of(1, 3);
  const auto r = p.ask({done("A", "2024-03-01"), done("A", ""), done("A", ""), done("B", ""), done("B", ""), done("B", "2024-03-01"), done("B", "")});
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[0].what, What::kNothing);  // a third is not below a third
  EXPECT_EQ(r[1].what, What::kCard);
  EXPECT_EQ(r[1].key, Lines{"B"});
}

TEST(Aggregates, WhatIsMissingGivesBoundsAndDisagreementIsUndecided) {
  Counting p;
  p.a.left.fn = Fn::kShare;
  p.a.left.when = p.compare(p("证照信息完整"), typed::Cmp::kEq, p.boolean(true));
  p.a.cmp = typed::Cmp::kLt;
  p.a.threshold = Rational::of(1, 2);
  const auto r = p.ask({done("A", "", "是"), done("A", ""), done("A", "", "否"), done("B", "", "否"), done("B", "", "否"), done("B", "")});
  EXPECT_EQ(r[0].what, What::kUndecided);
  EXPECT_EQ(r[0].measured.least, oracle::Number(1, 3));
  EXPECT_EQ(r[0].measured.most, oracle::Number(2, 3));
  EXPECT_EQ(r[1].what, What::kCard);
}

TEST(Aggregates, AskedAtDeclaredDaysByTAndAtT) {
  Counting p;
  p.a.left.fn = Fn::kCount;
  p.a.left.when = p.occurred(p("办结时间"));
  p.a.cmp = typed::Cmp::kLt;
  p.a.threshold = Rational::of(1);
  p.a.at = {day("2024-06-30"), day("2025-06-30")};
  const auto r = p.ask({done("A", "2024-07-05")}, at("2024-12-31"));
  ASSERT_EQ(r.size(), 2u);
  EXPECT_EQ(r[0].asked, at("2024-07-01"));
  EXPECT_EQ(r[0].what, What::kCard);
  EXPECT_EQ(r[1].asked, at("2024-12-31"));
  EXPECT_EQ(r[1].what, What::kNothing);
}

TEST(Aggregates, EveryYearEnd) {
  Counting p;
  p.a.left.fn = Fn::kCount;
  p.a.every_year_end = true;
  p.a.threshold = Rational::of(1);
  const auto r = p.ask({done("A", "2026-07-05")}, at("2026-03-01"));
  ASSERT_EQ(r.size(), 3u);
  EXPECT_EQ(r[0].asked, at("2025-01-01"));
  EXPECT_EQ(r[1].asked, at("2026-01-01"));
}

TEST(Aggregates, SumsOfSpansDivideAndNoughtIsUndecided) {
  Counting p;
  p.a.left = {Fn::kSum, p("承诺时限"), typed::kNone};
  p.a.right = typed::Aggregate::Term{Fn::kCount, typed::kNone, p.occurred(p("办结时间"))};
  p.a.cmp = typed::Cmp::kGt;
  p.a.threshold = Rational::of(7);
  auto with_limit = [](const char* code, const char* end, const char* limit) {
    Fields f = done(code, end);
    f.emplace_back("承诺时限", limit);
    return f;
  };
  const auto r = p.ask({with_limit("A", "2024-02-01", "10工作日"), with_limit("A", "2024-02-01", "40工作小时"), with_limit("B", "", "9工作日"),
                        with_limit("C", "2024-02-01", "5自然日"), with_limit("C", "2024-02-01", "5工作日")});
  ASSERT_EQ(r.size(), 3u);
  EXPECT_EQ(r[0].measured.least, oracle::Number(15, 2));
  EXPECT_EQ(r[0].what, What::kCard);
  EXPECT_EQ(r[1].what, What::kUndecided);  // nothing to divide by
  EXPECT_EQ(r[2].what, What::kUndecided);  // days of two kinds do not add up
}

TEST(Aggregates, AnAverageIsARatioOfSums) {
  Counting p;
  p.a.left = {Fn::kAverage, p("承诺时限"), typed::kNone};
  p.a.range = p.compare(p("证照信息完整"), typed::Cmp::kEq, p.boolean(true));
  p.a.cmp = typed::Cmp::kGe;
  p.a.threshold = Rational::of(4);
  auto limited = [](const char* complete, const char* limit) {
    Fields f = done("A", "", complete);
    f.emplace_back("承诺时限", limit);
    return f;
  };
  const auto r = p.ask({limited("是", "3工作日"), limited("是", "6工作日"), limited("", "1工作日"), limited("", "8工作日"), limited("否", "90工作日")});
  ASSERT_EQ(r.size(), 1u);
  EXPECT_EQ(r[0].measured.least, oracle::Number(10, 3));
  EXPECT_EQ(r[0].measured.most, oracle::Number(17, 3));
  EXPECT_EQ(r[0].what, What::kUndecided);
}

}  // namespace
}  // namespace zs::test
