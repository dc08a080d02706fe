// A file of rejects goes there and back: what is corrected is judged, what is not stays rejected.
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class RetryTest : public CliTest {
 protected:
  Ran retry(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"retry", "tiny.zs"});
    arguments.insert(arguments.end(), {"--as-of", "2024-12-01"});
    return zs(arguments);
  }
  /// zs run over this file with its rejects in bad.csv.
  void reject(const std::string& name, const std::string& bytes) {
    file(name, bytes);
    ASSERT_EQ(judge({"--cases", name, "--rejects", "bad.csv", "--out", "f.csv"}).exit, 3);
  }
  /// Replaces a text in bad.csv, as whoever corrects it does.
  void correct(const std::string& from, const std::string& to) {
    std::string s = text("bad.csv");
    const size_t at = s.rfind(from);  // the original stands behind the value
    ASSERT_NE(at, std::string::npos) << from;
    file("bad.csv", s.replace(at, from.size(), to));
  }
};

const std::string kHead = "编号,受理时间,结果,费用\n";

TEST_F(RetryTest, CorrectedRecordsAreJudgedTheOthersStayRejected) {
  reject("c.csv", kHead + "A1,2024-09-27 15:00,准予,0\nA2,2024-02-30 15:00,准予,0\nA3,\"2024\n-09\",准予,0\nA4,x,准予,\"1,5\"\n");
  EXPECT_THAT(lines_of(text("bad.csv"))[1], StartsWith("c.csv,3,受理时间,2024-02-30 15:00,"));
  EXPECT_THAT(text("bad.csv"), HasSubstr(",办件,A2,record,csv,\"编号,受理时间,结果,费用\",\"A2,2024-02-30 15:00,准予,0\""));
  correct("\"A2,2024-02-30 15:00,", "\"A2,2024-09-27 15:00,");
  const auto ran = retry({"bad.csv", "--rejects", "still.csv", "--out", "more.csv", "--summary", "s.json"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A2,T-1,超时,预警"));
  EXPECT_THAT(text("s.json"), HasSubstr("\"read\": 3, \"evaluated\": 1, \"rejected\": 2"));
  const std::string still = text("still.csv");
  EXPECT_THAT(still, HasSubstr("\nc.csv,4,受理时间,\"2024\n-09\",")) << "the place is that of the first file";
  EXPECT_THAT(still, HasSubstr("\nc.csv,6,受理时间,x,"));
  // And once more, with what is left.
  file("bad.csv", with(with(still, "\"A3,\"\"2024\n-09\"\",准予,0\"", "\"A3,2024-09-27 15:00,准予,0\""), "\"A4,x,准予,\"\"1,5\"\"\"", "\"A4,2024-09-27 15:00,准予,1.5\""));
  const auto last = retry({"bad.csv", "--rejects", "still.csv", "--out", "more.csv"});
  EXPECT_EQ(last.exit, 0) << last.err;
  EXPECT_EQ(lines_of(text("still.csv")).size(), 1u);
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A3,T-1"));
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A4,T-1"));
}

TEST_F(RetryTest, WithoutACorrectionNothingChanges) {
  const std::string good = "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n";
  reject("c.ndjson", good + "{\"编号\":\"A2\",\n" + good + "{\"编号\":\"A4\",\"环节\":[{\"开始\":\"昨天\"}]}\n[1]\n");
  const std::string before = text("bad.csv");
  EXPECT_EQ(lines_of(before).size(), 5u);
  const auto ran = retry({"bad.csv", "--rejects", "still.csv", "--out", "more.csv"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(text("still.csv"), before) << "the duplicate too: the record that has its key was judged before";
  EXPECT_EQ(lines_of(text("more.csv")).size(), 1u);
}

// What could not be read stands as � in the file of rejects: nobody's name has that sign until somebody says so.
TEST_F(RetryTest, BytesThatCouldNotBeReadMustBeReplaced) {
  reject("c.csv", kHead + "A\xff,2024-09-27 15:00,准予,0\nA2,2024-09-27 15:00,准予,0\n");
  const std::string before = text("bad.csv");
  EXPECT_THAT(before, HasSubstr(",encoding,csv,"));
  EXPECT_EQ(retry({"bad.csv", "--rejects", "still.csv", "--out", "more.csv"}).exit, 3);
  EXPECT_EQ(lines_of(text("more.csv")).size(), 1u);
  EXPECT_THAT(text("still.csv"), HasSubstr("c.csv,2,"));
  EXPECT_THAT(text("still.csv"), HasSubstr("� where bytes could not be read"));
  file("bad.csv", text("still.csv"));
  correct("A\xEF\xBF\xBD,2024", "A1,2024");
  EXPECT_EQ(retry({"bad.csv", "--rejects", "still.csv", "--out", "more.csv"}).exit, 0);
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A1,T-1"));
}

TEST_F(RetryTest, EveryFormatComesBack) {
  reject("c.json", "[{\"编号\":\"A1\"},\n{\"编号\":\"A2\",\"受理时间\":\"x\"},{\"编号\" 3}]");
  correct("\"\"x\"\"", "\"\"2024-09-27 15:00\"\"");
  correct("\"\"编号\"\" 3", "\"\"编号\"\":\"\"A3\"\",\"\"受理时间\"\":\"\"2024-09-27 15:00\"\"");
  ASSERT_EQ(retry({"bad.csv", "--out", "more.csv"}).exit, 0);
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A2,T-1"));
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A3,T-1"));

  file("gb.csv", gb18030(kHead + "A1,2024-09-27 15:00,准予,0\nA2,2024-09-27 15:00,准许,0\n"));
  ASSERT_EQ(judge({"--cases", "gb.csv", "--rejects", "bad.ndjson", "--out", "f.csv"}).exit, 3);
  file("bad.ndjson", with(text("bad.ndjson"), "A2,2024-09-27 15:00,准许,0", "A2,2024-09-27 15:00,准予,0"));
  ASSERT_EQ(retry({"bad.ndjson", "--out", "more.csv"}).exit, 0);
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A2,T-1"));
}

TEST_F(RetryTest, RowsOfOtherFilesAreHandedOn) {
  file("c.csv", "编号,受理时间\nA1,2024-09-27 15:00\nA2,昨天\n");
  file("s.csv", "编号,名称,开始\nA1,审查,2024-09-27 16:00\nA2,审查,2024-09-27 16:00\nA9,审查,2024-09-27 16:00\n");
  ASSERT_EQ(judge({"--cases", "c.csv", "办件.环节=s.csv", "--rejects", "bad.csv", "--out", "f.csv"}).exit, 3);
  EXPECT_THAT(text("bad.csv"), HasSubstr("办件.环节,A9,row,json,,")) << text("bad.csv");
  EXPECT_THAT(text("bad.csv"), HasSubstr("办件,A2,record,json,,\"{\"\"编号\"\":\"\"A2\"\",\"\"受理时间\"\":\"\"昨天\"\",\"\"环节\"\":[{\"\"名称\"\":\"\"审查\"\"")) << "the record keeps its rows";
  correct("\"\"昨天\"\"", "\"\"2024-09-27 15:00\"\"");
  const auto ran = retry({"bad.csv", "--rejects", "still.csv", "--out", "more.csv"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("列表文件的行不能单独重判"));
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A2,T-1"));
  EXPECT_THAT(lines_of(text("still.csv")), ElementsAre(StartsWith("file,"), HasSubstr("办件.环节,A9,row,json,,")));
}

// References that a binding made of a source's tables are there for the corrected records too.
TEST_F(RetryTest, ReferencesComeThroughTheSameBinding) {
  file("bound.zs", R"(规则集 b.rules 版本 1 { 牌 预警 }
记录 事项 item { 键 编码 code 文本  名称 name 文本 }
记录 办件 case { 键 编号 no 文本  事项编码 item 文本 引用 事项 ?  受理时间 accepted 时刻 事件 ?  治理 受理时间 }
指标 B-1 已受理 对 办件 { 当 受理时间 已发生 且 事项的名称 = 「许可」，发 预警  理由 「{编号}」 }
绑定 库 对 事项 { 主表 items  字段 编码 自 c  字段 名称 自 n }
)");
  file("db/items.csv", "c,n\nX,许可\n");
  file("c.csv", "编号,事项编码,受理时间\nA1,X,昨天\n");
  const std::vector<std::string> references{"--refs", "事项=db", "--binding", "库", "--as-of", "2024-12-01"};
  const auto call = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), references.begin(), references.end());
    return zs(arguments);
  };
  ASSERT_EQ(call({"run", "bound.zs", "--cases", "c.csv", "--rejects", "bad.csv", "--out", "f.csv"}).exit, 3);
  correct("A1,X,昨天", "A1,X,2024-09-27 15:00");
  const auto ran = call({"retry", "bound.zs", "bad.csv", "--out", "more.csv"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("more.csv"), HasSubstr("办件,A1,B-1"));
}

TEST_F(RetryTest, FilesThatAreNoRejects) {
  file("tiny.zs", kTinyRules);
  EXPECT_THAT(zs({"retry", "tiny.zs"}).err, HasSubstr("缺少 --rejects 写出的文件"));
  file("x.csv", "a,b\n1,2\n");
  const auto ran = retry({"x.csv"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("x.csv"));
  EXPECT_EQ(retry({"none.csv"}).exit, 5);
}

// The file is read twice: for the kinds of its records, and for the records.
TEST_F(RetryTest, TablesAndOtherFormatsAreRefused) {
  for (const char* name : {"a.sqlite#r", "a.sqlite", "a.duckdb#r", "r.parquet", "postgres://localhost/x#r"}) {
    const auto ran = zs({"retry", "tiny.zs", name, "--lang", "en"});
    EXPECT_EQ(ran.exit, 2) << name;
    EXPECT_THAT(ran.err, HasSubstr("export tables and other formats to CSV first")) << name;
  }
}

TEST_F(RetryTest, AStreamIsRefused) {
  reject("c.csv", kHead + "A2,x,准予,0\n");
  for (const char* line : {"$ZS retry tiny.zs - <bad.csv", "mkfifo p.csv; $ZS retry tiny.zs p.csv", "cat bad.csv | $ZS retry tiny.zs /dev/stdin"}) {
    const auto ran = shell(line);
    EXPECT_EQ(ran.exit, 2) << line;
    EXPECT_THAT(ran.err, HasSubstr("是流，只能读一遍"));
  }
  EXPECT_THAT(shell("$ZS retry tiny.zs - --lang en <bad.csv").err, HasSubstr("- is a stream"));
}

TEST_F(RetryTest, DueGoesWithALedger) {
  reject("c.csv", kHead + "A2,x,准予,0\n");
  const auto ran = retry({"bad.csv", "--due"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("--due 要和 --ledger 一起用"));
}

TEST_F(RetryTest, RejectsDoNotDependOnThreads) {
  std::string data = kHead;
  for (int i = 0; i < 3000; ++i) data += "K" + std::to_string(i % 2900) + "," + (i % 11 ? "2024-09-27" : "x") + ",准予," + (i % 13 ? "0" : "0,0") + "\n";
  file("c.csv", data);
  std::string first;
  for (const char* threads : {"1", "2", "7"}) {
    EXPECT_EQ(judge({"--cases", "c.csv", "--rejects", "bad.csv", "--out", "f.csv", "--threads", threads}).exit, 3);
    const std::string now = text("bad.csv") + text("f.csv");
    if (first.empty()) first = now;
    EXPECT_EQ(now, first) << threads;
  }
}

class UnresolvedTest : public CliTest {};

TEST_F(UnresolvedTest, AreNoRejectsAreCountedAndListed) {
  const std::string data = kRoot + "/examples/henan";
  file("items.ndjson", "{\"实施编码\":\"X\"}\n");
  file("c.ndjson", "{\"办件编号\":\"A1\",\"实施编码\":\"X\"}\n{\"办件编号\":\"A2\",\"实施编码\":\"Y\"}\n{\"办件编号\":\"A3\"}\n{\"办件编号\":\"A4\",\"实施编码\":\"Y\"}\n");
  const std::vector<std::string> call{"run", kRoot + "/rules/henan/2019", "--cases", "c.ndjson", "--refs", "事项=items.ndjson", "--out", "f.csv", "--summary", "s.json"};
  auto listed = call;
  listed.insert(listed.end(), {"--unresolved", "u.csv"});
  const auto zh = zs(listed);
  EXPECT_EQ(zh.exit, 0) << zh.err;
  EXPECT_THAT(zh.err, HasSubstr("办件.实施编码 在 事项 中查不到 2 处；全部在 u.csv"));
  EXPECT_THAT(lines_of(text("u.csv")), ElementsAre("record,key,field,value", "办件,A2,实施编码,Y", "办件,A4,实施编码,Y"));
  EXPECT_THAT(text("s.json"), HasSubstr("\"unresolved\": [{\"field\": \"办件.实施编码\", \"reference\": \"事项\", \"count\": 2}]"));
  auto english = call;
  english.insert(english.end(), {"--lang", "en"});
  EXPECT_THAT(zs(english).err, HasSubstr("2 of 办件.实施编码 not in 事项; --unresolved FILE lists them all"));
}

}  // namespace
}  // namespace zs::test
