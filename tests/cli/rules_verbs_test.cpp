// zs fmt, zs calendar, zs test, zs explain.
#include "tests/cli/cli_test.h"

#include <algorithm>
#include <filesystem>

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

class RulesVerbsTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("tiny.zs", kTinyRules);
    file("c.ndjson", kTinyRecords);
  }
};

TEST_F(RulesVerbsTest, ShippedFilesAreFormattedAndComeBackFromEnglish) {
  for (const char* folder : {"rules", "stdlib", "examples/permit-log/rules"}) {
    fs::create_directories(fs::path(at(folder)).parent_path());
    fs::copy(kRoot + "/" + folder, at(folder), fs::copy_options::recursive);
    EXPECT_EQ(zs({"fmt", folder}).exit, 0);
    EXPECT_EQ(zs({"fmt", "--check", folder}).exit, 0) << "idempotent";
    const std::string before = shell("find " + std::string(folder) + " -name '*.zs' | sort | xargs cat").out;
    EXPECT_EQ(zs({"fmt", "--keywords", "en", folder}).exit, 0);
    const std::string english = shell("find " + std::string(folder) + " -name '*.zs' | sort | xargs cat").out;
    EXPECT_NE(english, before);
    EXPECT_EQ(zs({"fmt", "--keywords", "en", "--check", folder}).exit, 0) << "idempotent";
    EXPECT_EQ(zs({"fmt", "--keywords", "zh", folder}).exit, 0);
    EXPECT_EQ(shell("find " + std::string(folder) + " -name '*.zs' | sort | xargs cat").out, before) << folder;
  }
}

TEST_F(RulesVerbsTest, UnwrittenIndicatorsAreCountedEverywhereAndJudgeNothing) {
  file("tiny.zs", kTinyRules + "\n指标 T-8 甲 对 办件 {\n  待编写 「等规范」\n}\n指标 T-9 乙 对 办件 { 待编写 }\n");
  const auto checked = zs({"check", "tiny.zs", "--lang", "en"});
  EXPECT_EQ(checked.exit, 0);
  EXPECT_THAT(checked.out, HasSubstr("2 of 5 indicators are not written yet:\n  tiny.zs:"));
  EXPECT_THAT(checked.out, HasSubstr(": T-8 甲（等规范）\n"));
  const auto judged = [&](const std::string& pack) {
    const auto ran = zs({"run", pack, "--cases", "c.ndjson", "--as-of", "2024-12-01T00:00:00+08:00", "--out", "f.csv", "--summary", "s.json"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("5 个指标中有 2 个待编写，不作判断：T-8、T-9"));
    EXPECT_THAT(text("s.json"), HasSubstr("\"not_written\": [\n    {\"code\": \"T-8\", \"name\": \"甲\"},\n"));
    EXPECT_THAT(text("f.csv"), Not(HasSubstr("T-8")));
  };
  judged("tiny.zs");
  EXPECT_EQ(zs({"build", "tiny.zs", "-o", "tiny.zsb"}).exit, 0);
  judged("tiny.zsb");
  EXPECT_THAT(zs({"test", "tiny.zs", "--coverage"}).out, HasSubstr("T-8 待编写"));
  EXPECT_THAT(zs({"explain", "tiny.zs", "--cases", "c.ndjson", "--case", "A1", "--indicator", "T-8"}).err, HasSubstr("待编写"));
}

TEST_F(RulesVerbsTest, FmtNamesWhatItChanges) {
  file("loose.zs", with(kTinyRules, "  名称 「小」", "名称    「小」 // 留着"));
  EXPECT_EQ(zs({"fmt", "--check", "loose.zs", "tiny.zs"}).out, "loose.zs\n");
  EXPECT_EQ(zs({"fmt", "--check", "loose.zs"}).exit, 1);
  EXPECT_EQ(zs({"fmt", "loose.zs"}).exit, 0);
  EXPECT_EQ(zs({"fmt", "--check", "loose.zs"}).exit, 0);
  EXPECT_THAT(text("loose.zs"), HasSubstr("名称 「小」  // 留着"));
  Call input;
  input.input = at("loose.zs");
  EXPECT_EQ(zs_with({"fmt", "-"}, input).out, text("loose.zs"));
  EXPECT_EQ(lines_of(text("loose.zs")).size(), lines_of(kTinyRules).size());
}

TEST_F(RulesVerbsTest, FmtLeavesWhatItCannotRead) {
  const std::string broken = with(kTinyRules, "名称 「小」", "名称 「小");
  file("broken.zs", broken);
  const auto ran = zs({"fmt", "broken.zs"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("--> broken.zs:2:"));
  EXPECT_EQ(text("broken.zs"), broken);
  EXPECT_EQ(zs({"fmt", "none.zs"}).exit, 5);
  file("gb.zs", gb18030(broken));
  EXPECT_EQ(zs({"fmt", "gb.zs"}).exit, 2);
  EXPECT_EQ(text("gb.zs"), gb18030(broken));
}

struct Asked { std::vector<std::string> arguments; int exit; std::string out, err; };

TEST_F(RulesVerbsTest, CalendarAnswers) {
  const std::string henan = kRoot + "/rules/henan/2019";
  for (const Asked& a : std::vector<Asked>{
           {{henan, "add", "2024-09-27", "3工作日"}, 0, "2024-10-08\n", ""},
           {{henan, "add", "2024/9/27", "3个工作日"}, 0, "2024-10-08\n", ""},
           {{henan, "add", "2024-09-27", "0工作日"}, 0, "2024-09-27\n", ""},
           {{henan, "add", "2024-09-27", "20自然日"}, 0, "2024-10-17\n", ""},
           {{henan, "days", "2024-09-27", "2024-10-10"}, 0, "5\n", ""},
           {{henan, "days", "2024-10-10", "2024-09-27"}, 0, "0\n", ""},
           {{"tiny.zs", "add", "2024-12-31", "1工作日"}, 0, "2025-01-01\n", "结果是暂定的"},
           {{"tiny.zs", "days", "2024-12-01", "2025-02-01"}, 0, "45\n", "结果是暂定的"},
           {{henan, "add", "2024-09-31", "3工作日"}, 2, "", "2024-09-31：没有这一天"},
           {{henan, "add", "2024-09-27", "3"}, 2, "", "3：应写作 3工作日 或 20自然日"},
           {{henan, "add", "2024-09-27"}, 2, "", "如 zs calendar PACK add"},
           {{henan, "year", "二〇二四"}, 2, "", "如 zs calendar PACK year 2024"},
           {{henan, "month", "9"}, 2, "", "没有 month；有 add、days、year、check"},
           {{henan, "check", "--calendar", "乙历"}, 2, "", "没有日历 乙历；有：国务院办公日历"},
       }) {
    auto arguments = a.arguments;
    arguments.insert(arguments.begin(), "calendar");
    const auto ran = zs(arguments);
    EXPECT_EQ(ran.exit, a.exit) << a.arguments[1];
    EXPECT_EQ(ran.out, a.out);
    EXPECT_THAT(ran.err, HasSubstr(a.err));
    if (a.err.empty()) EXPECT_EQ(ran.err, "");
  }
}

TEST_F(RulesVerbsTest, CalendarYearAndCheck) {
  const auto year = zs({"calendar", "tiny.zs", "year", "2024", "--lang", "en"});
  EXPECT_THAT(year.out, HasSubstr("2024-10  18 working days\n"));
  EXPECT_THAT(year.out, HasSubstr(".28   29+ "));
  EXPECT_THAT(year.out, HasSubstr(". 1* . 2* . 3* . 4* . 5* . 6* \n"));
  EXPECT_THAT(zs({"calendar", "tiny.zs", "year", "2024"}).out, HasSubstr("2024年10月  18 个工作日"));
  const auto good = zs({"calendar", "tiny.zs", "check"});
  EXPECT_EQ(good.exit, 0);
  EXPECT_EQ(good.out, "2024 年：放假 7 天，调休上班 1 天，工作日 258 天\n");
  file("odd.zs", with(with(kTinyRules, "至 2024\n", "至 2025\n"), "2024-09-29", "2024-09-30"));
  const auto odd = zs({"calendar", "odd.zs", "check"});
  EXPECT_EQ(odd.exit, 1);
  EXPECT_THAT(lines_of(odd.out), ElementsAre("2024-09-30 本是工作日，却列为调休上班", "2025 年没有一天放假"));
  EXPECT_EQ(zs({"calendar", kRoot + "/rules/henan/2019", "check"}).exit, 0);
}

TEST_F(RulesVerbsTest, TestsPassFailAndAreCounted) {
  const auto good = zs({"test", "tiny.zs", "--junit", "r.xml"});
  EXPECT_EQ(good.exit, 0);
  EXPECT_EQ(good.out, "1 个测试通过，0 个未通过\n");
  EXPECT_THAT(text("r.xml"), HasSubstr("tests=\"1\" failures=\"0\" errors=\"0\""));
  file("bad.zs", with(kTinyRules, "自 2024-10-09 00:00 至", "自 2024-10-08 00:00 至"));
  const auto bad = zs({"test", "bad.zs", "--junit", "r.xml", "--lang", "en"});
  EXPECT_EQ(bad.exit, 1);
  EXPECT_THAT(bad.out, HasSubstr("FAILED bad.zs:35 国庆假期不算"));
  EXPECT_THAT(bad.out, HasSubstr("0 tests passed, 1 failed"));
  EXPECT_THAT(text("r.xml"), HasSubstr("<failure message="));
  const auto none = zs({"test", "tiny.zs", "--filter", "春节"});
  EXPECT_EQ(none.exit, 0);
  EXPECT_THAT(none.err, HasSubstr("没有名称含有 春节 的测试"));
  EXPECT_EQ(zs({"test", "none"}).exit, 5);
  EXPECT_EQ(zs({"test", "tiny.zs", "--junit", "none/r.xml"}).exit, 5);
}

TEST_F(RulesVerbsTest, ExplainSaysWhy) {
  const auto explain = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"explain", "tiny.zs", "--cases", "c.ndjson"});
    return zs(more);
  };
  const auto zh = explain({"--case", "A1", "--indicator", "T-1", "--as-of", "2024-12-01"}),
             en = explain({"--case", "A1", "--indicator", "T-1", "--as-of", "2024-12-01", "--lang", "en"});
  EXPECT_EQ(zh.exit, 0);
  EXPECT_EQ(zh.err, "");
  EXPECT_THAT(zh.out, HasSubstr("2024-10-09"));
  EXPECT_THAT(zh.out, Not(HasSubstr("T-3")));
  EXPECT_NE(zh.out, en.out);
  EXPECT_THAT(explain({"--case", "A1"}).out, HasSubstr("T-3"));
  EXPECT_THAT(explain({"--case", "A1", "--format", "json"}).out, testing::StartsWith("{"));
  EXPECT_THAT(explain({"--case", "A1", "--format", "html"}).out, testing::StartsWith("<!"));
  EXPECT_THAT(explain({"--case", "A1", "--as-of", "2024-12-01", "--format", "html"}).out, Not(HasSubstr("<script")));
  struct Row { std::vector<std::string> arguments; int exit; std::string err; };
  file("bad.ndjson", "{\"编号\":\"B1\",\"受理时间\":\"x\"}\n");
  for (const Row& r : std::vector<Row>{
           {{"--case", "Z9"}, 2, "输入中没有 办件 Z9"},
           {{"--case", "A1", "--indicator", "T-9"}, 2, "没有指标 T-9；有：T-1、T-2、T-3"},
           {{"--case", "A1", "--format", "pdf"}, 2, "--format 只能是"},
           {{"--case", "A1", "--as-of", "x"}, 2, "--as-of x：不是时刻"},
           {{"--case", "B1", "--cases", "bad.ndjson"}, 3, "bad.ndjson:1: B1 被拒收：受理时间"},
           {{"--case", "A9", "--cases", "none.ndjson"}, 5, "读不了 none.ndjson"},
       }) {
    const auto ran = explain(r.arguments);
    EXPECT_EQ(ran.exit, r.exit) << r.err;
    EXPECT_EQ(ran.out, "") << r.err;
    EXPECT_THAT(ran.err, HasSubstr(r.err));
  }
}

// 受理 2024-09-27 15:00, three working days, National Day between: 9月29日（调休）、30日、10月8日.
TEST_F(RulesVerbsTest, ExplainDrawsTheCase) {
  file("tiny.zs", kTinyRules);
  file("c.ndjson", kTinyRecords);
  const auto explain = [&](std::vector<std::string> more, Call call = {}) {
    more.insert(more.begin(), {"explain", "tiny.zs", "--cases", "c.ndjson", "--case", "A1", "--indicator", "T-1", "--as-of", "2024-10-12"});
    return zs_with(more, call);
  };
  const std::string zh = explain({}).out, en = explain({"--lang", "en"}).out;
  EXPECT_THAT(zh, HasSubstr("工休班工假假假假假假假工工工"));
  EXPECT_THAT(zh, HasSubstr("到期 10-08 24:00"));
  EXPECT_THAT(zh, HasSubstr("[预警"));
  EXPECT_THAT(zh, HasSubstr("将有 红牌 10-15"));
  EXPECT_THAT(en, HasSubstr("W - M W H H H H H H H W W W"));
  EXPECT_THAT(en, HasSubstr("to come: 红牌 10-15"));
  EXPECT_THAT(zh, Not(HasSubstr("\x1b[")));  // no terminal, no colour
  const std::string json = explain({"--format", "json"}).out;
  EXPECT_THAT(json, HasSubstr("\"due\": \"2024-10-09 00:00:00\""));
  EXPECT_THAT(json, testing::ContainsRegex("\"pack_hash\": \"[0-9a-f]{64}\""));
  const std::string html = explain({"--format", "html"}).out;
  EXPECT_THAT(html, HasSubstr("到期 10-08 24:00"));
  EXPECT_THAT(html, HasSubstr("国庆节"));
  EXPECT_THAT(html, Not(HasSubstr("http://")));
  EXPECT_THAT(html, Not(HasSubstr("https://")));
  // A terminal of 120 columns: colour unless NO_COLOR says otherwise, and more room for a day.
  const std::string call = "stty cols 120; $ZS explain tiny.zs --cases c.ndjson --case A1 --indicator T-1 --as-of 2024-10-12 --lang zh";
  EXPECT_THAT(shell("script -qec '" + call + "' /dev/null").out, HasSubstr("\x1b["));
  EXPECT_THAT(shell("NO_COLOR=1 script -qec '" + call + "' /dev/null").out, Not(HasSubstr("\x1b[")));
}

/// The drawing of both regions' rules, with records worked out by hand.
TEST_F(RulesVerbsTest, ExplainDrawsBothRegions) {
  // Accepted on a Monday with 8 September as its day of start: 9, 10, 11 September count, the 12th is late.
  file("h.ndjson", R"({"办件编号":"H1","行政区划":"410403","受理时间":"2025-09-08 10:00:00","承诺时限":3,"承诺时限单位":"工作日"})");
  const auto henan = zs({"explain", kRoot + "/rules/henan/2019", "--cases", "h.ndjson", "--case", "H1", "--indicator", "HN8-1", "--as-of", "2025-09-15 09:00", "--format", "json"});
  EXPECT_EQ(henan.exit, 0) << henan.err;
  EXPECT_THAT(henan.out, HasSubstr("\"due\": \"2025-09-12 00:00:00\""));
  EXPECT_THAT(henan.out, HasSubstr("\"kind\": \"over\""));
  // 即办件: eight working hours from 10:00 end at 10:00 of the next working day; after six, at 16:00, comes the 黄牌.
  file("n.ndjson", R"({"办件编号":"N1","行政区划":"150100","办件类型":"即办件","受理时间":"2024-09-09 10:00:00"})");
  const auto neimenggu = zs({"explain", kRoot + "/rules/neimenggu/2024", "--cases", "n.ndjson", "--case", "N1", "--indicator", "NM2-1", "--as-of", "2024-09-09 11:00", "--format", "json"});
  EXPECT_EQ(neimenggu.exit, 0) << neimenggu.err;
  EXPECT_THAT(neimenggu.out, HasSubstr("\"due\": \"2024-09-10 10:00:00\""));
  EXPECT_THAT(neimenggu.out, HasSubstr("\"from\": \"2024-09-09 16:00:00\""));
}

}  // namespace
}  // namespace zs::test
