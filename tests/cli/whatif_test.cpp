// --set and --reading, zs sweep, and where results say that they come from.
#include "tests/cli/cli_test.h"

#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kRules = kRoot + "/rules/neimenggu/2024";
const std::string kCases = kRoot + "/examples/neimenggu/cases.ndjson";
const std::string kItems = "事项=" + kRoot + "/examples/neimenggu/items.ndjson";

class WhatIfTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("c.ndjson", kTinyRecords);
    file("tiny.zs", kTinyRules);
  }
  Ran run(std::vector<std::string> more) const {
    std::vector<std::string> all{"run", "tiny.zs", "--cases", "c.ndjson", "--as-of", "2024-12-01"};
    all.insert(all.end(), more.begin(), more.end());
    return zs(all);
  }
};

TEST_F(WhatIfTest, ASettingIsAnEdit) {
  file("edited.zs", with(kTinyRules, "受理时间 后 3个工作日内", "受理时间 后 1个工作日内"));
  ASSERT_EQ(run({"--set", "T-1/3个工作日=1个工作日", "--out", "set.csv"}).exit, 0);  // both places of the indicator
  file("edited.zs", with(with(kTinyRules, "后 3个工作日内", "后 1个工作日内"), "持续 超过 3个工作日", "持续 超过 1个工作日"));
  ASSERT_EQ(zs({"run", "edited.zs", "--cases", "c.ndjson", "--as-of", "2024-12-01", "--out", "edited.csv"}).exit, 0);
  EXPECT_EQ(text("set.csv"), text("edited.csv"));  // the pack hash is a column
}

TEST_F(WhatIfTest, WhatCannotBeSetIsSaid) {
  EXPECT_EQ(run({"--set", "T-1/9个工作日=1个工作日"}).exit, 2);
  EXPECT_THAT(run({"--set", "T-1/9个工作日=1个工作日"}).err, HasSubstr("T-1/3个工作日"));  // what there is
  EXPECT_THAT(run({"--set", "无此"}).err, HasSubstr("应写成 名称=值"));
  EXPECT_THAT(run({"--set", "T-1/3个工作日=1个工作日", "--set", "T-1/3个工作日=2个工作日"}).err, HasSubstr("改了两次"));
  EXPECT_THAT(run({"--reading", "无此=甲"}).err, HasSubstr("E0229"));
  const auto broken = run({"--set", "T-1/3个工作日=三个月"});
  EXPECT_EQ(broken.exit, 2);
  EXPECT_THAT(broken.err, HasSubstr("tiny.zs:25"));
  ASSERT_EQ(zs({"build", "tiny.zs", "-o", "tiny.zsb"}).exit, 0);
  EXPECT_THAT(zs({"run", "tiny.zsb", "--cases", "c.ndjson", "--set", "T-1/3个工作日=1个工作日"}).err, HasSubstr("字节码"));
}

TEST_F(WhatIfTest, AParameterOfSeveralIndicatorsNeedsItsOwner) {
  file("two.zs", with(with(kTinyRules, "当 受理时间 后 3个工作日内", "参数 期 = 3个工作日\n  当 受理时间 后 期 内"), "指标 T-2 不予而收费 对 办件 {", "指标 T-2 不予而收费 对 办件 {\n  参数 期 = 1"));
  const auto r = zs({"run", "two.zs", "--cases", "c.ndjson", "--set", "期=2个工作日"});
  EXPECT_EQ(r.exit, 2);
  EXPECT_THAT(r.err, HasSubstr("T-1/期、T-2/期"));
  EXPECT_EQ(zs({"run", "two.zs", "--cases", "c.ndjson", "--set", "超时/期=2个工作日"}).exit, 0);
}

TEST_F(WhatIfTest, ExplainTakesThem) {
  const auto there = zs({"explain", "tiny.zs", "--cases", "c.ndjson", "--case", "A1", "--indicator", "T-1", "--as-of", "2024-12-01", "--set", "T-1/3个工作日=1个工作日", "--format", "json"});
  ASSERT_EQ(there.exit, 0) << there.err;
  const auto j = json::parse(there.out);
  EXPECT_EQ(j["indicators"][0]["cards"][0]["onset"], "2024-09-30 00:00:00");
  EXPECT_EQ(j["provenance"]["settings"][0], "T-1/3个工作日=1个工作日");
  EXPECT_EQ(j["provenance"]["calendars"][0]["name"], "甲历");
  EXPECT_EQ(j["provenance"]["fingerprint"].get<std::string>().size(), 32u);
}

TEST_F(WhatIfTest, ProvenanceIsBesideTheFindings) {
  ASSERT_EQ(run({"--out", "f.csv", "--summary", "s.json", "--schedule", "n.csv"}).exit, 0);
  const auto j = json::parse(text("f.csv.provenance.json"));
  EXPECT_EQ(j["pack"]["ruleset"], "t.tiny");
  EXPECT_EQ(j["pack"]["calendars"][0]["name"], "甲历");
  EXPECT_EQ(j["as_of"], "2024-12-01T00:00:00+08:00");
  EXPECT_EQ(j["cases"][0]["read"], 4);
  EXPECT_EQ(j["outputs"]["schedule"], "n.csv");
  EXPECT_EQ(json::parse(text("s.json"))["provenance"], j);
  EXPECT_THAT(text("f.csv"), HasSubstr(j["pack"]["hash"].get<std::string>()));
}

// The fingerprint is of the records, not of the file: another order of columns, another format, the same.
TEST_F(WhatIfTest, TheFingerprintIsOfTheRecords) {
  const auto fingerprint = [&](const std::string& cases) {
    EXPECT_EQ(zs({"run", "tiny.zs", "--cases", cases, "--as-of", "2024-12-01", "--out", "p.csv"}).exit, 0);
    return json::parse(text("p.csv.provenance.json"))["cases"][0]["fingerprint"].get<std::string>();
  };
  file("a.csv", "编号,受理时间,费用\nA,2024-09-27 15:00,3\nB,2024-09-28 15:00,\n");
  file("b.csv", "fee,no,accepted,备注\n3.0,A,2024/9/27 15:00:00,无\n,B,20240928150000,\n");
  file("b.ndjson", "{\"编号\":\"A\",\"受理时间\":\"2024-09-27 15:00\",\"费用\":3,\"环节\":[]}\n{\"no\":\"B\",\"accepted\":\"2024-09-28T15:00:00+08:00\"}\n");
  file("order.csv", "编号,受理时间,费用\nB,2024-09-28 15:00,\nA,2024-09-27 15:00,3\n");
  file("other.csv", "编号,受理时间,费用\nA,2024-09-27 15:00,3\nB,2024-09-28 15:01,\n");
  const auto a = fingerprint("a.csv");
  EXPECT_EQ(fingerprint("b.csv"), a);
  EXPECT_EQ(fingerprint("b.ndjson"), a);
  EXPECT_NE(fingerprint("order.csv"), a);
  EXPECT_NE(fingerprint("other.csv"), a);
}

TEST_F(WhatIfTest, SweepCountsWhatRunsCount) {
  const auto swept = zs({"sweep", kRules, "--vary", "NM1-1/24小时=6..24小时", "--step", "6", "--cases", kCases, "--refs", kItems, "--as-of", "2024-12-31", "--max-rejects", "10", "--out", "sweep.ndjson"});
  ASSERT_EQ(swept.exit, 0) << swept.err;
  EXPECT_THAT(swept.out, HasSubstr("（现行）"));
  std::map<std::string, uint64_t> counted;
  for (const auto& line : lines_of(text("sweep.ndjson")))
    if (const auto j = json::parse(line); j["indicator"] == "NM1-1" && j["card"] == "黄牌") counted[j["value"]] = j["shown"];
  ASSERT_EQ(counted.size(), 4u);
  for (const auto& [value, shown] : counted) {
    ASSERT_EQ(zs({"run", kRules, "--set", "NM1-1/24小时=" + value, "--cases", kCases, "--refs", kItems, "--as-of", "2024-12-31", "--max-rejects", "10", "--out", "f.csv"}).exit, 0);
    std::set<std::string> keys;
    for (const auto& row : lines_of(text("f.csv")))
      if (row.find(",NM1-1,") != std::string::npos && row.find(",黄牌,") != std::string::npos) keys.insert(row.substr(0, row.find(",NM1-1,")));
    EXPECT_EQ(keys.size(), shown) << value;
  }
  EXPECT_GT(counted.at("6小时"), 0u);
}

TEST_F(WhatIfTest, SweepRefusesWhatIsNoRange) {
  const auto sweep = [&](const std::string& vary) { return zs({"sweep", "tiny.zs", "--cases", "c.ndjson", "--vary", vary}); };
  EXPECT_THAT(sweep("T-1/3个工作日=").err, HasSubstr("应写成 名称=值"));
  EXPECT_THAT(sweep("T-1/3个工作日=甲..5个工作日").err, HasSubstr("不是数"));
  EXPECT_THAT(sweep("T-1/3个工作日=1小时..5个工作日").err, HasSubstr("单位不同"));
  EXPECT_THAT(sweep("T-1/3个工作日=5..1个工作日").err, HasSubstr("没有值"));
  EXPECT_EQ(sweep("T-1/3个工作日=1..9000个工作日").exit, 4);
  EXPECT_THAT(sweep("T-9/3个工作日=1..2个工作日").err, HasSubstr("E0236"));
}

}  // namespace
}  // namespace zs::test
