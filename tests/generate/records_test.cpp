// What is made of the shipped packs: read back without a reject, in order of time, as usual as the profile says, faulty as asked.
#include "tests/generate/world.h"

#include <cmath>
#include <fstream>
#include <set>

namespace zs::generate {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;

TEST(Records, EveryKindOfEveryPackIsReadWithoutARejectInEveryFormat) {
  const Folder folder;
  for (const auto& pack : kPacks) {
    const auto& p = program(pack);
    for (const int model : kinds(p)) {
      const auto w = world(p, model, settings(700, p));
      for (const char* format : {"ndjson", "csv", "parquet"}) {
        const std::string path = folder.at(std::string("a.") + format);
        write(*w, model, path);
        const auto back = read(p, model, path);
        const std::string what = pack + " " + p.models.models[static_cast<size_t>(model)].name + " " + format;
        EXPECT_EQ(back.table.size, 700u) << what;
        EXPECT_TRUE(back.rejects.empty()) << what << ": " << back.rejects[0].problem.field << " " << back.rejects[0].problem.value << " " << back.rejects[0].problem.why.en;
        EXPECT_TRUE(back.notes.empty()) << what << ": " << back.notes[0].en;
      }
    }
  }
}

std::string faults_of(const Read& back) {
  return back.rejects.empty() ? "" : back.rejects[0].problem.field + " " + back.rejects[0].problem.value + " " + back.rejects[0].problem.why.en;
}

// In a short period many events fall after the export; one that must be there is there all the same.
TEST(Records, AShortPeriodMakesNoFaultyRecord) {
  const Folder folder;
  for (const auto& pack : kShippedPacks) {
    const auto& p = program(pack);
    for (const int model : kinds(p)) {
      for (const int days : {30, 1}) {
        auto s = settings(1500, p);
        s.from = binding::days_from_civil(2024, 6, 3);
        s.to = s.from + days - 1;
        s.known_until = start_of(s.to) + 12 * 3600;
        const auto w = world(p, model, s);
        write(*w, model, folder.at("a.ndjson"));
        const auto back = read(p, model, folder.at("a.ndjson"));
        EXPECT_EQ(faults_of(back), "") << pack << " " << w->model(model).name << " " << days << " days, rejected " << back.rejects.size();
        for (const auto& f : w->model(model).fields)
          if (f.type == model::FieldType::kEvent)
            for (const Instant t : events(p, back.table, f.name)) ASSERT_TRUE(t == kNever || t <= s.known_until) << pack << " " << f.name;
      }
    }
  }
}

// An event that must be there has another before it that need not be.
TEST(OwnModels, ARequiredEventAfterAnOptionalOneIsThere) {
  const Folder folder;
  std::ofstream(folder.at("p.zs")) << "规则集 t.booking 版本 1 {\n  牌 预警\n  日历 甲历\n}\n日历 甲历 {\n  工作 周一、周二、周三、周四、周五\n  办公 09:00-17:00\n  覆盖 2024 至 2024\n}\n记录 预约 booking {\n  键 编号 no 文本\n  提出时间 asked 时刻 事件\n  确认时间 confirmed 时刻 事件 ?\n  到场时间 came 时刻 事件\n}\n";
  const auto& p = program(folder.at("p.zs"));
  const int model = model_named(p, "预约");
  const auto w = world(p, model, settings(2000, p));
  write(*w, model, folder.at("a.ndjson"));
  const auto back = read(p, model, folder.at("a.ndjson"));
  EXPECT_EQ(faults_of(back), "");
  const auto asked = events(p, back.table, "提出时间"), came = events(p, back.table, "到场时间");
  for (size_t i = 0; i < back.table.size; ++i) ASSERT_LE(asked[i], came[i]);
}

// What does not fit a model of the same name is passed over; for the models of the standard library nothing may be.
TEST(Records, EveryBuiltInStatementFitsTheStandardLibrary) {
  for (const char* pack : {"rules/henan/2019", "rules/neimenggu/2024"}) {
    const auto& p = program(pack);
    auto all = standard_profile().value();
    for (auto& [name, section] : all.sections) section.strict = true;
    World w(p.models, calendar_of(p), std::move(all), settings(1, p));
    for (const int model : kinds(p)) {
      const auto s = w.prepare(model);
      EXPECT_TRUE(s.has_value()) << (s.has_error() ? s.error().en : "");
    }
  }
}

TEST(Records, CodesAreNamesToo) {
  const Folder folder;
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "办件");
  const auto w = world(p, model, settings(50, p));
  const auto text = write(*w, model, folder.at("a.csv"), {}, 1, Naming::kCode).text;
  EXPECT_THAT(text.substr(0, text.find('\n')), HasSubstr("project_no,task_code,region_code"));
  EXPECT_TRUE(read(p, model, folder.at("a.csv")).rejects.empty());
}

TEST(Records, SameSeedSameBytesWhateverTheThreads) {
  const Folder folder;
  const auto& p = program("rules/neimenggu/2024");
  const int model = model_named(p, "办件");
  auto s = settings(5000, p);
  const auto w = world(p, model, s);
  const std::vector<FaultShare> faults{{FaultKind::kBadDate, 0.01}, {FaultKind::kDuplicateKey, 0.01}, {FaultKind::kBrokenLine, 0.01}};
  const auto one = write(*w, model, folder.at("1.ndjson"), faults, 1), three = write(*w, model, folder.at("3.ndjson"), faults, 3);
  EXPECT_EQ(one.text, three.text);
  const auto again = world(p, model, s);
  EXPECT_EQ(write(*again, model, folder.at("2.ndjson"), faults, 2).text, one.text);
  s.seed = 2;
  const auto other = world(p, model, s);
  EXPECT_NE(write(*other, model, folder.at("4.ndjson"), faults, 2).text, one.text);
  EXPECT_EQ(write(*w, model, folder.at("1.parquet")).text, write(*again, model, folder.at("2.parquet"), {}, 3).text);
}

TEST(Records, EventsComeInOrderAndNotAfterTheExport) {
  const Folder folder;
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "办件");
  const auto w = world(p, model, settings(20'000, p));
  write(*w, model, folder.at("a.ndjson"));
  const auto back = read(p, model, folder.at("a.ndjson"));
  const auto received = events(p, back.table, "收件时间"), opinion = events(p, back.table, "受理意见时间"), accepted = events(p, back.table, "受理时间"), ended = events(p, back.table, "办结时间");
  const auto uploaded = events(p, back.table, "证照上传时间"), told = events(p, back.table, "受理数据接收时间");
  const Instant until = w->settings().known_until;
  size_t open = 0;
  for (size_t i = 0; i < back.table.size; ++i) {
    ASSERT_LE(received[i], until);
    if (i > 0) ASSERT_LE(day_of(received[i - 1]), day_of(received[i])) << "numbered as they come in";
    for (const auto& later : {opinion, accepted, ended, uploaded, told})
      if (later[i] != kNever) ASSERT_TRUE(received[i] <= later[i] && later[i] <= until) << i;
    if (accepted[i] != kNever) ASSERT_LE(opinion[i], accepted[i]);
    if (ended[i] != kNever) ASSERT_LE(accepted[i], ended[i]);
    if (uploaded[i] != kNever) ASSERT_LE(ended[i], uploaded[i]);
    open += accepted[i] != kNever && ended[i] == kNever;
  }
  EXPECT_NEAR(static_cast<double>(open) / static_cast<double>(back.table.size), 0.035, 0.025);  // some wait for ever, some for the new year
}

TEST(Records, StepsLieBetweenAcceptanceAndEndInTheOrderOfTheFlow) {
  const Folder folder;
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "办件");
  const auto w = world(p, model, settings(10'000, p));
  write(*w, model, folder.at("a.ndjson"));
  const auto back = read(p, model, folder.at("a.ndjson"));
  const auto accepted = events(p, back.table, "受理时间"), ended = events(p, back.table, "办结时间");
  const auto& fields = p.models.models[static_cast<size_t>(model)].fields;
  size_t list = 0;
  while (fields[list].name != "环节") ++list;
  const auto& c = back.table.columns[list];
  const auto begun = events(p, *c.rows, "开始时间"), done = events(p, *c.rows, "结束时间");
  size_t with = 0, upset = 0;
  for (size_t i = 0; i < back.table.size; ++i) {
    bool sorted = true;
    for (uint32_t r = c.offsets[i]; r < c.offsets[i + 1]; ++r) {
      ASSERT_LE(accepted[i], begun[r]);
      ASSERT_LE(begun[r], done[r]);
      if (ended[i] != kNever) ASSERT_LE(done[r], ended[i]);
      if (r > c.offsets[i] && begun[r] < begun[r - 1]) sorted = false;
    }
    with += c.offsets[i + 1] > c.offsets[i];
    upset += !sorted;
  }
  EXPECT_GT(with, back.table.size * 9 / 10);
  EXPECT_NEAR(static_cast<double>(upset) / static_cast<double>(with), 0.012, 0.005);
}

TEST(Records, IntakeIsAnOffices) {
  const Folder folder;
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "办件");
  const auto w = world(p, model, settings(40'000, p));
  write(*w, model, folder.at("a.ndjson"));
  const auto back = read(p, model, folder.at("a.ndjson"));
  const auto calendar = calendar_of(p);
  std::vector<double> by_day(7);
  double off = 0, outside = 0, days = 0, days_off = 0;
  for (const Instant t : events(p, back.table, "收件时间")) {
    const Day d = day_of(t);
    if (calendar.works(d)) ++by_day[static_cast<size_t>(calendar::weekday(d))];
    else ++off;
    outside += calendar.seconds_before(t + 1) == calendar.seconds_before(t);
  }
  for (Day d = w->settings().from; d <= w->settings().to; ++d) ++(calendar.works(d) ? days : days_off);
  const double n = static_cast<double>(back.table.size);
  EXPECT_NEAR(off / n, 0.07 * days_off / (0.07 * days_off + 1.04 * days), 0.006);
  EXPECT_LT(outside / n, 0.06);
  EXPECT_GT(by_day[0], by_day[4] * 1.15);  // Mondays before Fridays
}

TEST(Records, LatenessIsAsTheProfileSays) {
  const Folder folder;
  const auto& p = program("rules/neimenggu/2024");
  const int model = model_named(p, "工程办件");
  const auto w = world(p, model, settings(30'000, p));
  write(*w, model, folder.at("a.ndjson"));
  const auto back = read(p, model, folder.at("a.ndjson"));
  const auto accepted = events(p, back.table, "受理时间"), ended = events(p, back.table, "办结时间");
  const auto& fields = p.models.models[static_cast<size_t>(model)].fields;
  size_t limit = 0;
  while (fields[limit].name != "承诺时限") ++limit;
  const auto calendar = calendar_of(p);
  double late = 0, all = 0;
  for (size_t i = 0; i < back.table.size; ++i) {
    const PackedSpan s = back.table.columns[limit].values[i];
    if (!span_known(s) || ended[i] == kNever) continue;
    ++all;
    late += static_cast<double>(calendar.seconds_before(ended[i]) - calendar.seconds_before(accepted[i])) > static_cast<double>(span_number(s)) / kDecimalOne * static_cast<double>(calendar.office_seconds());
  }
  // P(N > -ln 0.33 / 0.68)
  EXPECT_NEAR(late / all, 0.5 * std::erfc(-std::log(0.33) / 0.68 / std::sqrt(2.0)), 0.008);
}

TEST(Records, KeysAreUniqueAndReferencesHaveTheirRow) {
  const Folder folder;
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "办件"), items = model_named(p, "事项");
  const auto w = world(p, model, settings(3000, p));
  ASSERT_TRUE(write_table(*w, items, {folder.at("items.csv"), Format::kCsv, Naming::kName}).has_value());
  write(*w, model, folder.at("a.csv"));
  const auto table = read(p, items, folder.at("items.csv")), back = read(p, model, folder.at("a.csv"));
  EXPECT_EQ(table.table.size, 300u);
  EXPECT_TRUE(table.rejects.empty() && back.rejects.empty());
  std::set<std::string_view> keys;
  for (const int32_t code : table.table.columns[0].codes) keys.insert((*table.table.strings)[code]);
  size_t used = 0;
  std::map<std::string_view, int> hits;
  for (const int32_t code : back.table.columns[1].codes)
    if (code >= 0) {
      ASSERT_EQ(keys.count((*back.table.strings)[code]), 1u);
      ++used, ++hits[(*back.table.strings)[code]];
    }
  EXPECT_NEAR(static_cast<double>(used) / 3000, 0.985, 0.01);
  EXPECT_GT(hits.size(), 200u);
  int most = 0;
  for (const auto& [key, n] : hits) most = std::max(most, n);
  EXPECT_GT(most, 100);  // the first of 300 by Zipf's law has about a twentieth
  // The table is the same where the kind is made by itself.
  auto alone = settings(300, p);
  const auto other = world(p, items, alone);
  EXPECT_EQ(write(*other, items, folder.at("alone.csv")).text, write(*world(p, items, alone), items, folder.at("again.csv")).text);
  const auto twin = read(p, items, folder.at("alone.csv"));
  EXPECT_THAT(twin.table.columns[3].values, ElementsAreArray(table.table.columns[3].values));
}

TEST(Faults, AreExactlyWhatTheReaderRejects) {
  const Folder folder;
  for (const auto& pack : kPacks) {
    const auto& p = program(pack);
    for (const int model : kinds(p)) {
      const auto w = world(p, model, settings(2000, p));
      for (const char* format : {"ndjson", "csv", "parquet"}) {
        std::vector<FaultShare> wanted;
        for (size_t k = 0; k < kFaultNames.size(); ++k) {
          const FaultShare one{static_cast<FaultKind>(k), 0.005 + 0.001 * static_cast<double>(k)};
          if (Faults::make(*w, model, {one}, std::string(format) != "parquet")) wanted.push_back(one);
        }
        const std::string path = folder.at(std::string("a.") + format), what = pack + " " + w->model(model).name + " " + format;
        const auto made = write(*w, model, path, wanted);
        const auto back = read(p, model, path);
        std::set<uint64_t> bad, rejected;
        std::map<FaultKind, uint64_t> counts;
        const bool rows = std::string(format) == "parquet";
        for (const auto& [fault, line] : made.faults) {
          ++counts[fault.kind];
          if (zs::generate::rejected(fault.kind)) bad.insert(rows ? fault.index + 1 : line);
        }
        for (const auto& r : back.rejects) rejected.insert(r.line);
        EXPECT_EQ(bad, rejected) << what;
        EXPECT_EQ(back.table.size + rejected.size(), 2000u) << what;
        for (const auto& s : wanted) EXPECT_EQ(counts[s.kind], static_cast<uint64_t>(std::llround(s.share * 2000))) << what << " " << name_of(s.kind);
      }
    }
  }
}

TEST(Faults, WhatCannotBeIsTold) {
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "申诉");
  const auto w = world(p, model, settings(100, p));
  const auto error = [&](std::vector<FaultShare> f, bool text = true) { return Faults::make(*w, model, f, text).error().en; };
  EXPECT_THAT(error({{FaultKind::kBadNumber, 0.1}}), HasSubstr("申诉 has no field for that"));
  EXPECT_THAT(error({{FaultKind::kBrokenLine, 0.1}}, false), HasSubstr("Parquet has no lines"));
  EXPECT_THAT(error({{FaultKind::kBadDate, 0.6}, {FaultKind::kMissingKey, 0.4}}), HasSubstr("100 records of at most 99"));
  EXPECT_THAT(error({{FaultKind::kBadDate, 0.1}, {FaultKind::kBadDate, 0.1}}), HasSubstr("given twice"));
  EXPECT_THAT(parse_fault("bad-data=1%").error().en, HasSubstr("there are bad-date、bad-enum"));
  EXPECT_EQ(parse_fault("bad-date=2.5%")->share, 0.025);
}

TEST(OwnProfiles, TakeThePlaceOfTheBuiltInOnes) {
  const Folder folder;
  const auto& p = program("rules/henan/2019");
  const int model = model_named(p, "申诉");
  const auto w = world(p, model, settings(500, p), "[申诉]\n申诉编号 号 X-{序:3}\n办件编号 词 P{数:2}\n判定异常时间 到件\n申诉时间 后 判定异常时间 定(3工作日)\n");
  write(*w, model, folder.at("a.ndjson"));
  const auto back = read(p, model, folder.at("a.ndjson"));
  EXPECT_TRUE(back.rejects.empty());
  EXPECT_EQ((*back.table.strings)[back.table.columns[0].codes[4]], "X-005");
  const auto judged = events(p, back.table, "判定异常时间"), appealed = events(p, back.table, "申诉时间");
  const auto calendar = calendar_of(p);
  for (size_t i = 0; i < back.table.size; ++i)
    if (appealed[i] != kNever) ASSERT_EQ(calendar.seconds_before(appealed[i]) - calendar.seconds_before(judged[i]), 3 * calendar.office_seconds());
}

TEST(OwnProfiles, FaultsAreToldWithTheirLine) {
  const auto& p = program("rules/henan/2019");
  const auto error = [&](const std::string& line) {
    auto all = standard_profile().value();
    override_with(all, parse_profile("own.profile", "[申诉]\n" + line + "\n", true).value());
    World w(p.models, calendar_of(p), std::move(all), settings(1, p));
    const auto s = w.prepare(p.models.find("申诉"));
    return s.has_error() ? s.error().en : "";
  };
  EXPECT_THAT(error("申诉钟点 到件"), HasSubstr("own.profile:2: there is no 「申诉钟点」"));
  EXPECT_THAT(error("申诉时间 猜"), HasSubstr("there is no method 「猜」"));
  EXPECT_THAT(error("申诉时间 后 判定时间 定(1时)"), HasSubstr("there is no 「判定时间」"));
  EXPECT_THAT(error("申诉时间 后 判定异常时间 定(1)"), HasSubstr("should have a unit"));
  EXPECT_THAT(error("申诉时间 词 明天"), HasSubstr("does not fit a field like 申诉时间"));
  EXPECT_THAT(error("二次评价结果 择 维持:1 改判:2"), HasSubstr("「改判」"));
  EXPECT_THAT(error("申诉时间 到件 占 2"), HasSubstr("a share from 0 to 1"));
  EXPECT_THAT(error("申诉时间 到件 每日"), HasSubstr("「每日」 is too much"));
  EXPECT_THAT(error("申诉编号 号 S{数:3}"), HasSubstr("a key needs {序:8}"));
}

}  // namespace
}  // namespace zs::generate
