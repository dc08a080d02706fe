// Whole runs with a ledger, in SQLite and in PostgreSQL: what is told, what is kept.
#include "tests/ledger/world.h"
#include "tests/sources/tables.h"

#include <random>

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A run into NAME.csv that has begun and waits for its input, which is the shell's fd 3. It has begun soon after the temporary files of
/// its two outputs are there; after ten seconds without them the test goes on, and fails.
std::string held(const std::string& ledger, const std::string& name) {
  return "mkfifo held; $ZS run rules.zs --ledger '" + ledger + "' --as-of 2024-10-16 --out " + name + ".csv --cases - --cases-format ndjson <held & exec 3>held; for n in $(seq 200); do [ $(ls -d ." + name + ".csv.* 2>/dev/null | wc -l) -ge 2 ] && break; sleep 0.05; done; sleep 0.5; ";
}

/// The same tests for both databases.
class LedgerRuns : public LedgerTest, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    ledger_ = fresh();
  }
  std::string fresh() const {
    static int n = 0;
    if (std::string(GetParam()) == "sqlite") return fmt::format("ledger{}.db", ++n);
    return ledger_on(server(), fmt::format("l{}", ++n));
  }
  std::string ledger_;
};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerRuns, testing::Values("sqlite", "postgres"), [](const auto& info) { return std::string(info.param); });

// 8 October is the first day after the holiday. A1, accepted on the 9th: three working days are the 10th, 11th, 14th; the warning is of
// 15 October 00:00; the 16th, 17th, 18th later the red card, of the 19th. A2, accepted on the 8th and closed on the 14th: from the
// 12th to the 14th. A3 was refused and charged on the 8th, and closed in time.
TEST_P(LedgerRuns, EachChangeIsToldOnce) {
  file("a.ndjson", case_line("A1", 9) + case_line("A2", 8, 14) + case_line("A3", 8, 10, R"("结果":"不予","费用":5)"));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-12").exit, 0);
  EXPECT_THAT(told(), ElementsAre("新增 新件 A2 T-1 预警 2024-10-12", "新增 新件 A3 T-2 预警 2024-10-08"));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-12").exit, 0);
  EXPECT_THAT(told(), IsEmpty());
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-15").exit, 0);
  EXPECT_THAT(told(), ElementsAre("新增 时间 A1 T-1 预警 2024-10-15", "消除 时间 A2 T-1 预警 2024-10-12 至 2024-10-14"));
  const auto due = zs({"due", "--ledger", ledger_, "--at", "2024-10-31"});
  EXPECT_EQ(lines_of(due.out).size(), 2u) << due.out << due.err;
  EXPECT_THAT(due.out, HasSubstr("办件,A1,2024-10-19T00:00:00+08:00,2024-10-15T00:00:00+08:00"));
  ASSERT_EQ(judge_into(ledger_, "", "2024-10-20", {"--due"}).exit, 0);
  EXPECT_THAT(told(), ElementsAre("升级 时间 A1 T-1 红牌 2024-10-19 原 预警"));
  EXPECT_THAT(zs({"due", "--ledger", ledger_, "--at", "2024-12-31"}).out, testing::Not(HasSubstr("A1")));
}

/// Rules of which the ledger knows no indicator would take every card back: by mistake, most likely.
TEST_P(LedgerRuns, AnotherRuleSetIsRefusedUnlessItReplacesTheOld) {
  file("a.ndjson", case_line("A1", 9) + case_line("A2", 8, 14));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-16").exit, 0);
  const auto before = told();
  ASSERT_FALSE(before.empty());
  std::string other = kLedgerRules;
  for (size_t at; (at = other.find("指标 T-")) != std::string::npos;) other.replace(at, std::string("指标 T-").size(), "指标 U-");
  file("rules.zs", other);
  for (const std::vector<std::string>& more : {std::vector<std::string>{"--due"}, {"--due", "--lang", "en"}}) {
    const auto ran = judge_into(ledger_, "", "2024-10-17", more);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_THAT(ran.err, testing::AnyOf(HasSubstr("没有一个相同的指标"), HasSubstr("shares no indicator with")));
    EXPECT_THAT(ran.err, HasSubstr("--replace-rules"));
  }
  ASSERT_EQ(judge_into(ledger_, "", "2024-10-17", {"--due", "--replace-rules"}).exit, 0);
  EXPECT_THAT(told(), testing::Contains(HasSubstr("撤回 规则")));
}

TEST_P(LedgerRuns, DataThatCameLateTakeCardsBack) {
  file("a.ndjson", case_line("A1", 9) + case_line("B", 9));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-20").exit, 0);
  // It had been closed on the 16th: the warning ended then, the red card never was. B is not in the new data and stays.
  file("a.ndjson", case_line("A1", 9, 16));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-20").exit, 0);
  EXPECT_THAT(told(), ElementsAre("撤回 数据 A1 T-1 红牌 2024-10-19", "更正 数据 A1 T-1 预警 2024-10-15 至 2024-10-16 原 2024-10-19"));
  EXPECT_THAT(rows(ledger_, "SELECT c.key, f.card FROM zs_findings f JOIN zs_cases c ON c.id = f.case_id"), ElementsAre("A1|预警", "B|红牌", "B|预警"));
}

TEST_P(LedgerRuns, OtherRulesTakeCardsBack) {
  file("a.ndjson", case_line("A1", 9));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-16").exit, 0);
  EXPECT_THAT(told(), ElementsAre("新增 新件 A1 T-1 预警 2024-10-15"));
  file("rules.zs", with(kLedgerRules, "受理时间 后 3个工作日内", "受理时间 后 10个工作日内"));
  ASSERT_EQ(judge_into(ledger_, "", "2024-10-16", {"--due"}).exit, 0);   // no data: the ledger has them
  EXPECT_THAT(told(), ElementsAre("撤回 规则 A1 T-1 预警 2024-10-15"));
}

TEST_P(LedgerRuns, ReferencesAreKeptToo) {
  const std::string rules = with(kLedgerRules, "办结时间 未发生，发 预警", "办结时间 未发生 且 事项的宽限 = 否，发 预警");
  file("rules.zs", rules);
  file("items.ndjson", R"({"实施编码":"X","宽限":false})");
  file("a.ndjson", case_line("A1", 9, 0, R"("实施编码":"X")"));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-12", {"--refs", "事项=items.ndjson"}).exit, 0);
  const auto due = judge_into(ledger_, "", "2024-10-16", {"--due"});
  EXPECT_EQ(due.exit, 0);
  EXPECT_EQ(due.err, "");   // nothing about missing references
  EXPECT_THAT(told(), ElementsAre("新增 时间 A1 T-1 预警 2024-10-15"));
  file("items.ndjson", R"({"实施编码":"X","宽限":true})");
  ASSERT_EQ(judge_into(ledger_, "", "2024-10-16", {"--due", "--refs", "事项=items.ndjson"}).exit, 0);
  EXPECT_THAT(told(), ElementsAre("撤回 参照 A1 T-1 预警 2024-10-15"));
}

/// One code for two kinds of records, as the regulations number them.
TEST_P(LedgerRuns, ACodeOfTwoKindsHasTwoNames) {
  file("rules.zs", kLedgerRules + "指标 T-1 未收费事项 对 事项 {\n  当 宽限 = 是，发 预警\n}\n");
  file("items.ndjson", R"({"实施编码":"X","宽限":true})");
  file("a.ndjson", case_line("A1", 9));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-16", {"--cases", "事项=items.ndjson"}).exit, 0);
  EXPECT_EQ(rows(ledger_, "SELECT record, code, name FROM zs_indicators WHERE code = 'T-1'").size(), 2u);
  const auto all = text("out.csv");
  EXPECT_THAT(all, HasSubstr("A1,T-1,超时,"));
  EXPECT_THAT(all, HasSubstr("X,T-1,未收费事项,"));
}

TEST_P(LedgerRuns, TimeDoesNotGoBack) {
  file("a.ndjson", case_line("A1", 9));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-16").exit, 0);
  const auto before = state(ledger_);
  const auto ran = judge_into(ledger_, "a.ndjson", "2024-10-15");
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("已记到 2024-10-16"));
  EXPECT_THAT(judge_into(ledger_, "a.ndjson", "2024-10-15", {"--lang", "en"}).err, HasSubstr("stands at 2024-10-16"));
  EXPECT_EQ(state(ledger_), before);
}

TEST_P(LedgerRuns, PeopleWithdrawAndAppeal) {
  file("a.ndjson", case_line("A1", 9));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-16").exit, 0);
  const auto decide = [&](const char* what, std::vector<std::string> more) {
    std::vector<std::string> arguments{"ledger", ledger_, what, "--case", "A1", "--reason", "停电,不能办理", "--time", "2024-10-17 09:00"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return zs(arguments);
  };
  EXPECT_EQ(decide("appeal", {"--by", "李四", "--indicator", "T-1"}).exit, 0);
  EXPECT_EQ(decide("withdraw", {"--indicator", "T-1"}).exit, 2);               // by whom?
  EXPECT_EQ(decide("withdraw", {"--by", "张三", "--indicator", "T-2"}).exit, 2);  // no such card
  const auto early = zs({"ledger", ledger_, "withdraw", "--case", "A1", "--by", "张三", "--reason", "停电", "--time", "2024-10-14"});
  EXPECT_EQ(early.exit, 2);
  EXPECT_THAT(early.err, HasSubstr("早于这张牌的起始时刻"));
  const auto done = decide("withdraw", {"--by", "张三", "--indicator", "T-1"});
  ASSERT_EQ(done.exit, 0);
  EXPECT_THAT(done.out, HasSubstr("\n撤销,办件,A1,T-1,预警,2024-10-15T00:00:00+08:00,张三,\"停电,不能办理\",2024-10-17T09:00:00+08:00,"));   // which one it was
  const auto twice = decide("withdraw", {"--by", "张三"});
  EXPECT_EQ(twice.exit, 2);
  EXPECT_THAT(twice.err, HasSubstr("已经撤销"));
  // The warning stays withdrawn; the red card is another finding.
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-20").exit, 0);
  const auto all = zs({"ledger", ledger_, "export"}).out;
  EXPECT_THAT(all, HasSubstr("预警,2024-10-15T00:00:00+08:00,2024-10-19T00:00:00+08:00,已撤销"));
  EXPECT_THAT(all, HasSubstr("红牌,2024-10-19T00:00:00+08:00,,在案"));
  std::vector<std::string> what;
  for (const auto& line : lines_of(zs({"ledger", ledger_, "history", "--case", "A1"}).out))
    for (const char* w : {"新增", "升级", "申诉", "撤销"})
      if (line.find(std::string(",") + w + ",") != std::string::npos) what.emplace_back(w);
  EXPECT_THAT(what, ElementsAre("新增", "申诉", "撤销", "升级"));
  EXPECT_THAT(zs({"ledger", ledger_, "history", "--case", "A1"}).out, HasSubstr("张三,\"停电,不能办理\""));
  const auto unknown = zs({"ledger", ledger_, "history", "--case", "A2"});
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_THAT(unknown.err, HasSubstr("里没有办件 A2"));
}

// Limits of 10 working days: R1 took 3 (10th, 11th, 14th), R2 took 1; R3 is not closed. 1 − (3 + 1) ÷ 20 = 80%.
TEST_P(LedgerRuns, SumsUp) {
  const std::string limit = R"(,"承诺时限":10,"承诺时限单位":"工作日")";
  file("a.ndjson", case_line("R1", 9, 14, R"("行政区划":"410403","受理部门":"甲局")" + limit) + case_line("R2", 9, 10, R"("行政区划":"410403","受理部门":"乙局")" + limit) +
                       case_line("R3", 8, 0, R"("行政区划":"410402","受理部门":"甲局")" + limit));
  ASSERT_EQ(judge_into(ledger_, "a.ndjson", "2024-10-20").exit, 0);
  const auto by = [&](std::vector<std::string> dims) {
    std::vector<std::string> arguments{"ledger", ledger_, "summary", "--by"};
    arguments.insert(arguments.end(), dims.begin(), dims.end());
    return lines_of(zs(arguments).out);
  };
  EXPECT_THAT(by({"部门"}), ElementsAre("部门,收件数,办结数,办结率,法定提速率,承诺提速率,预警,红牌,在案,撤销,撤回", "乙局,1,1,100.00%,,90.00%,0,0,0,0,0", "甲局,2,1,50.00%,,70.00%,1,1,1,0,0", "合计,3,2,66.67%,,80.00%,1,1,1,0,0"));
  EXPECT_THAT(by({"区划", "月"}), ElementsAre(testing::_, "410402,2024-10,1,0,0.00%,,,1,1,1,0,0", "410403,2024-10,2,2,100.00%,,80.00%,0,0,0,0,0", "合计,,3,2,66.67%,,80.00%,1,1,1,0,0"));
  EXPECT_THAT(by({"指标"}), ElementsAre(testing::_, "T-1,,,,,,1,1,1,0,0", "合计,,,,,,1,1,1,0,0"));
  EXPECT_EQ(zs({"ledger", ledger_, "summary", "--by", "天气"}).exit, 2);
  EXPECT_EQ(zs({"ledger", ledger_, "export", "--out", "all.xlsx"}).exit, 0);
  EXPECT_EQ(shell("python3 -m zipfile -l all.xlsx | grep -c worksheets/sheet").out, "5\n");
  EXPECT_EQ(lines_of(zs({"ledger", ledger_, "runs"}).out).size(), 2u);
}

/// Any way of cutting the work into runs comes to the same state and the same changes as one run at the end.
TEST_P(LedgerRuns, SlicesComeToTheSame) {
  std::mt19937 random(20241009);
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  std::vector<std::string> cases;
  for (int i = 0; i < 40; ++i) {
    const int accepted = 8 + below(16);
    cases.push_back(case_line(fmt::format("K{:02}", i), accepted, below(3) ? accepted + below(8) : 0, below(4) ? "" : R"("结果":"不予","费用":1)"));
  }
  std::string all;
  for (const auto& c : cases) all += c;
  file("all.ndjson", all);
  const std::string one = fresh();
  ASSERT_EQ(judge_into(one, "all.ndjson", "2024-11-05").exit, 0);
  for (int round = 0; round < 3; ++round) {
    const std::string many = fresh();
    for (int day = 10; day < 31; day += 3 + below(5)) {
      std::string slice;
      for (const auto& c : cases)
        if (below(3) == 0) slice += c;
      file("slice.ndjson", slice);
      std::vector<std::string> more{"--threads", std::to_string(1 + 2 * round)};   // 1, 3, 5
      if (below(2)) more.emplace_back("--due");
      ASSERT_EQ(judge_into(many, "slice.ndjson", fmt::format("2024-10-{} {:02}:00", day, below(24)), more).exit, 0);
    }
    std::string rest;   // what no slice had
    const auto had = rows(many, "SELECT key FROM zs_cases");
    for (int i = 0; i < 40; ++i)
      if (!std::binary_search(had.begin(), had.end(), fmt::format("K{:02}", i))) rest += cases[static_cast<size_t>(i)];
    file("rest.ndjson", rest.empty() ? cases[0] : rest);
    ASSERT_EQ(judge_into(many, "rest.ndjson", "2024-11-05", {"--due"}).exit, 0);
    EXPECT_EQ(state(many), state(one)) << "round " << round;
    EXPECT_EQ(log(many), log(one)) << "round " << round;
  }
}

/// A second run while one is at work: it is refused, and the first is not disturbed. The first is held by its input, a pipe.
TEST_P(LedgerRuns, OnlyOneWritesAtATime) {
  file("a.ndjson", case_line("A1", 9));
  const auto ran = shell(held(ledger_, "first") +
                         "$ZS run rules.zs --ledger '" + ledger_ + "' --as-of 2024-10-16 --out second.csv --cases a.ndjson --lang en; echo second $?; cat a.ndjson >&3; exec 3>&-; wait $!; echo first $?");
  EXPECT_EQ(ran.out, "second 5\nfirst 0\n") << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("another run is writing"));
  EXPECT_FALSE(exists("second.csv"));
  EXPECT_THAT(told("first.csv"), ElementsAre("新增 新件 A1 T-1 预警 2024-10-15"));
}

using LedgerServer = LedgerTest;

TEST_F(LedgerServer, ALostConnectionLeavesTheOldState) {
  const std::string ledger = ledger_on(server(), "lost");
  file("a.ndjson", case_line("A1", 9));
  ASSERT_EQ(judge_into(ledger, "a.ndjson", "2024-10-12").exit, 0);
  const auto before = state(ledger);
  file("b.ndjson", case_line("B", 8));
  const auto ran = shell(held(ledger, "lost") + Server::program("psql") + " -h " + server().folder() +
                         " -U zs postgres -qAtc 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state LIKE $$idle%$$' >/dev/null; "
                         "cat b.ndjson >&3; exec 3>&-; wait $!; echo $?");
  EXPECT_EQ(ran.out, "5\n") << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("连接中断"));
  EXPECT_FALSE(exists("lost.csv"));
  EXPECT_EQ(state(ledger), before);
}

TEST_P(LedgerRuns, WhatIsNoLedgerIsSaid) {
  EXPECT_EQ(zs({"due", "--ledger", "none.db"}).exit, 5);
  file("text.db", std::string(5000, 'x'));
  file("a.ndjson", case_line("A1", 9));
  const auto ran = judge_into("text.db", "a.ndjson", "2024-10-16");
  EXPECT_EQ(ran.exit, 5);
  EXPECT_THAT(ran.err, HasSubstr("不是账本"));
  EXPECT_EQ(text("text.db"), std::string(5000, 'x'));
  if (std::string(GetParam()) == "sqlite") {
    sqlite(at("other.db"), "CREATE TABLE citizens(x)");
    const auto other = judge_into("other.db", "a.ndjson", "2024-10-16");
    EXPECT_EQ(other.exit, 2);
    EXPECT_THAT(other.err, HasSubstr("里有别的表，不是账本"));
    EXPECT_EQ(sqlite_rows(at("other.db"), "SELECT name FROM sqlite_master"), "citizens\n");
    EXPECT_EQ(judge_into("new.duckdb", "a.ndjson", "2024-10-16").exit, 2);
    EXPECT_FALSE(exists("new.duckdb"));
  }
  EXPECT_EQ(judge_into(ledger_, "", "2024-10-16").exit, 2);                       // neither cases nor --due
  EXPECT_EQ(zs({"run", "rules.zs", "--cases", "a.ndjson", "--due"}).exit, 2);     // --due without a ledger
}

}  // namespace
}  // namespace zs::test
