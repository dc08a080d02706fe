// The same records in every format, encoding and packing give the same findings; the findings are the same in every format.
#include "io/duckdb/database.h"
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::HasSubstr;

const std::string kHead = "编号,受理时间,办结时间,结果,费用,环节\n";
/// kTinyRecords, with the list as JSON in a cell.
const std::string kCsv = kHead +
                         "A1,2024-09-27 15:00:00,,准予,0,\n"
                         "A2,2024-09-27 15:00,2024-09-28 15:00,不予,12.5,\"[{\"\"名称\"\":\"\"审查\"\",\"\"开始\"\":\"\"2024-09-27 16:00:00\"\"},{\"\"名称\"\":\"\"制证\"\"}]\"\n"
                         "A3,2024-09-27 15:00,2024-09-28 15:00,2,,\n"
                         "A4,2024-11-28 10:00:00,,1,3,\"[{\"\"name\"\":\"\"审查\"\",\"\"begun\"\":\"\"2024-11-28 10:00\"\"}]\"\n";

/// The same again, as a table of DuckDB with real types.
const char* kTable = R"(
SELECT * FROM (VALUES
 ('A1', TIMESTAMP '2024-09-27 15:00:00', NULL::TIMESTAMP, '准予', 0.0::DOUBLE, NULL::STRUCT(名称 VARCHAR, 开始 TIMESTAMP)[]),
 ('A2', TIMESTAMP '2024-09-27 15:00:00', TIMESTAMP '2024-09-28 15:00:00', '2', 12.5,
  [{'名称': '审查', '开始': TIMESTAMP '2024-09-27 16:00:00'}, {'名称': '制证', '开始': NULL}]),
 ('A3', TIMESTAMP '2024-09-27 15:00:00', TIMESTAMP '2024-09-28 15:00:00', '不予', NULL, NULL),
 ('A4', TIMESTAMP '2024-11-28 10:00:00', NULL, '1', 3.0, [{'名称': '审查', '开始': TIMESTAMP '2024-11-28 10:00:00'}])
) AS t(no, 受理时间, 办结时间, result, 费用, 环节))";

std::string json_list(const std::string& ndjson) {
  std::string s = "[";
  for (const auto& line : lines_of(ndjson)) s += (s.size() > 1 ? ",\n" : "") + line;
  return s + "]";
}

class FormatsTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("c.ndjson", kTinyRecords);
    expected = judge({"--cases", "c.ndjson"});
  }
  void sql(const std::string& text) {
    auto db = duck::Database::open();
    ASSERT_TRUE(db);
    const auto done = db->run(text, ErrorKind::kInternal, "", "sql");
    ASSERT_TRUE(done) << done.error().en;
  }
  void expect_same(std::vector<std::string> arguments, Call call = {}) {
    const std::string what = arguments.back();
    const auto ran = judge(std::move(arguments), std::move(call));
    EXPECT_EQ(ran.exit, 0) << what << ran.err;
    EXPECT_EQ(ran.err, "") << what;
    EXPECT_EQ(ran.out, expected.out) << what;
  }
  Ran expected;
};

TEST_F(FormatsTest, FindingsAreTheseInThisOrder) {
  EXPECT_EQ(expected.exit, 0);
  EXPECT_EQ(expected.err, "");
  std::vector<std::string> rows;
  for (const auto& line : lines_of(expected.out)) rows.push_back(line.substr(0, line.find(",,", line.find("+08:00"))));
  const std::vector<std::string> heads{"record,key,indicator,name,card,onset",
                                       "办件,A1,T-1,超时,预警,2024-10-09T00:00:00+08:00,2024-10-15T00:00:00+08:00,已消除",
                                       "办件,A1,T-1,超时,红牌,2024-10-15T00:00:00+08:00,,在案",
                                       "办件,A1,T-3,缺环节,预警,2024-09-27T15:00:00+08:00,,在案",
                                       "办件,A2,T-2,不予而收费,预警,2024-09-27T15:00:00+08:00,,在案",
                                       "办件,A2,T-3,缺环节,预警,2024-09-27T15:00:00+08:00,2024-09-27T16:00:00+08:00,已消除",
                                       "办件,A3,T-3,缺环节,预警,2024-09-27T15:00:00+08:00,,在案"};
  const auto lines = lines_of(expected.out);
  ASSERT_EQ(lines.size(), heads.size()) << expected.out;
  for (size_t i = 0; i < heads.size(); ++i) EXPECT_THAT(lines[i], testing::StartsWith(heads[i]));
}

TEST_F(FormatsTest, CsvJsonAndParquet) {
  expect_same({"--cases", file("c.csv", kCsv)});
  expect_same({"--cases", file("c.json", json_list(kTinyRecords))});
  expect_same({"--cases", file("pretty.json", with(json_list(kTinyRecords), "{", "\n {\n  "))});
  sql("COPY (" + std::string(kTable) + ") TO '" + at("c.parquet") + "' (FORMAT parquet)");
  expect_same({"--cases", "c.parquet"});
}

TEST_F(FormatsTest, SeparatorsLineEndsAndAsciiNames) {
  std::string tabs, crlf;
  for (char c : std::string("no\taccepted\tdone\tresult\tfee\nA1\t2024-09-27 15:00\t\t1\t0\n")) tabs += c;
  for (const auto& line : lines_of(kCsv)) crlf += line + "\r\n";
  expect_same({"--cases", file("crlf.csv", crlf)});
  file("t.tsv", tabs);
  const auto ran = judge({"--cases", "t.tsv"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(lines_of(ran.out).size(), 4u) << "A1's rows";
}

TEST_F(FormatsTest, EncodingsAreToldApart) {
  expect_same({"--cases", file("bom.csv", "\xef\xbb\xbf" + kCsv)});
  expect_same({"--cases", file("gb.csv", gb18030(kCsv))});
  expect_same({"--cases", file("gb.csv", gb18030(kCsv)), "--encoding", "gb18030"});
  expect_same({"--cases", file("bom.ndjson", "\xef\xbb\xbf" + kTinyRecords)});
  expect_same({"--cases", file("gb.ndjson", gb18030(kTinyRecords))});
  expect_same({"--cases", file("gb.json", gb18030(json_list(kTinyRecords)))});
}

TEST_F(FormatsTest, PackedFiles) {
  file("c.csv", kCsv);
  sql("COPY (" + std::string(kTable) + ") TO '" + at("c.parquet") + "' (FORMAT parquet)");
  ASSERT_EQ(shell("gzip -k c.csv c.ndjson c.parquet && zstd -q c.csv c.ndjson").exit, 0);
  for (const char* name : {"c.csv.gz", "c.ndjson.gz", "c.csv.zst", "c.ndjson.zst", "c.parquet.gz"}) expect_same({"--cases", name});
  ASSERT_EQ(shell("head -n 2 c.ndjson | gzip > two.ndjson.gz && tail -n +3 c.ndjson | gzip >> two.ndjson.gz").exit, 0);
  expect_same({"--cases", "two.ndjson.gz"});
}

TEST_F(FormatsTest, StandardInput) {
  file("c.csv", kCsv);
  ASSERT_EQ(shell("gzip -k c.csv").exit, 0);
  Call call;
  call.input = at("c.csv");
  expect_same({"--cases", "-", "--cases-format", "csv"}, call);
  call.input = at("c.csv.gz");
  expect_same({"--cases", "-", "--cases-format", "csv"}, call);
  call.input = at("c.ndjson");
  expect_same({"--cases-format", "ndjson", "--cases", "办件=-"}, call);
  const auto unsaid = judge({"--cases", "-"}, call);
  EXPECT_EQ(unsaid.exit, 2);
  EXPECT_THAT(unsaid.err, HasSubstr("--cases-format"));
}

TEST_F(FormatsTest, GlobsAndSeveralFiles) {
  const auto lines = lines_of(kTinyRecords);
  file("part-1.ndjson", lines[0] + "\n" + lines[1] + "\n");
  file("part-2.ndjson", lines[2] + "\n" + lines[3]);
  expect_same({"--cases", "part-*.ndjson"});
  expect_same({"--cases", "part-1.ndjson", "part-2.ndjson"});
  expect_same({"--cases", "part-1.ndjson", "--cases", "办件=part-2.ndjson"});
  const auto none = judge({"--cases", "none-*.csv"});
  EXPECT_EQ(none.exit, 5);
  EXPECT_THAT(none.err, HasSubstr("没有符合 none-*.csv 的文件"));
}

TEST_F(FormatsTest, ListsInAFileOfTheirOwn) {
  std::string parents = "no,accepted,done,result,fee\n";
  parents += "A1,2024-09-27 15:00,,1,0\nA2,2024-09-27 15:00,2024-09-28 15:00,2,12.5\nA3,2024-09-27 15:00,2024-09-28 15:00,2,\nA4,2024-11-28 10:00,,1,3\n";
  file("p.csv", parents);
  file("steps.csv", "编号,名称,开始\nA4,审查,2024-11-28 10:00\nA2,审查,2024-09-27 16:00\nA2,制证,\n");
  expect_same({"--cases", "办件=p.csv", "办件.环节=steps.csv"});
  expect_same({"--cases", "p.csv", "--cases", "case.steps=steps.csv"});
  file("steps.csv", "编号,名称,开始\nA4,审查,2024-11-28 10:00\nA9,审查,2024-09-27\nA2,审查,2024-09-27 16:00\n,制证,\nA2,制证,2024-13-01\n");
  const auto ran = judge({"--cases", "p.csv", "办件.环节=steps.csv", "--rejects", "bad.csv"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(text("bad.csv"), HasSubstr("steps.csv,3,编号,A9,没有这个键的办件"));
  EXPECT_THAT(text("bad.csv"), HasSubstr("steps.csv,5,编号,,缺少所属记录的键"));
  EXPECT_THAT(text("bad.csv"), HasSubstr("steps.csv,6,环节.开始,2024-13-01"));
}

/// One CSV of what is in a file of findings, by DuckDB.
TEST_F(FormatsTest, FindingsAreTheSameInCsvNdjsonAndParquet) {
  for (const char* name : {"f.csv", "f.ndjson", "f.parquet"}) ASSERT_EQ(judge({"--cases", "c.ndjson", "--out", name}).exit, 0) << name;
  EXPECT_EQ(text("f.csv"), expected.out);
  sql("COPY (SELECT * FROM read_parquet('" + at("f.parquet") + "')) TO '" + at("again.csv") + "' (FORMAT csv, HEADER)");
  EXPECT_EQ(text("again.csv"), expected.out);
  const auto rows = lines_of(text("f.ndjson"));
  ASSERT_EQ(rows.size() + 1, lines_of(expected.out).size());
  EXPECT_THAT(rows[0], testing::StartsWith(R"({"record":"办件","key":"A1","indicator":"T-1","name":"超时","card":"预警","onset":"2024-10-09T00:00:00+08:00",)"));
  EXPECT_THAT(rows[1], HasSubstr(R"("cleared":null,"status":"在案","next_change":null,"provisional":)"));
}

TEST_F(FormatsTest, ThreadsAndEnginesDoNotChangeAByte) {
  std::string many;
  for (int i = 0; i < 3000; ++i)
    many += R"({"编号":"N)" + std::to_string(i) + R"(","受理时间":"2024-09-)" + std::to_string(10 + i % 20) + R"( 15:00:00","结果":"不予","费用":)" + std::to_string(i % 3) + "}\n";
  file("many.ndjson", many);
  const auto one = judge({"--cases", "many.ndjson", "--threads", "1", "--lang", "en"});
  EXPECT_GT(lines_of(one.out).size(), 3000u);
  EXPECT_EQ(judge({"--cases", "many.ndjson", "--threads", "2", "--lang", "en"}).out, one.out);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--engine", "oracle"}).out, expected.out);
}

}  // namespace
}  // namespace zs::test
