#include "oracle/explain.h"
#include "tests/oracle/cases.h"

#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using oracle::Node;

struct Explained : Office {
  oracle::Explanation of(const Fields& record, std::optional<Instant> as_of = std::nullopt) {
    const columns::Table r = table(program.models, project, {record}), i = table(program.models, item, {});
    oracle::Inputs in;
    in.records = &r;
    in.references.resize(program.models.models.size());
    in.references[static_cast<size_t>(item)] = &i;
    return oracle::explain(program, in, 0, as_of);
  }
};

const Node* find(const std::vector<Node>& nodes, const std::string& label) {
  for (const Node& n : nodes) {
    if (n.label.zh.find(label) != std::string::npos) return &n;
    if (const Node* inner = find(n.children, label)) return inner;
  }
  return nullptr;
}

TEST(Explain, ListsEveryCountedAndSkippedDayWithItsReason) {
  Explained p;
  const int k = p.handling_clock();
  p.indicator("HN8-1", p.record_scope, {{2, p.overdue(k)}});
  const Fields r = {{"办件编号", "A1"},
                    {"受理时间", "2024-09-26 15:00"},
                    {"承诺时限", "3工作日"},
                    {"补正", Cell::of({{{"告知时间", "2024-09-30 10:00"}, {"补齐确认时间", "2024-09-30 11:00"}}})}};
  const auto e = p.of(r);
  EXPECT_EQ(e.key, "A1");
  const Node* clock = find(e.indicators[0].derivation, "时限 办理时限");
  ASSERT_NE(clock, nullptr);
  Lines days;
  for (const auto& d : clock->days) days.push_back(d.date.substr(5) + " " + d.why.zh + (d.counted ? " " + d.amount : ""));
  EXPECT_EQ(days, (Lines{"09-26 起算日不计", "09-27 工作日 1", "09-28 周末", "09-29 调休上班（国庆节） 2", "09-30 暂停（补正）",
                         "10-01 节假日（国庆节）", "10-02 节假日（国庆节）", "10-03 节假日（国庆节）", "10-04 节假日（国庆节）",
                         "10-05 节假日（国庆节）", "10-06 节假日（国庆节）", "10-07 节假日（国庆节）", "10-08 工作日 3"}));
  EXPECT_EQ(clock->value.zh, "到期 2024-10-08 24:00");
}

TEST(Explain, WhatWasNotReachedIsShownAsNotReached) {
  Explained p;
  const auto never = p.compare(p("证照信息完整"), typed::Cmp::kEq, p.boolean(false));
  p.indicator("X", p.record_scope, {{0, p.both(never, p.occurred(p("办结时间")))}});
  const auto e = p.of({{"受理时间", "2024-01-01"}, {"证照信息完整", "是"}, {"办结时间", "2024-01-05"}});
  const Node* all = find(e.indicators[0].derivation, "同时满足");
  ASSERT_NE(all, nullptr);
  ASSERT_EQ(all->children.size(), 2u);
  EXPECT_TRUE(all->children[0].decided);
  EXPECT_TRUE(all->children[0].reached);
  EXPECT_FALSE(all->children[1].reached);
}

TEST(Explain, WhereItDoesNotApplyNothingElseIsReached) {
  Explained p;
  const int i = p.indicator("X", p.record_scope, {{0, p.occurred(p("办结时间"))}});
  p.program.indicators[static_cast<size_t>(i)].applies = p.compare(p("证照信息完整"), typed::Cmp::kEq, p.boolean(false));
  const auto e = p.of({{"受理时间", "2024-01-01"}, {"证照信息完整", "是"}, {"办结时间", "2024-01-05"}});
  const auto& tree = e.indicators[0].derivation;
  EXPECT_TRUE(tree[0].decided);
  EXPECT_FALSE(tree[1].children[0].reached);
  EXPECT_TRUE(e.indicators[0].cards.empty());
}

TEST(Explain, TheFirstOperandThatSettlesTheAnswerAtTDecides) {
  Explained p;
  p.indicator("X", p.record_scope, {{0, p.either(p.occurred(p("办结时间")), p.occurred(p("受理时间")))}});
  const auto e = p.of({{"受理时间", "2024-01-01"}, {"办结时间", "2024-01-05"}}, at("2024-01-03"));
  const Node* any = find(e.indicators[0].derivation, "下列情形之一");
  ASSERT_NE(any, nullptr);
  EXPECT_FALSE(any->children[0].decided);
  EXPECT_TRUE(any->children[1].decided);
}

TEST(Explain, RendersInBothLanguagesAsJsonAndAsHtml) {
  Explained p;
  const int k = p.handling_clock();
  const int i = p.indicator("HN8-1", p.record_scope, {{0, p.left(k, typed::Cmp::kLe, p.work_days(2))}, {2, p.overdue(k)}});
  p.program.indicators[static_cast<size_t>(i)].quotes = {{"第八条（一）", "超过<承诺>时限", "", {}}};
  const auto e = p.of({{"办件编号", "A1"}, {"受理时间", "2024-03-01 09:00"}}, at("2024-05-01"));
  EXPECT_EQ(e.indicators[0].missing, (Lines{"承诺时限", "承诺时限单位", "实施编码", "事项的承诺时限", "事项的承诺时限单位"}));
  const std::string zh = oracle::render_human(e, oracle::Language::kChinese), en = oracle::render_human(e, oracle::Language::kEnglish);
  EXPECT_NE(zh.find("缺 承诺时限"), std::string::npos);
  EXPECT_NE(en.find("missing: 承诺时限"), std::string::npos);
  const auto json = nlohmann::json::parse(oracle::render_json(e));
  EXPECT_EQ(json["key"], "A1");
  EXPECT_EQ(json["indicators"][0]["missing"].size(), 5u);
  const std::string html = oracle::render_html(e, oracle::Language::kChinese);
  EXPECT_NE(html.find("超过&lt;承诺&gt;时限"), std::string::npos);
  EXPECT_EQ(html.find("<承诺>"), std::string::npos);
}

}  // namespace
}  // namespace zs::test
