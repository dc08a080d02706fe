// zs test: tables, frozen answers, how failures are shown, coverage, mutation, watching.
#include "tests/cli/cli_test.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using nlohmann::json;

class TestingTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("tiny.zs", kTinyRules);
    file("pack/tiny.zs", kTinyRules);
    file("c.ndjson", kTinyRecords);
  }
};

const std::string kTable =
    "测试,受理时间,办结时间,结果,费用,T-1,期望\n"
    "没有办结,2024-09-27 15:00,,,,预警 自 2024-10-09 至 2024-10-15；红牌 自 2024-10-15 在案,\n"
    "不予而收费,2024-09-27 15:00,2024-09-27 16:00,不予,1,不亮牌,T-2 预警；T-3 预警\n";

TEST_F(TestingTest, TablesOfThePackRunByThemselves) {
  file("pack/tests/t.csv", kTable);
  file("pack/tests/other.csv", "编号,备注\n1,不是测试\n");
  const auto good = zs({"test", "pack"});
  EXPECT_EQ(good.exit, 0) << good.out << good.err;
  EXPECT_EQ(good.out, "3 个测试通过，0 个未通过\n");
  file("pack/tests/t.csv", with(kTable, "T-2 预警；", ""));
  const auto bad = zs({"test", "pack", "--junit", "r.xml"});
  EXPECT_EQ(bad.exit, 1);
  EXPECT_THAT(bad.out, AllOf(HasSubstr("未通过 pack/tests/t.csv:3 不予而收费"), HasSubstr("得到 T-2: 预警"), HasSubstr("2 个测试通过，1 个未通过")));
  EXPECT_THAT(text("r.xml"), AllOf(HasSubstr("<testsuite name=\"pack\" tests=\"1\" failures=\"0\""), HasSubstr("<testsuite name=\"pack/tests/t.csv\" tests=\"2\" failures=\"1\""), HasSubstr("classname=\"pack/tests/t.csv:3\"")));
}

TEST_F(TestingTest, TablesAreNamedAndEncodedAsOfficesDo) {
  file("t.csv", "\xEF\xBB\xBF" + kTable);
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "t.csv"}).out, HasSubstr("3 个测试通过"));
  file("gb.csv", gb18030(kTable));
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "gb.csv"}).out, HasSubstr("3 个测试通过"));
  const auto english = zs({"test", "tiny.zs", "--table", "t.csv", "--lang", "en", "--filter", "收费"});
  EXPECT_EQ(english.out, "1 tests passed, 0 failed\n");
}

TEST_F(TestingTest, WorkbooksOfExcelRunAsTheyAre) {
  const std::string fields = "  费用 fee 小数 ?\n", more = "  承诺时限 promise 期限 单位 承诺时限单位 promise_unit ?\n";
  file("pack/tiny.zs", with(kTinyRules, fields, fields + more));
  file("pack/tests/用例.xlsx", read_file(kRoot + "/tests/testing/data/用例.xlsx"));
  file("pack/tests/~$用例.xlsx", "what Excel keeps beside an open workbook");
  const auto ran = zs({"test", "pack"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("未通过 pack/tests/用例.xlsx[用例]:2 三个工作日"), HasSubstr("    = T-1: 预警 自 2024-10-09 00:00:00\n    + 得到 T-1: 红牌 自 2024-10-15 00:00:00 在案"), HasSubstr("未通过 pack/tests/用例.xlsx[用例]:4 第4行"),
                             HasSubstr("2 个测试通过，2 个未通过")));
}

TEST_F(TestingTest, BrokenTablesSayWhereAndWhatAndNothingRuns) {
  file("bad.csv", "测试,受理时间,T-1\n一,五月,预警\n二,2024-05-13,蓝牌\n");
  const auto bad = zs({"test", "tiny.zs", "--table", "bad.csv"});
  EXPECT_EQ(bad.exit, 2);
  EXPECT_EQ(bad.out, "");
  EXPECT_THAT(bad.err, AllOf(HasSubstr("bad.csv 第 2 行：B 列“受理时间”：「五月」"), HasSubstr("bad.csv 第 3 行：C 列“T-1”：不认识「蓝牌」")));
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "bad.csv", "--lang", "en"}).err, HasSubstr("bad.csv row 3: column C “T-1”"));
  file("odd.csv", "测试,受理时间,T-1\n\"一,2024\n");
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "odd.csv"}).err, HasSubstr("odd.csv 第 2 行：引号没有闭合"));
  file("none.csv", "甲,乙\n1,2\n");
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "none.csv"}).err, HasSubstr("没有测试表头"));
  EXPECT_EQ(zs({"test", "tiny.zs", "--table", "gone.csv"}).exit, 5);
  file("no.xlsx", "x");
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "no.xlsx"}).err, HasSubstr("不是能读的 Excel 工作簿"));
}

TEST_F(TestingTest, ANewTableHasAllFieldsAndIndicators) {
  EXPECT_EQ(zs({"test", "tiny.zs", "--new-table", "n.csv"}).exit, 0);
  EXPECT_EQ(text("n.csv"), "\xEF\xBB\xBF测试,编号,受理时间,办结时间,结果,费用,环节,截至,T-1,T-2,T-3,期望\r\n");
  file("n.csv", text("n.csv") + "一,,2024-09-27 15:00,2024-09-27 16:00,,,,,不亮牌,,,\r\n");
  EXPECT_THAT(zs({"test", "tiny.zs", "--table", "n.csv"}).out, HasSubstr("2 个测试通过"));
  EXPECT_EQ(zs({"test", "tiny.zs", "--new-table", "n.xlsx"}).exit, 2);
}

TEST_F(TestingTest, FailuresShowTimelineAndWhatDecided) {
  file("bad.zs", with(kTinyRules, "自 2024-10-09 00:00 至", "自 2024-10-08 00:00 至"));
  const auto bad = zs({"test", "bad.zs"});
  EXPECT_EQ(bad.exit, 1);
  EXPECT_THAT(bad.out, HasSubstr("                2024-10-08 00:00  10-09 00:00  10-15 00:00\n"
                                 "    期望 T-1    |预警==========================|红牌========>\n"
                                 "    得到 T-1                      |预警========|红牌========>\n"));
  EXPECT_THAT(bad.out, HasSubstr("决定于 "));
  EXPECT_THAT(bad.out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(zs({"test", "bad.zs", "--lang", "en"}).out, AllOf(HasSubstr("expected T-1"), HasSubstr("decided by ")));
}

TEST_F(TestingTest, JobsDoNotChangeTheOutput) {
  const std::string pack = kRoot + "/rules/henan/2019";
  file("t.csv", "测试,受理时间,承诺时限,承诺时限单位,HN8-1\n对,2024-05-13 10:00,10,工作日,不亮牌\n错,2024-05-13 10:00,10,工作日,红牌\n");
  const auto one = zs({"test", pack, "--table", "t.csv", "--jobs", "1"}), four = zs({"test", pack, "--table", "t.csv", "--jobs", "4"});
  EXPECT_EQ(one.exit, 1);
  EXPECT_EQ(one.out, four.out);
  EXPECT_THAT(one.out, HasSubstr("2 个未通过"));
}

TEST_F(TestingTest, FrozenAnswersAreComparedAsCards) {
  const auto first = zs({"test", "pack", "--update", "--cases", "c.ndjson", "--as-of", "2024-12-01", "--name", "十二月"});
  EXPECT_EQ(first.exit, 0) << first.err;
  EXPECT_THAT(first.out, StartsWith("已固化 pack/tests/frozen/十二月.json：4 条记录（拒收 0）"));
  EXPECT_THAT(text("pack/tests/frozen/十二月.json"), HasSubstr("\"cases\": [\"../../../c.ndjson\"]"));
  EXPECT_EQ(zs({"test", "pack"}).out, "2 个测试通过，0 个未通过\n");
  file("pack/tiny.zs", with(kTinyRules, "3个工作日内", "2个工作日内"));
  const auto changed = zs({"test", "pack", "--filter", "十二月"});
  EXPECT_EQ(changed.exit, 1);
  EXPECT_THAT(changed.out, AllOf(HasSubstr("未通过 pack/tests/frozen/十二月.json 十二月"), HasSubstr("    A1\n    - 固化 T-1: 预警 自 2024-10-09 00:00:00"), HasSubstr("+ 现在 T-1: 预警 自 2024-10-01 00:00:00"),
                                 HasSubstr("理由 2024-09-27 15:00:00受理")));
  EXPECT_THAT(changed.out, Not(HasSubstr("{")));
  const auto renewed = zs({"test", "pack", "--update"});
  EXPECT_EQ(renewed.exit, 0);
  EXPECT_THAT(renewed.out, HasSubstr("处有变化"));
  EXPECT_EQ(zs({"test", "pack", "--filter", "十二月"}).exit, 0);
  file("c.ndjson", kTinyRecords.substr(0, kTinyRecords.find('\n') + 1));
  EXPECT_THAT(zs({"test", "pack", "--filter", "十二月"}).out, HasSubstr("数据变了：固化时 4 条"));
}

TEST_F(TestingTest, FreezingSaysWhatIsMissing) {
  EXPECT_THAT(zs({"test", "pack", "--update"}).err, HasSubstr("还没有固化答案；先用 --update --cases"));
  EXPECT_EQ(zs({"test", "pack", "--update", "--cases", "gone.ndjson"}).exit, 5);
  EXPECT_EQ(zs({"test", "pack", "--update", "--cases", "c.ndjson", "--as-of", "x"}).exit, 2);
  EXPECT_EQ(zs({"test", "pack", "--update", "--cases", "c.ndjson", "--name", "a/b"}).exit, 2);
  EXPECT_EQ(zs({"test", "pack", "--cases", "c.ndjson"}).exit, 2);
  file("x.json", "{}");
  EXPECT_EQ(zs({"test", "pack", "--frozen", "x.json"}).exit, 2);
  EXPECT_EQ(zs({"test", "pack", "--frozen", "gone.json"}).exit, 5);
}

TEST_F(TestingTest, CoverageInThreeForms) {
  const auto shown = zs({"test", "tiny.zs", "--coverage"});
  EXPECT_EQ(shown.exit, 0);
  EXPECT_THAT(shown.out, AllOf(HasSubstr("tiny.zs:29: T-2 没有测试"), HasSubstr("覆盖：指标 1/3，牌 2/4")));
  for (const auto& order : std::vector<std::vector<std::string>>{{"test", "tiny.zs", "--coverage", "c.html", "c.json"}, {"test", "--coverage", "c.html", "c.json", "tiny.zs"}}) {
    EXPECT_EQ(zs(order).exit, 0);
    EXPECT_THAT(text("c.html"), AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr("lang=\"zh-CN\""), HasSubstr("T-2 没有测试")));
    EXPECT_EQ(json::parse(text("c.json"))["totals"]["indicators"]["all"], 3);
    std::filesystem::remove(at("c.html")), std::filesystem::remove(at("c.json"));
  }
}

TEST_F(TestingTest, ShippedPacksAreCovered) {
  for (const char* pack : {"/rules/henan/2019", "/rules/neimenggu/2024", "/rules/neimenggu/2024-procedure"}) {
    const auto ran = zs({"test", kRoot + pack, "--coverage", "c.json"});
    ASSERT_EQ(ran.exit, 0) << pack << ran.out << ran.err;
    const auto j = json::parse(text("c.json"));
    EXPECT_EQ(j["totals"]["indicators"]["full"], j["totals"]["indicators"]["all"]) << pack;
    EXPECT_EQ(j["totals"]["cards"]["full"], j["totals"]["cards"]["all"]) << pack;
    EXPECT_GT(j["totals"]["conditions"]["all"], 10) << pack;
    EXPECT_GT(j["totals"]["boundaries"]["all"], 3) << pack;
    // Every mutant of what is shipped is seen, or noted as equivalent with its reason.
    const auto mutated = zs({"test", kRoot + pack, "--mutate"});
    EXPECT_EQ(mutated.exit, 0) << mutated.out;
  }
}

TEST_F(TestingTest, MutantsThatSurviveAreReported) {
  const auto ran = zs({"test", "tiny.zs", "--mutate", "m.json"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("存活 tiny.zs:30 T-2"), HasSubstr("改动：0 改为 1"), HasSubstr("可加的测试："), HasSubstr("个存活")));
  EXPECT_THAT(ran.out, Not(HasSubstr("改动：3工作日 改为 4工作日")));
  const auto j = json::parse(text("m.json"));
  EXPECT_EQ(j["mutants"].get<int>(), j["killed"].get<int>() + j["survived"].get<int>() + j["accepted"].get<int>());
  EXPECT_EQ(zs({"test", "tiny.zs", "--mutate", "--jobs", "3"}).out, zs({"test", "tiny.zs", "--mutate", "--jobs", "1"}).out);
  // Without T-2 and T-3 the tests see every mutant.
  file("one.zs", kTinyRules.substr(0, kTinyRules.find("指标 T-2")) + kTinyRules.substr(kTinyRules.find("测试 ")));
  const auto all = zs({"test", "one.zs", "--mutate"});
  EXPECT_EQ(all.exit, 0) << all.out;
  EXPECT_THAT(all.out, HasSubstr("0 个存活"));
  file("bad.zs", with(kTinyRules, "自 2024-10-09 00:00 至", "自 2024-10-08 00:00 至"));
  EXPECT_THAT(zs({"test", "bad.zs", "--mutate"}).err, HasSubstr("没有做变异"));
}

TEST_F(TestingTest, WatchingRunsAgainAndEndsCleanly) {
  const auto ran = shell("\"" + kZs + "\" test pack --watch > w.txt 2>&1 & pid=$!\n"
                         "line() { for i in $(seq 200); do [ $(wc -l < w.txt) -ge $1 ] && return; sleep 0.05; done; }\n"
                         "line 1; sed -i 's/自 2024-10-09 00:00 至/自 2024-10-08 00:00 至/' pack/tiny.zs; line 2\n"
                         "mkdir -p pack/tests; printf '测试,T-1\\n一,绿牌\\n' > pack/tests/t.csv; line 4\n"
                         "kill -INT $pid; wait $pid; echo exit $?");
  const auto lines = lines_of(text("w.txt"));
  ASSERT_GE(lines.size(), 4u) << text("w.txt");
  EXPECT_THAT(lines[0], HasSubstr("✓ 1 个测试通过"));
  EXPECT_THAT(lines[1], AllOf(HasSubstr("✗ 0 个通过，1 个未通过"), HasSubstr("国庆假期不算")));
  EXPECT_THAT(text("w.txt"), HasSubstr("✗ 规则或测试表有错误"));
  EXPECT_THAT(ran.out, HasSubstr("exit 0"));
}

TEST_F(TestingTest, ActionsCanBeExpected) {
  const std::string rules = with(kTinyRules, "费用 > 0，发 预警", "费用 > 0，发 预警，处置 人工监察");
  const std::string test = "测试 \"处置\" {\n  给定 办件 { 编号 \"X\"  受理时间 2024-09-27 15:00  办结时间 2024-09-27 16:00  结果 不予  费用 1 }\n  期望 T-2: 预警 自 2024-09-27 15:00 在案 处置 人工监察\n}\n";
  file("a.zs", rules + test);
  const auto good = zs({"test", "a.zs"});
  EXPECT_EQ(good.exit, 0) << good.out << good.err;
  file("b.zs", with(rules, "处置 人工监察", "处置 人工监察、暂停") + test);
  const auto bad = zs({"test", "b.zs"});
  EXPECT_EQ(bad.exit, 1);
  EXPECT_THAT(bad.out, AllOf(HasSubstr("- 期望 T-2: 预警 自 2024-09-27 15:00:00 在案 处置 人工监察\n"), HasSubstr("处置 人工监察、暂停")));
  file("c.zs", rules + with(test, "在案 处置 人工监察", "在案 处置 人工监查"));
  const auto typo = zs({"check", "c.zs"});
  EXPECT_EQ(typo.exit, 2);
  EXPECT_THAT(typo.err + typo.out, AllOf(HasSubstr("E0210"), HasSubstr("人工监察")));
}

TEST_F(TestingTest, OptionsThatDoNotGoTogetherAreRefused) {
  for (const auto& a : std::vector<std::vector<std::string>>{{"test"}, {"test", "--coverage"}, {"test", "tiny.zs", "pack", "--table", "t.csv"}, {"test", "tiny.zs", "--watch", "--mutate"}, {"test", "tiny.zs", "pack", "--coverage", "x.html"}})
    EXPECT_EQ(zs(a).exit, 2) << a.back();
}

}  // namespace
}  // namespace zs::test
