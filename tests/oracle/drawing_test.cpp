// What is drawn of a case: lanes, pauses, cards, days, and the part of time that is shown.
#include "oracle/explain.h"
#include "oracle/render/columns.h"
#include "oracle/render/labels.h"
#include "oracle/render/scale.h"
#include "tests/oracle/cases.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace zs::test {
namespace {

using oracle::ClockStretch;

struct Drawn : Office {
  oracle::Explanation of(const Fields& record, std::optional<Instant> as_of) {
    const columns::Table r = table(program.models, project, {record}), i = table(program.models, item, {});
    oracle::Inputs in;
    in.records = &r;
    in.references.resize(program.models.models.size());
    in.references[static_cast<size_t>(item)] = &i;
    return oracle::explain(program, in, 0, as_of);
  }
  /// 超期 is 红牌, 剩余 ≤ 1 工作日 is 预警.
  void time_limit() {
    const int k = handling_clock();
    indicator("HN8-1", record_scope, {{0, both(pending((*this)("办结时间")), left(k, typed::Cmp::kLe, work_days(1)))}, {2, overdue(k)}});
  }
};

/// Accepted before the National Day of 2024; a correction on 30 September; the third working day is 8 October.
const Fields kLate = {{"办件编号", "A1"},
                      {"受理时间", "2024-09-26 15:00"},
                      {"承诺时限", "3工作日"},
                      {"补正", Cell::of({{{"告知时间", "2024-09-30 10:00"}, {"补齐确认时间", "2024-09-30 11:00"}}})}};

std::string shown(Instant t) { return t >= kNever ? "never" : t <= kAlways ? "always" : oracle::render::minute_text(t); }

Lines stretches(const oracle::ClockLane& k) {
  static constexpr const char* kKinds[] = {"counted", "paused", "doubtful", "over"};
  Lines out;
  for (const auto& x : k.stretches) out.push_back(std::string(kKinds[static_cast<size_t>(x.kind)]) + " " + shown(x.from) + " - " + shown(x.until) + " " + x.name);
  return out;
}

Lines cards(const oracle::CardLane& lane) {
  Lines out;
  for (const auto& x : lane.stretches) out.push_back((x.card.empty() ? "undecided" : x.card) + " " + shown(x.from) + " - " + shown(x.until) + (x.to_come ? " to come" : ""));
  return out;
}

TEST(Drawing, ALateCaseHasItsCountedDaysItsPauseAndItsDelay) {
  Drawn p;
  p.time_limit();
  const auto d = p.of(kLate, at("2024-10-10 12:00")).drawing;
  ASSERT_EQ(d.clocks.size(), 1u);
  const auto& k = d.clocks[0];
  EXPECT_EQ(k.label.zh, "办理时限");
  EXPECT_EQ(k.limit, "3工作日");
  EXPECT_EQ(k.used, "5工作日");  // 27, 29, 8, 9 and the 10th in progress
  EXPECT_EQ(shown(k.start), "2024-09-26 15:00");
  EXPECT_EQ(k.end, kNever);
  EXPECT_EQ(shown(k.due.value()), "2024-10-09 00:00");
  EXPECT_EQ(k.indicators, Lines{"HN8-1"});
  EXPECT_EQ(stretches(k), (Lines{"counted 2024-09-27 00:00 - 2024-09-28 00:00 1", "counted 2024-09-29 00:00 - 2024-09-30 00:00 2",
                                 "paused 2024-09-30 10:00 - 2024-09-30 11:00 补正", "counted 2024-10-08 00:00 - 2024-10-09 00:00 3",
                                 "over 2024-10-09 00:00 - 2024-10-10 12:00 "}));
  ASSERT_EQ(d.indicators.size(), 1u);
  EXPECT_EQ(cards(d.indicators[0]).back(), "红牌 2024-10-09 00:00 - never");
}

TEST(Drawing, EventsAreOfTheRecordAndOfItsRowsAndToldApartByUse) {
  Drawn p;
  p.time_limit();
  Fields r = kLate;
  r.push_back({"收件时间", "2024-09-25 09:00"});
  const auto d = p.of(r, at("2024-10-10 12:00")).drawing;
  ASSERT_EQ(d.events.size(), 2u);
  EXPECT_EQ(d.events[0].name, "收件时间");
  EXPECT_FALSE(d.events[0].used);
  EXPECT_EQ(d.events[1].name, "受理时间");
  EXPECT_TRUE(d.events[1].used);
  ASSERT_EQ(d.rows.size(), 1u);
  EXPECT_EQ(d.rows[0].list, "补正");
  EXPECT_EQ(d.rows[0].events.size(), 2u);
}

TEST(Drawing, TheCalendarNamesHolidaysAndMakeUpDays) {
  Drawn p;
  p.time_limit();
  const auto d = p.of(kLate, at("2024-10-10 12:00")).drawing;
  ASSERT_EQ(d.axis.size(), 1u);
  EXPECT_EQ(shown(d.axis[0].from), "2024-09-26 00:00");
  EXPECT_EQ(shown(d.axis[0].until), "2024-10-12 00:00");
  Lines days;
  for (const auto& r : d.days) days.push_back(shown(r.from).substr(5, 5) + " " + std::to_string((r.until - r.from) / kSecondsPerDay) + " " + std::to_string(static_cast<int>(r.kind)) + r.name);
  EXPECT_EQ(days, (Lines{"09-26 2 0", "09-28 1 1", "09-29 1 3国庆节", "09-30 1 0", "10-01 7 2国庆节", "10-08 4 0"}));
}

TEST(Drawing, WhatIsToComeIsDrawnAsKnownAtT) {
  Drawn p;
  p.time_limit();
  // The correction has not happened yet: 27, 29 and 30 September are the three days.
  const auto d = p.of(kLate, at("2024-09-27 10:00")).drawing;
  EXPECT_TRUE(d.rows.empty());
  EXPECT_EQ(shown(d.clocks[0].due.value()), "2024-10-01 00:00");
  EXPECT_EQ(cards(d.indicators[0]), (Lines{"预警 2024-09-29 00:00 - 2024-10-01 00:00 to come", "红牌 2024-10-01 00:00 - never to come"}));
  EXPECT_EQ(stretches(d.clocks[0]).back(), "counted 2024-09-30 00:00 - 2024-10-01 00:00 3");
}

TEST(Drawing, AnOpenPauseEndsAtTAndNothingIsCountedInIt) {
  Drawn p;
  p.time_limit();
  const Fields r = {{"受理时间", "2024-09-26 15:00"}, {"承诺时限", "3工作日"}, {"补正", Cell::of({{{"告知时间", "2024-09-27 10:00"}}})}};
  const auto d = p.of(r, at("2024-10-10 12:00")).drawing;
  EXPECT_EQ(stretches(d.clocks[0]), (Lines{"paused 2024-09-27 10:00 - 2024-10-10 12:00 补正"}));
  EXPECT_EQ(d.clocks[0].used, "0工作日");
}

TEST(Drawing, WithoutALimitTheLaneIsUndecided) {
  Drawn p;
  p.time_limit();
  const auto d = p.of({{"受理时间", "2024-03-01 09:00"}}, at("2024-03-05")).drawing;
  EXPECT_EQ(d.clocks[0].note.zh, "未知");
  EXPECT_TRUE(d.clocks[0].stretches.empty());
  EXPECT_EQ(cards(d.indicators[0]), Lines{"undecided 2024-03-01 09:00 - never"});
}

TEST(Drawing, ALongSilenceBeforeTIsFoldedAndAClockAtWorkIsNot) {
  Drawn p;
  p.time_limit();
  const auto late = p.of(kLate, at("2029-06-01 12:00")).drawing;
  ASSERT_EQ(late.axis.size(), 3u);
  EXPECT_FALSE(late.axis[0].folded);
  EXPECT_TRUE(late.axis[1].folded);
  EXPECT_FALSE(late.axis[2].folded);
  for (size_t i = 1; i < 3; ++i) EXPECT_EQ(late.axis[i].from, late.axis[i - 1].until);
  EXPECT_TRUE(late.days.front().published);
  EXPECT_FALSE(late.days.back().published);  // the calendar ends with 2026
  const auto running = p.of({{"受理时间", "2024-03-01 09:00"}, {"承诺时限", "200工作日"}}, at("2024-12-02")).drawing;
  EXPECT_EQ(running.axis.size(), 1u);
}

TEST(Drawing, AVisitOfMinutesIsShownInMinutes) {
  Drawn p;
  p.time_limit();
  const auto d = p.of({{"受理时间", "2024-03-01 09:10"}, {"办结时间", "2024-03-01 09:27"}, {"承诺时限", "30分钟"}}, at("2024-06-01")).drawing;
  EXPECT_EQ(stretches(d.clocks[0]), Lines{"counted 2024-03-01 09:10 - 2024-03-01 09:27 "});
  EXPECT_EQ(d.clocks[0].used, "17分钟");
  EXPECT_EQ(shown(d.clocks[0].due.value()), "2024-03-01 09:40");
  ASSERT_EQ(d.axis.size(), 3u);
  EXPECT_LT(d.axis[0].until - d.axis[0].from, 3600);
  EXPECT_TRUE(d.axis[1].folded);
}

TEST(Drawing, NothingKnownYetMeansNothingDrawn) {
  Drawn p;
  p.time_limit();
  const auto e = p.of(kLate, at("2024-09-01"));
  EXPECT_TRUE(e.unknown_yet);
  EXPECT_TRUE(e.drawing.axis.empty());
  EXPECT_EQ(oracle::render_human(e, oracle::Language::kChinese).find("日历"), std::string::npos);
}

TEST(Drawing, JsonTellsTheSame) {
  Drawn p;
  p.time_limit();
  const auto json = nlohmann::json::parse(oracle::render_json(p.of(kLate, at("2024-10-10 12:00"))))["drawing"];
  EXPECT_EQ(json["clocks"][0]["due"], "2024-10-09 00:00:00");
  EXPECT_EQ(json["clocks"][0]["stretches"][2]["kind"], "paused");
  EXPECT_EQ(json["days"][2]["kind"], "make_up");
  EXPECT_EQ(json["days"][4]["through"], "2024-10-07");
  EXPECT_EQ(json["indicators"][0]["stretches"].back()["until"], "");
  EXPECT_EQ(json["events"][0]["at"], "2024-09-26 15:00:00");
}

TEST(Drawing, ATerminalShowsDaysClockPauseAndCardsInItsWidth) {
  Drawn p;
  p.time_limit();
  const auto e = p.of(kLate, at("2024-10-10 12:00"));
  for (const int width : {60, 80, 133})
    for (const auto language : {oracle::Language::kChinese, oracle::Language::kEnglish}) {
      const std::string all = oracle::render_human(e, language, {width, false});
      EXPECT_EQ(all.find('\x1b'), std::string::npos);
      std::istringstream lines(all.substr(all.find("\n\n"), all.find("■") - all.find("\n\n")));
      for (std::string line; std::getline(lines, line);) EXPECT_LE(oracle::render::columns_of(line), width) << line;
    }
  const std::string zh = oracle::render_human(e, oracle::Language::kChinese);
  EXPECT_NE(zh.find("工工休班工假假假假假假假工工工工"), std::string::npos) << zh;
  EXPECT_NE(zh.find(" 1 . 2停 . . . . . . . 3!!"), std::string::npos) << zh;
  EXPECT_NE(zh.find("[红牌"), std::string::npos) << zh;
  EXPECT_NE(zh.find("到期 10-08 24:00"), std::string::npos) << zh;
  EXPECT_NE(oracle::render_human(e, oracle::Language::kChinese, {80, true}).find("\x1b[31m"), std::string::npos);
}

TEST(TextLine, ChineseTakesTwoColumnsAndIsNeverCutInHalf) {
  oracle::render::TextLine l(8);
  l.put(0, "工休假");
  l.put(3, "x");
  EXPECT_EQ(l.text(false), "工 x假");
  l.put(7, "班");  // no room for its right half
  EXPECT_EQ(l.text(false), "工 x假");
  l.put(1, "a", 31);
  EXPECT_EQ(l.text(true), " \x1b[31ma \x1b[0mx假");
  EXPECT_EQ(oracle::render::fitted("办理时限", 6), "办理..");
  EXPECT_EQ(oracle::render::fitted("办\x1b", 4), "办? ");
  EXPECT_EQ(oracle::render::wrapped("甲乙丙 abc def", 6), (Lines{"甲乙丙", "abc", "def"}));
}

TEST(Labels, NoneCoversAnother) {
  std::vector<oracle::render::Label> labels;
  for (const double x : {0.0, 1.0, 50.0, 98.0, 99.0}) {
    labels.emplace_back();
    labels.back().at = x;
    labels.back().text = "受理时间 09-09";
  }
  EXPECT_EQ(oracle::render::place(labels, 520), 2);
  EXPECT_NE(labels[0].line, labels[1].line);
  EXPECT_NE(labels[3].line, labels[4].line);
  EXPECT_TRUE(labels[4].to_left);
  EXPECT_FALSE(labels[2].to_left);
}

TEST(Scale, MarksAreRoundAndEveryPieceHasOne) {
  const auto labels = [](const char* from, const char* until, double apart) {
    Lines out;
    for (const auto& m : oracle::render::axis_marks({{at(from), at(until), false}}, apart)) out.push_back((m.over.empty() ? "" : m.over + "/") + m.label);
    return out;
  };
  EXPECT_EQ(labels("2024-12-23", "2025-01-08", 6.0 * kSecondsPerDay), (Lines{"2024/12-23", "12-30", "2025/01-06"}));
  EXPECT_EQ(labels("2024-03-01 09:10", "2024-03-01 09:34", 400), (Lines{"2024-03-01/09:10", "09:20", "09:30"}));
  EXPECT_EQ(labels("2023-11-15", "2024-05-15", 50.0 * kSecondsPerDay), (Lines{"2024-01", "2024-03", "2024-05"}));
  EXPECT_EQ(labels("2024-03-02", "2024-03-03", 50.0 * kSecondsPerDay), (Lines{"2024/03-02"}));
}

}  // namespace
}  // namespace zs::test
