// Tables of tests: what they may say, and what is said of each mistake.
#include "oracle/oracle.h"
#include "testing/expected.h"
#include "testing/table.h"
#include "testing/verdict.h"
#include "tests/testing/pack.h"

namespace zs::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

sheets::Sheet sheet(std::vector<std::vector<std::string>> rows) {
  sheets::Sheet s;
  for (size_t i = 0; i < rows.size(); ++i) s.rows.push_back({i + 1, std::move(rows[i])});
  return s;
}

bool passes(const Small& small, const Case& c) {
  return judge(small.program(), c, oracle::evaluate(small.program(), {&c.data.records, c.data.pointers}, c.as_of)).passed;
}

std::string problem(const std::vector<std::vector<std::string>>& rows) {
  const Small small;
  const auto t = read_table(small.program(), sheet(rows), "t.csv");
  EXPECT_THAT(t.problems, SizeIs(1));
  return t.problems.empty() ? "" : "第" + std::to_string(t.problems[0].row) + "行 " + t.problems[0].what.zh;
}

TEST(TestTable, RowsAreCases) {
  const Small small;
  const auto t = read_table(small.program(),
                            sheet({{"测试", "受理时间", "done", "费用", "事项.免费", "编码", "截至", "T-1", "期望", "备注"},
                                   {"晚了", "2024-09-27 15:00", "", "", "", "", "", "预警 自 2024-10-09 00:00 至 2024-10-15 00:00；红牌 自 2024-10-15 在案", "", "随便写"},
                                   {"晚了，截至当时", "2024-09-27 15:00", "", "", "", "", "2024-10-09", "预警 自 2024-10-09 00:00 在案"},
                                   {"收了费", "2024-09-27 15:00", "2024-09-27 16:00", "100.5", "是", "A", "", "不亮牌", "T-2 预警 自 2024-09-27 15:00"},
                                   {"费用不知道", "2024-09-27 15:00", "2024-09-27 16:00", "", "是", "A", "", "", "T-2：无法判定（费用）"},
                                   {"什么都没有", "2024-09-27 15:00", "2024-09-27 16:00", "1", "是", "A", "", "", "不亮牌"}}),
                            "t.csv");
  EXPECT_THAT(t.problems, IsEmpty());
  ASSERT_THAT(t.cases, SizeIs(5));
  for (const auto& c : t.cases) EXPECT_TRUE(passes(small, c)) << c.name;
  EXPECT_EQ(t.cases[0].place(), "t.csv:2");
  EXPECT_EQ(t.cases[0].expect.size(), 2u);
  EXPECT_FALSE(t.cases[0].every_card);
  EXPECT_TRUE(t.cases[4].every_card);
}

TEST(TestTable, WrongExpectationsFail) {
  const Small small;
  const std::vector<std::string> head = {"测试", "受理时间", "T-1", "期望"};
  const auto t = read_table(small.program(),
                            sheet({head, {"晚一秒", "2024-09-27 15:00", "预警 自 2024-10-09 00:00:01；红牌"}, {"少一张", "2024-09-27 15:00", "预警 自 2024-10-09"}, {"没有", "2024-09-27 15:00", "不亮牌"},
                                   {"另一个指标的牌", "2024-09-27 15:00", "", "不亮牌"}, {"不是无法判定", "2024-09-27 15:00", "无法判定"}, {"止错了", "2024-09-27 15:00", "预警 自 2024-10-09 至 2024-10-16；红牌"}}),
                            "t.csv");
  EXPECT_THAT(t.problems, IsEmpty());
  ASSERT_THAT(t.cases, SizeIs(6));
  for (const auto& c : t.cases) EXPECT_FALSE(passes(small, c)) << c.name;
}

TEST(TestTable, AnotherRecordKind) {
  const Small small;
  const auto t = read_table(small.program(), sheet({{"test", "at", "stars", "expect"}, {"two stars", "2024-05-01 10:00", "2", "T-3 预警 自 2024-05-01 10:00 处置 回访"}, {"three stars", "2024-05-01 10:00", "3", "no card"}}), "t.csv");
  EXPECT_THAT(t.problems, IsEmpty());
  ASSERT_THAT(t.cases, SizeIs(2));
  for (const auto& c : t.cases) EXPECT_TRUE(passes(small, c)) << c.name;
}

TEST(TestTable, MistakesSayWhereAndWhat) {
  const std::vector<std::string> head = {"测试", "受理时间", "费用", "截至", "T-1", "期望"};
  EXPECT_THAT(problem({{"受理时间", "T-1"}, {"2024-05-13", "红牌"}}), HasSubstr("第1行 没有测试表头"));
  EXPECT_EQ(problem({{"测试", "受里时间", "T-1"}, {"一", "2024-05-13", "红牌"}}), "第1行 B 列“受里时间”：不认识的列；应是办件的字段、事项.字段、指标编号、测试、截至 或 期望；是不是 受理时间？");
  EXPECT_THAT(problem({{"测试", "事项.免废", "T-1"}}), HasSubstr("B 列“事项.免废”：事项没有字段「免废」；是不是 事项.免费？"));
  EXPECT_THAT(problem({{"测试", "评价.星级", "T-1"}}), HasSubstr("评价不是办件的参考表"));
  EXPECT_THAT(problem({{"测试", "T-1", "T-3"}}), HasSubstr("C 列“T-3”：这个指标判定评价，表里判定的是办件"));
  EXPECT_THAT(problem({{"测试", "T-1", "T-1"}}), HasSubstr("这个列名出现了两次"));
  EXPECT_EQ(problem({head, {"一", "2024-05-13", "", "", "蓝牌"}}), "第2行 E 列“T-1”：不认识「蓝牌」；这里应写 预警、红牌、不亮牌 或 无法判定（字段），牌后可接“自 2024-10-08 00:00 至 …”");
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "红牌 自 五月"}}), HasSubstr("第2行 E 列“T-1”：「五月」不是时刻；应如 2024-10-08"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "红牌 自 2024-10-08 至 2024-10-01"}}), HasSubstr("“至”的时刻不在“自”之后"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "红牌 预警"}}), HasSubstr("「预警」多余"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "无法判定（时限）"}}), HasSubstr("没有字段「时限」"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "", "T-l 红牌"}}), HasSubstr("第2行 F 列“期望”：办件没有指标「T-l」；是不是 T-1？"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "", "红牌"}}), HasSubstr("每一项先写指标编号"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "昨天", "红牌"}}), HasSubstr("第2行 D 列“截至”：「昨天」不是时刻"));
  EXPECT_THAT(problem({head, {"一", "5月13日", "", "", "红牌"}}), HasSubstr("第2行 B 列“受理时间”：「5月13日」"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "十元", "", "红牌"}}), HasSubstr("第2行 C 列“费用”：「十元」"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13"}}), HasSubstr("第2行 没有写期望"));
  EXPECT_THAT(problem({head, {"一", "2024-05-13", "", "", "红牌", "", "多"}}), HasSubstr("这一行比表头长：G 列起"));
  EXPECT_THAT(problem({{"测试", "评价时间", "T-3"}, {"一", "2024-05-13", "预警 处置 回防"}}), HasSubstr("C 列“T-3”：这张牌没有处置「回防」"));
  EXPECT_THAT(problem({{"测试", "星级", "T-3"}, {"一", "2", "预警"}}), HasSubstr("第2行 评价.评价时间：必填，却没有值；请加一列 评价时间"));
  EXPECT_THAT(problem({{"测试", "事项.免费", "T-1"}, {"一", "是", "红牌"}}), HasSubstr("给了事项的字段，却不知道是哪一行：请加一列 编码"));
}

TEST(TestTable, EveryMistakeIsTold) {
  const Small small;
  const auto t = read_table(small.program(), sheet({{"测试", "受理时间", "T-1"}, {"一", "五月", "蓝牌"}, {"二", "2024-05-13", "绿牌"}}), "t.csv");
  EXPECT_THAT(t.problems, SizeIs(3));
  EXPECT_THAT(t.problems[0].what.en, HasSubstr("column C “T-1”: “蓝牌” is no expectation"));
}

TEST(ExpectedCell, EnglishWordsToo) {
  const Small small;
  auto cell = read_expected(small.program(), "预警 from 2024-10-09 until 2024-10-15; 红牌 from 2024-10-15 00:00 on the table", 1, 0);
  ASSERT_TRUE(std::holds_alternative<ExpectedCell>(cell));
  const auto& e = std::get<ExpectedCell>(cell).expect;
  ASSERT_THAT(e, SizeIs(2));
  EXPECT_TRUE(e[0].from && e[0].until && !e[0].open_end);
  EXPECT_TRUE(e[1].from && !e[1].until && e[1].open_end);
}

TEST(Workbook, ExcelCellsAreReadAsShown) {
  const auto sheets = sheets::read(ZS_SOURCE_DIR "/tests/testing/data/用例.xlsx");
  ASSERT_TRUE(sheets) << sheets.error().en;
  ASSERT_THAT(*sheets, SizeIs(2));
  EXPECT_FALSE(is_test_table((*sheets)[0]));
  const auto& s = (*sheets)[1];
  EXPECT_EQ(s.name, "用例");
  EXPECT_TRUE(is_test_table(s));
  ASSERT_THAT(s.rows, SizeIs(4));
  EXPECT_THAT(s.rows[2].cells, ElementsAre("当日办结", "2024-09-27 15:00:00", "2024-09-27 16:30:05", "0.5", "小时", "2024-09-28", "", "不亮牌", "", "[{\"名称\": \"审查\", \"开始\": \"2024-09-27 15:10\"}]"));
  EXPECT_EQ(s.rows[3].cells[3], "10");
  const Small small;
  const auto t = read_table(small.program(), s, "用例.xlsx");
  ASSERT_THAT(t.problems, IsEmpty()) << t.problems[0].what.zh;
  ASSERT_THAT(t.cases, SizeIs(3));
  EXPECT_EQ(t.cases[0].place(), "用例.xlsx[用例]:2");
  EXPECT_EQ(t.cases[2].name, "第4行");
  EXPECT_FALSE(passes(small, t.cases[0]));  // the red card that follows is not expected
  EXPECT_TRUE(passes(small, t.cases[1]));
}

TEST(Workbook, SharedAndRichTextsAndTheOtherCalendar) {
  const auto sheets = sheets::read(ZS_SOURCE_DIR "/tests/testing/data/富文本.xlsx");
  ASSERT_TRUE(sheets) << sheets.error().en;
  ASSERT_THAT(*sheets, SizeIs(1));
  const auto& s = (*sheets)[0];
  EXPECT_EQ(s.name, "表&一");
  ASSERT_THAT(s.rows, SizeIs(3));
  EXPECT_THAT(s.rows[1].cells, ElementsAre("一半粗体 的名字", "2024-05-13 10:00:01", "1234.5", "是", "红牌"));
  EXPECT_EQ(s.rows[2].number, 4u);
  EXPECT_THAT(s.rows[2].cells, ElementsAre("隔一行", "", "1000000000000000"));
}

TEST(Workbook, WhatIsNoWorkbookIsSaid) {
  EXPECT_EQ(sheets::read("none.xlsx").error().kind, ErrorKind::kIo);
  const std::string path = ::testing::TempDir() + "no-book.xlsx";
  FILE* f = std::fopen(path.c_str(), "w");
  std::fputs("a,b\n", f), std::fclose(f);
  const auto s = sheets::read(path);
  ASSERT_FALSE(s);
  EXPECT_THAT(s.error().zh, HasSubstr("不是能读的 Excel 工作簿"));
}

TEST(Workbook, ColumnsHaveLetters) {
  EXPECT_EQ(sheets::column_letters(0), "A");
  EXPECT_EQ(sheets::column_letters(25), "Z");
  EXPECT_EQ(sheets::column_letters(26), "AA");
  EXPECT_EQ(sheets::column_letters(701), "ZZ");
  EXPECT_EQ(sheets::column_letters(702), "AAA");
}

}  // namespace
}  // namespace zs::testing
