// Frozen answers: written, read, compared.
#include "oracle/oracle.h"
#include "testing/frozen.h"
#include "testing/timeline.h"
#include "tests/testing/pack.h"

#include <filesystem>
#include <fstream>

namespace zs::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

FrozenFile sample() {
  FrozenFile f;
  f.path = "x.json", f.record = "办件", f.cases = {"c.ndjson"}, f.refs = {{"事项", "i.ndjson"}}, f.as_of = "2024-12-01T00:00:00+08:00", f.judged = 3, f.rejected = 1;
  f.records = {{"A1", {{"T-1", "预警", "2024-10-09 00:00:00", "2024-10-15 00:00:00", "晚\"了", "第八条", {"提醒"}}}, {}}, {"A2", {}, {{"T-2", {"费用"}}}}};
  return f;
}

std::string write(const std::string& name, const std::string& text) {
  const std::string path = ::testing::TempDir() + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(Frozen, WhatIsWrittenIsRead) {
  const FrozenFile f = sample();
  const auto read = read_frozen(write("frozen.json", frozen_json(f)));
  ASSERT_TRUE(read) << read.error().en;
  EXPECT_EQ(read->record, f.record);
  EXPECT_EQ(read->cases, f.cases);
  EXPECT_EQ(read->refs, f.refs);
  EXPECT_EQ(read->as_of, f.as_of);
  EXPECT_EQ(read->judged, 3u);
  EXPECT_EQ(read->rejected, 1u);
  ASSERT_THAT(read->records, SizeIs(2));
  EXPECT_EQ(read->records[0].cards, f.records[0].cards);
  EXPECT_EQ(read->records[1].undecided, f.records[1].undecided);
}

TEST(Frozen, WhatIsNoneIsSaid) {
  EXPECT_EQ(read_frozen("none.json").error().kind, ErrorKind::kIo);
  for (const char* text : {"", "[]", "{\"zs_frozen\": 9}", "{\"zs_frozen\": 1}", "not json"}) {
    const auto read = read_frozen(write("bad.json", text));
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::kUsage) << text;
    EXPECT_THAT(read.error().zh, HasSubstr("--update"));
  }
}

TEST(Frozen, DifferencesAreCardsDatesAndReasons) {
  const Small s;
  const auto old = sample().records;
  EXPECT_THAT(differences(s.program(), old, old, true), IsEmpty());
  auto now = old;
  now[0].cards[0].from = "2024-10-10 00:00:00";
  auto d = differences(s.program(), old, now, false);
  ASSERT_THAT(d, SizeIs(1));
  EXPECT_EQ(d[0].record, "A1");
  EXPECT_EQ(d[0].expected.zh, "T-1: 预警 自 2024-10-09 00:00:00 至 2024-10-15 00:00:00");
  EXPECT_EQ(d[0].got.zh, "T-1: 预警 自 2024-10-10 00:00:00 至 2024-10-15 00:00:00");
  now = old;
  now[0].cards[0].reason = "另一句";
  EXPECT_THAT(differences(s.program(), old, now, false), IsEmpty());
  d = differences(s.program(), old, now, true);
  ASSERT_THAT(d, SizeIs(1));
  EXPECT_THAT(d[0].why.zh, HasSubstr("晚\"了"));
  EXPECT_THAT(d[0].why.zh, HasSubstr(" → 另一句"));
  now = old;
  now[1].undecided.clear(), now[1].cards.push_back({"T-2", "红牌", "2024-09-27 00:00:00", "", "", "", {}});
  d = differences(s.program(), old, now, true);
  ASSERT_THAT(d, SizeIs(2));
  EXPECT_TRUE(d[0].expected.zh.empty());
  EXPECT_EQ(d[0].got.zh, "T-2: 红牌 自 2024-09-27 00:00:00");
  EXPECT_EQ(d[1].expected.zh, "T-2: 无法判定 缺 费用");
  now = {old[0]};
  EXPECT_THAT(differences(s.program(), old, now, true), SizeIs(1));
}

TEST(Frozen, AnswersComeFromAReport) {
  const Small s;
  FrozenFile f;
  f.path = write("data.json", ""), f.record = "办件", f.cases = {"frozen-cases.ndjson"};
  write("frozen-cases.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27 15:00\",\"费用\":1}\n{\"编号\":\"A2\",\"受理时间\":\"2024-09-27 15:00\",\"费用\":1,\"办结时间\":\"2024-09-27 16:00\"}\n{\"编号\":\"A3\",\"受理时间\":\"x\"}\n");
  uint64_t rejected = 0;
  auto c = load_frozen(s.program(), f, true, &rejected);
  ASSERT_TRUE(c) << c.error().en;
  EXPECT_EQ(rejected, 1u);
  const auto report = oracle::evaluate(s.program(), {&c->data.records, c->data.pointers}, c->as_of);
  const auto now = answers(s.program(), c->data, report, true);
  ASSERT_THAT(now, SizeIs(1));  // nothing is said of A2
  EXPECT_EQ(now[0].key, "A1");
  EXPECT_THAT(now[0].cards, SizeIs(2));
  EXPECT_FALSE(judge(s.program(), *c, report).passed);
  c->frozen = now;
  EXPECT_TRUE(judge(s.program(), *c, report).passed);
  // Other data than were frozen are told as such.
  EXPECT_TRUE(load_frozen(s.program(), f, false)->broken);
}

TEST(Timeline, ExpectedAndGotStandUnderEachOther) {
  const Small s(R"(
测试 "晚一天" {
  给定 办件 { 编号 "A"  受理时间 2024-09-27 15:00 }
  期望 T-1: 预警 自 2024-10-10 00:00 至 2024-10-15 00:00
  期望 T-1: 红牌 自 2024-10-15 00:00 在案
}
)");
  const auto cases = s.cases();
  const Case& c = cases[0];
  const auto report = oracle::evaluate(s.program(), {&c.data.records, c.data.pointers}, c.as_of);
  DrawOptions o;
  o.indent = "";
  EXPECT_EQ(draw_timeline(s.program(), c, 0, report, o),
            "            2024-10-09 00:00  10-10 00:00  10-15 00:00\n"
            "期望 T-1                      |预警========|红牌========>\n"
            "得到 T-1    |预警==========================|红牌========>\n");
}

TEST(Timeline, WidthsAreThoseOfATerminal) {
  EXPECT_EQ(display_width("ab"), 2u);
  EXPECT_EQ(display_width("红牌"), 4u);
  EXPECT_EQ(display_width("é…"), 2u);
}

}  // namespace
}  // namespace zs::testing
