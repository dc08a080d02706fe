// Tables of a source made records by a binding: the same findings, and rejects that name the table, the row and the column.
#include "tests/cli/cli_test.h"

#include <algorithm>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kRules = R"(规则集 b.rules 版本 1 { 牌 预警 }
记录 办件 case {
  键 编号 no 文本
  结果 result 枚举 { 准予 = 1；不予 = 2 } ?
  受理时间 accepted 时刻 事件 ?
  金额 fee 小数 ?
  来源 origin 文本 ?
  环节 steps 列表 { 名称 step 文本  开始时间 begun 时刻 事件 ? } ?
  治理 受理时间
}
指标 B-1 已受理 对 办件 { 当 受理时间 已发生 且 有 环节 其（名称 = 「审查」），发 预警  理由 「{编号}」 }
绑定 库 对 办件 {
  主表 main
  连表 ends 按 c ?
  子表 环节 自 steps 按 c 排序 n ? { 字段 名称 自 s  字段 开始时间 自 b 格式 「yyyyMMddHHmmss」 }
  字段 编号 自 no
  字段 受理时间 自 at 格式 「yyyyMMddHHmmss」
  字段 结果 自 ends的r 代码 { 准予 = A、B；不予 = X }
  字段 金额 自 fee ?
  字段 来源 = 库里
}
)";

class BindingTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("r.zs", kRules);
    file("db/main.csv", "no,at,fee\nA1,20240501090000,1.5\nA2,20240502090000,\nA3,,3\n");
    file("db/ends.csv", "c,r\nA2,X\nA1,A\n");
    file("db/steps.ndjson", "{\"c\":\"A1\",\"n\":10,\"s\":\"审查\",\"b\":\"20240503100000\"}\n{\"c\":\"A1\",\"n\":9,\"s\":\"受理\",\"b\":\"20240501090000\"}\n");
  }
  Ran run(std::vector<std::string> more = {}) const {
    std::vector<std::string> all{"run", "r.zs", "--cases", "办件=db", "--binding", "库", "--as-of", "2024-12-01", "--rejects", "bad.csv", "--out", "f.csv"};
    all.insert(all.end(), more.begin(), more.end());
    return zs(all);
  }
};

TEST_F(BindingTest, GivesTheFindingsOfTheSameCasesAsRecords) {
  const auto ran = run();
  ASSERT_EQ(ran.exit, 0) << ran.err;
  file("c.ndjson", R"({"no":"A1","accepted":"2024-05-01 09:00:00","result":"准予","fee":1.5,"origin":"库里","steps":[{"step":"受理","begun":"2024-05-01 09:00:00"},{"step":"审查","begun":"2024-05-03 10:00:00"}]}
{"no":"A2","accepted":"2024-05-02 09:00:00","result":"不予","origin":"库里"}
{"no":"A3","fee":3,"origin":"库里"}
)");
  ASSERT_EQ(zs({"run", "r.zs", "--cases", "c.ndjson", "--as-of", "2024-12-01", "--out", "n.csv"}).exit, 0);
  EXPECT_EQ(text("f.csv"), text("n.csv"));
  EXPECT_THAT(text("f.csv"), HasSubstr("A1"));
  // The records are the same to the last value: their fingerprint says so.
  const auto fingerprint = [&](const std::string& name) {
    const std::string s = text(name);
    const size_t at = s.find("\"fingerprint\"");
    return s.substr(at, s.find('\n', at) - at);
  };
  EXPECT_EQ(fingerprint("f.csv.provenance.json"), fingerprint("n.csv.provenance.json"));
  EXPECT_THAT(text("f.csv.provenance.json"), HasSubstr("\"binding\": \"库\""));
  EXPECT_EQ(zs({"verify", "f.csv"}).exit, 0);
}

// The same records as a plain file: the binding of the old run is for its own sources.
TEST_F(BindingTest, VerifyTakesPlainRecordsInPlaceOfTheBoundOnes) {
  ASSERT_EQ(run().exit, 0);
  file("c.ndjson", R"({"no":"A1","accepted":"2024-05-01 09:00:00","result":"准予","fee":1.5,"origin":"库里","steps":[{"step":"受理","begun":"2024-05-01 09:00:00"},{"step":"审查","begun":"2024-05-03 10:00:00"}]}
{"no":"A2","accepted":"2024-05-02 09:00:00","result":"不予","origin":"库里"}
{"no":"A3","fee":3,"origin":"库里"}
)");
  const auto ran = zs({"verify", "f.csv", "--cases", "c.ndjson"});
  EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
}

TEST_F(BindingTest, RejectsNameTableRowColumnAndWhatStandsThere) {
  file("db/main.csv", "no,at,fee\nA1,2024-05-01,\nA2,20240502090000,viel\nA3,,\nA4,,\nA4,,\nA5,\n");
  file("db/ends.csv", "c,r\nA3,Q\nA9,A\n,A\n");
  file("db/steps.ndjson", "{\"c\":\"A4\",\"n\":1,\"s\":\"审查\",\"b\":\"20240503100000\"}\n{\"c\":\"A4\",\"n\":2,\"b\":\"20240503100000\"}\n{\"c\":\"B\",\"s\":\"审查\"}\n{broken\n");
  const auto ran = run({"--max-rejects", "99", "--lang", "en"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  const std::string bad = text("bad.csv");
  const auto has = [&](const std::vector<std::string>& parts) {
    const auto lines = lines_of(bad);
    EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const std::string& l) { return std::all_of(parts.begin(), parts.end(), [&](const auto& p) { return l.find(p) != std::string::npos; }); }))
        << parts[0] << " " << parts[1] << "\n" << bad;
  };
  has({"db/main.csv,2,", "A1", "受理时间", "2024-05-01", "yyyyMMddHHmmss", "at"});
  has({"db/main.csv,3,", "A2", "金额", "viel", "main", "fee"});
  has({"db/ends.csv,2,", "A3", "结果", "Q", "A=准予", "ends"});
  has({"db/ends.csv,3,", "A9", "main"});
  has({"db/ends.csv,4,", "键"});
  has({"db/steps.ndjson,2,", "A4", "环节[2].名称"});
  has({"db/steps.ndjson,3,", "B", "main"});
  has({"db/steps.ndjson,4,", "环节"});
  has({"db/main.csv,7,", "列"});
}

TEST_F(BindingTest, AConvertedValueThatDoesNotFitIsShownAsItWas) {
  file("r.zs", with(kRules, "字段 金额 自 fee ?", "字段 金额 自 fee") );
  file("b.zs", "绑定 另库 对 办件 { 视图 v 自 main 「SELECT no, fee || 'x' AS fee FROM main WHERE fee <> '3'」  主表 v  字段 编号 自 no  字段 金额 自 fee }");
  const auto ran = zs({"run", "r.zs", "--cases", "办件=db", "--binding", "b.zs", "--as-of", "2024-12-01", "--rejects", "bad.csv", "--max-rejects", "9"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("bad.csv"), HasSubstr("1.5x"));
  EXPECT_THAT(text("bad.csv"), HasSubstr("表 v 的列 fee"));
}

TEST_F(BindingTest, TwoRowsOfAJoinedTableAreOneTooMany) {
  file("db/ends.csv", "c,r\nA1,A\nA1,B\n");
  const auto ran = run({"--max-rejects", "1"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("bad.csv"), HasSubstr("db/ends.csv,3,"));
  EXPECT_THAT(text("bad.csv"), HasSubstr("不止一行"));
}

TEST_F(BindingTest, WhatTheSourceLacksIsSaid) {
  file("db/main.csv", "no,at\nA1,20240501090000\n");
  ASSERT_EQ(shell("rm db/steps.ndjson db/ends.csv").exit, 0);
  const auto ran = run();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("来源里没有表 steps"));
  EXPECT_THAT(ran.err, HasSubstr("没有列 fee"));
  file("db/main.csv", "no\nA1\n");
  const auto missing = run();
  EXPECT_EQ(missing.exit, 2);
  EXPECT_THAT(missing.err, HasSubstr("没有列 at；有：no"));
  ASSERT_EQ(shell("mv db/main.csv db/other.csv").exit, 0);
  EXPECT_THAT(run().err, HasSubstr("要读表 main，来源里没有；有：other"));
  EXPECT_THAT(zs({"run", "r.zs", "--cases", "办件=db", "--binding", "酷"}).err, HasSubstr("没有绑定 酷；有："));
  EXPECT_THAT(zs({"run", "r.zs", "--cases", "办件=nowhere", "--binding", "库"}).err, HasSubstr("没有 nowhere"));
}

TEST_F(BindingTest, TablesComeInPartsInAnyCaseAndFormat) {
  ASSERT_EQ(shell("rm db/main.csv && printf 'NO,AT,FEE\\nA1,20240501090000,1.5\\n' > db/MAIN-2024-01.csv && printf 'No;At;Fee\\nA2;20240502090000;\\nA3;;3\\n' | gzip > db/main_2024_02.csv.gz").exit, 0);
  const auto ran = run({"--summary", "s.json"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("s.json"), HasSubstr("\"records\": {\"read\": 3, \"evaluated\": 3,"));
  EXPECT_THAT(text("f.csv"), HasSubstr("A1"));
}

TEST_F(BindingTest, SurvivesBuilding) {
  ASSERT_EQ(zs({"build", "r.zs", "-o", "r.zsb"}).exit, 0);
  ASSERT_EQ(run().exit, 0);
  const auto ran = zs({"run", "r.zsb", "--cases", "办件=db", "--binding", "库", "--as-of", "2024-12-01", "--out", "z.csv"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(text("z.csv"), text("f.csv"));
}

TEST_F(BindingTest, ViewsReadNothingButTheirTables) {
  file("secret.csv", "no\nS1\n");
  file("b.zs", "绑定 另库 对 办件 { 视图 v 自 main 「SELECT no FROM read_csv('secret.csv')」  主表 v  字段 编号 自 no }");
  const auto ran = zs({"run", "r.zs", "--cases", "办件=db", "--binding", "b.zs"});
  EXPECT_EQ(ran.exit, 2) << ran.out;
  EXPECT_THAT(ran.err, HasSubstr("视图“v”"));
  EXPECT_THAT(ran.out, Not(HasSubstr("S1")));
}

TEST_F(BindingTest, IsListed) {
  const auto listed = zs({"binding", "r.zs", "库", "--format", "tsv"});
  EXPECT_EQ(listed.exit, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("办件\t结果\tresult\t\tends\tr\t?\tA=准予、B=准予、X=不予\n"));
  EXPECT_THAT(zs({"binding", "r.zs"}).out, HasSubstr("库"));
  EXPECT_THAT(zs({"binding", "r.zs", "库", "--lang", "en"}).out, HasSubstr("环节.开始时间 (begun) ← steps.b"));
}

TEST_F(BindingTest, TheExchangeTablesAreReady) {
  const std::string data = kRoot + "/examples/exchange/";
  const auto judge = [&](const std::string& cases, const std::string& out, std::vector<std::string> more) {
    std::vector<std::string> all{"run", kRoot + "/rules/henan/2019", "--cases", "办件=" + cases, "--refs", "事项=" + kRoot + "/examples/henan/items.ndjson", "--as-of", "2024-07-01", "--out", out};
    all.insert(all.end(), more.begin(), more.end());
    return zs(all);
  };
  const auto bound = judge(data + "tables", "bound.csv", {"--binding", "全国交换库"});
  ASSERT_EQ(bound.exit, 0) << bound.err;
  ASSERT_EQ(judge(data + "cases.ndjson", "plain.csv", {}).exit, 0);
  EXPECT_EQ(text("bound.csv"), text("plain.csv"));
  EXPECT_GT(lines_of(text("plain.csv")).size(), 3u);
}

/// The tables in which each change is a row of its own: what is judged, and what is a reject.
class ExchangeLogTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("log.zs", R"(规则集 log.rules 版本 1 { 牌 预警 }
导入 「标准库/办件.zs」
指标 L-1 已受理 对 办件 { 当 受理时间 已发生，发 预警  理由 「{申请人名称}」 }
指标 L-2 有受理环节 对 办件 { 当 受理时间 已发生 且 有 环节 其（环节名称 = 「受理」），发 预警  理由 「受理」 }
指标 L-3 有审查环节 对 办件 { 当 受理时间 已发生 且 有 环节 其（环节名称 = 「审查」），发 预警  理由 「审查」 }
)");
    cases(""), steps(""), results("");
  }
  /// Rows of key, applicant, time and kind of the change.
  void cases(const std::string& rows) const { file("log/up_pro_accept.csv", in_full("project_no,applyer_name,cd_time,cd_operation", rows, "task_code,org_name,project_type,apply_type,contact_mobile,apply_date,accept_date", ",,,,,,2024-05-06 10:00")); }
  void steps(const std::string& rows) const { file("log/up_pro_process.csv", in_full("project_no,row_guid,process_name,cd_time,cd_operation", rows, "event_start_time,event_end_time,handle_user_name", "2024-05-06 11:00,,")); }
  void results(const std::string& rows) const { file("log/up_pro_result.csv", in_full("project_no,cd_time,cd_operation", rows, "result_date,result_type", "2024-05-10 16:00,正常办结")); }
  /// "A1 甲;A2 乙", in the order of the keys: the reasons of the findings. What is rejected goes to bad.csv.
  std::string judged() const {
    const auto ran = zs({"run", "log.zs", "--cases", "办件=log", "--binding", "全国交换库流水", "--as-of", "2024-12-01", "--rejects", "bad.csv", "--max-rejects", "99", "--out", "f.csv"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    std::set<std::string> all;
    for (const auto& line : lines_of(text("f.csv")))
      if (line.starts_with("办件,")) all.insert(cell(line, 1) + " " + cell(line, 11));
    std::string out;
    for (const auto& f : all) out += (out.empty() ? "" : ";") + f;
    return out;
  }
  int rejects(const std::string& part) const {
    const auto lines = lines_of(text("bad.csv"));
    return static_cast<int>(std::count_if(lines.begin(), lines.end(), [&](const std::string& l) { return l.find(part) != std::string::npos; }));
  }

 private:
  static std::string in_full(const std::string& head, const std::string& rows, const std::string& more, const std::string& values) {
    std::string out = head + "," + more + "\n";
    for (const auto& row : lines_of(rows)) out += row + "," + values + "\n";
    return out;
  }
  static std::string cell(const std::string& line, size_t column) {
    size_t at = 0;
    for (; column > 0; --column) at = line.find(',', at) + 1;
    return line.substr(at, line.find(',', at) - at);
  }
};

TEST_F(ExchangeLogTest, TheLastChangeCountsAndDeletionsAreGone) {
  cases("A1,甲,2024-05-06 11:00:00,I\nA1,乙,2024-05-07 11:00:00,U\nA2,丙,2024-05-06 11:00:00,I\nA2,丙,2024-05-07 11:00:00,d\nA3,丁,2024-5-9 9:00,I\nA3,戊,2024-05-10 08:00:00,U\n");
  steps("A1,g1,受理,2024-05-06 11:00:00,I\nA1,g1,审查,2024-05-07 11:00:00,U\n");
  EXPECT_EQ(judged(), "A1 乙;A1 审查;A3 戊");
  EXPECT_EQ(lines_of(text("bad.csv")).size(), 1u) << text("bad.csv");
}

TEST_F(ExchangeLogTest, AnEmptyKindOfChangeIsNoDeletion) {
  file("log/up_pro_accept.ndjson", R"({"project_no":"A1","applyer_name":"甲","cd_time":"2024-05-06 11:00:00","cd_operation":null,"accept_date":"2024-05-06 10:00","task_code":null,"org_name":null,"project_type":null,"apply_type":null,"contact_mobile":null,"apply_date":null})" "\n");
  ASSERT_EQ(shell("rm log/up_pro_accept.csv").exit, 0);
  steps("A1,g1,受理,2024-05-06 11:00:00,\n");
  results("A1,2024-05-06 11:00:00,\n");
  EXPECT_EQ(judged(), "A1 受理;A1 甲");
  EXPECT_EQ(lines_of(text("bad.csv")).size(), 1u) << text("bad.csv");
}

TEST_F(ExchangeLogTest, RowsWithoutAKeyAreNotOne) {
  cases("A1,甲,2024-05-06 11:00:00,I\n,乙,2024-05-06 11:00:00,I\n ,丙,2024-05-07 11:00:00,I\n,丁,2024-05-08 11:00:00,D\n");
  results(",2024-05-06 11:00:00,I\n,2024-05-07 11:00:00,I\n");
  steps("A1,,受理,2024-05-06 11:00:00,I\nA1,,审查,2024-05-07 11:00:00,I\n");
  EXPECT_EQ(judged(), "A1 受理;A1 审查;A1 甲");
  EXPECT_EQ(rejects("受理,"), 3) << text("bad.csv");
  EXPECT_EQ(rejects("结果,"), 2) << text("bad.csv");
}

// Nobody can tell which row is the last: the record is a reject, and not judged by either.
TEST_F(ExchangeLogTest, WhatCannotBeOrderedIsARejectOfItsRecord) {
  cases("A1,甲,2024-05-06 11:00:00,I\nA1,乙,2024-05-06 11:00,U\n"   // at one moment
        "A2,甲,2024-05-06 11:00:00,I\nA2,乙,,U\n"                   // when?
        "A3,甲,2024-05-06 11:00:00,I\nA3,甲,2024-05-06 11:00:00,D\n"  // deleted, or not
        "A4,甲,2024-05-06 11:00:00,I\nA5,甲,2024-05-06 11:00:00,I\nA6,甲,2024-05-06 11:00:00,I\n"
        "A7,甲,2024-05-06 11:00:00,I\nA7,甲,2024-05-06 11:00:00,I\n"  // sent twice
        "A8,甲,2024-05-06 11:00:00,I\nA8,乙,2024-05-06 11:00:00,U\nA8,丙,2024-05-07 11:00:00,U\n");  // settled since
  steps("A4,g1,受理,2024-05-06 11:00:00,I\nA4,g1,审查,2024-05-06 11:00:00,U\nA5,,受理,2024-05-06 11:00:00,D\n");
  results("A6,2024-05-06 11:00:00,I\nA6,2024-05-06 11:00:00,D\nA7,2024-05-06 11:00:00,I\nA7,2024-05-06 11:00:00,I\n");
  EXPECT_EQ(judged(), "A7 甲;A8 丙");
  for (const char* key : {"A1", "A2", "A3", "A4", "A5", "A6"}) EXPECT_GE(rejects(std::string(",") + key + ",连表 不明变动 里有不止一行"), 1) << key << "\n" << text("bad.csv");
}

}  // namespace
}  // namespace zs::test
