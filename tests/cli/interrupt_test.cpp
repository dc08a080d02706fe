// Ctrl-C: what was done so far is written under another name and says that it is not all.
#include "tests/cli/cli_test.h"

#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class InterruptTest : public CliTest {
 protected:
  /// zs run reads many records and the half of one more from a pipe, then gets the signals, one after another.
  Ran interrupted(const std::string& signals, const std::string& more) {
    file("tiny.zs", kTinyRules);
    file("f.csv", "old\n");
    std::string many = "{\"编号\":\"A1\",\"受理时间\":\"x\"}\n";
    for (int i = 0; i < kMany; ++i) many += "{\"编号\":\"N" + std::to_string(i) + "\",\"受理时间\":\"2024-09-10 15:00:00\",\"备注\":\"" + std::string(200, 'x') + "\"}\n";
    file("many.ndjson", many + "{\"编号\":\"A3\"");
    return shell(
        "mkfifo p.ndjson; \"$ZS\" run tiny.zs --as-of 2024-12-01 --cases p.ndjson --out f.csv " + more + " & p=$!; exec 3> p.ndjson\n"
        "cat many.ndjson >&3; sleep 0.7; for s in " + signals + "; do kill -$s $p; done; wait $p; echo $?");
  }
  static constexpr int kMany = 20'000;  // more than what is looked at to tell the encoding
};

TEST_F(InterruptTest, WhatWasDoneIsWrittenAndDeclared) {
  const auto ran = interrupted("INT", "--rejects r.csv --summary s.json");
  EXPECT_EQ(ran.out, "130\n") << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("条，其结果在 f.partial.csv，并不完整；f.csv 没有改动"));
  EXPECT_EQ(text("f.csv"), "old\n");
  const auto summary = nlohmann::json::parse(text("s.partial.json")), origin = nlohmann::json::parse(text("f.partial.csv.provenance.json"));
  EXPECT_EQ(summary["complete"], false);
  const auto read = summary["records"]["read"].get<size_t>(), judged = summary["records"]["evaluated"].get<size_t>();
  EXPECT_GT(judged, 0u);
  EXPECT_LE(read, size_t{kMany} + 1) << "the half of a record is none";
  EXPECT_EQ(read, judged + 1);
  EXPECT_EQ(lines_of(text("f.partial.csv")).size(), 1 + 3 * judged) << "two cards of T-1 and one of T-3 each";
  EXPECT_THAT(lines_of(text("r.partial.csv")), ElementsAre(StartsWith("file,"), StartsWith("p.ndjson,1,受理时间,x,")));
  EXPECT_EQ(origin["complete"], false);
  EXPECT_EQ(origin["outputs"]["findings"], "f.partial.csv");
  EXPECT_THAT(names(), ElementsAre("f.csv", "f.partial.csv", "f.partial.csv.provenance.json", "many.ndjson", "p.ndjson", "r.partial.csv", "s.partial.json", "tiny.zs"));
}

TEST_F(InterruptTest, ATerminationIsTheSame) {
  const auto ran = interrupted("TERM", "--lang en");
  EXPECT_EQ(ran.out, "143\n");
  EXPECT_THAT(ran.err, HasSubstr("records were read; what they gave is in f.partial.csv and is not complete; f.csv was left as it was"));
}

TEST_F(InterruptTest, TheSecondSignalEndsAtOnce) {
  const auto ran = interrupted("INT INT TERM", "");
  EXPECT_THAT(ran.out, testing::AnyOf("130\n", "143\n"));
  EXPECT_EQ(text("f.csv"), "old\n");
}

TEST_F(InterruptTest, AWholeRunSaysSo) {
  file("c.ndjson", kTinyRecords);
  ASSERT_EQ(judge({"--cases", "c.ndjson", "--out", "f.csv", "--summary", "s.json"}).exit, 0);
  EXPECT_EQ(nlohmann::json::parse(text("s.json"))["complete"], true);
  EXPECT_EQ(nlohmann::json::parse(text("f.csv.provenance.json"))["complete"], true);
}

TEST_F(InterruptTest, ProgressTellsBytesAndTime) {
  file("c.ndjson", kTinyRecords);
  const auto ran = judge({"--cases", "c.ndjson", "--progress", "json"});
  const auto last = nlohmann::json::parse(lines_of(ran.err).back());
  EXPECT_EQ(last["bytes"], text("c.ndjson").size());
  EXPECT_EQ(last["bytes_total"], text("c.ndjson").size());
  EXPECT_EQ(last["seconds_left"], 0);
  EXPECT_EQ(last["done"], true);
  Call call;
  call.input = at("c.ndjson");
  const auto piped = judge({"--cases", "-", "--cases-format", "ndjson", "--progress", "json"}, call);
  EXPECT_EQ(nlohmann::json::parse(lines_of(piped.err).back())["bytes_total"], nullptr) << "nobody knows how much is to come";
}

}  // namespace
}  // namespace zs::test
