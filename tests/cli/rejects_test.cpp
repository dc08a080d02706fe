// Records that cannot be read: rejected whole, counted, told by file, line, field and value; the others are judged.
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const std::string kHead = "编号,受理时间,结果,费用\n";
const std::string kGood = "A1,2024-09-27 15:00,准予,0\n";

struct Bad {
  std::string name, bytes;
  std::vector<std::string> rejects;  // how each row begins: file, line, field, value
  std::string zh, en;                // in the message, after FILE:LINE:
};

/// Its @ is a NUL byte.
std::string nul(std::string s) {
  s[s.find('@')] = '\0';
  return s;
}

const std::vector<Bad> kBad{
    {"date.csv", kHead + kGood + "A2,2024-02-30,准予,0\n", {"date.csv,3,受理时间,2024-02-30,"}, "没有这一天", "there is no such day"},
    {"time.csv", kHead + kGood + "A2,2024-02-20 25:00,准予,0\n", {"time.csv,3,受理时间,2024-02-20 25:00,"}, "没有这个时间", "there is no such time"},
    {"label.csv", kHead + kGood + "A2,2024-09-27,许可,0\n", {"label.csv,3,结果,许可,"}, "可取：准予=1、不予=2", "it has 准予=1、不予=2"},
    {"number.csv", kHead + kGood + "A2,2024-09-27,准予,三元\n", {"number.csv,3,费用,三元,"}, "不是数", "not a number"},
    {"twice.csv", kHead + kGood + kGood, {"twice.csv,3,编号,A1,"}, "键重复", "duplicate key"},
    {"nokey.csv", kHead + kGood + ",2024-09-27,准予,0\n", {"nokey.csv,3,编号,,"}, "必填，却没有值", "required, but it has no value"},
    {"cut.csv", kHead + kGood + "A2,2024-09-2", {"cut.csv,3,,\"A2,2024-09-2\","}, "可能被截断", "may be cut short"},
    {"few.csv", kHead + kGood + "A2,2024-09-27\nA3,2024-09-27,准予,0,多\n", {"few.csv,3,,\"A2,2024-09-27\",", "few.csv,4,,\"A3,2024-09-27,准予,0,多\","}, "应有 4 列，实有 2 列",
     "expected 4 columns, found 2"},
    {"open.csv", kHead + kGood + "A2,\"2024-09-27,准予,0\nA3,2024-09-27,准予,0\n", {"open.csv,3,,\"A2,\"\"2024-09-27,准予,0\","}, "引号没有闭合", "a quote is not closed"},
    {"after.csv", kHead + kGood + "A2,\"2024-09-27\"x,准予,0\n", {"after.csv,3,,"}, "引号闭合后还有文字", "text follows a closing quote"},
    {"nul.csv", kHead + kGood + nul("A@2,2024-09-27,准予,0\n"), {"nul.csv,3,,"}, "NUL 字节", "NUL bytes"},
    {"bytes.csv", kHead + kGood + "A2,\xff\xfe,准予,0\n", {"bytes.csv,3,,\"A2,\xEF\xBF\xBD\xEF\xBF\xBD,准予,0\","}, "不是有效的 UTF-8", "not valid UTF-8"},
    {"gb.csv", gb18030(kHead + kGood) + "A2,\xd7\xff,x,0\n", {"gb.csv,3,,"}, "不是有效的 GB18030", "not valid GB18030"},
    {"long.csv", kHead + kGood + "A2,2024-09-27,准予," + std::string(5'000'000, '9') + "\nA3,2024-09-27,准予,0\n", {"long.csv,3,费用,999"}, "数太大", "too large"},
    {"date.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n{\"编号\":\"A2\",\"受理时间\":\"2024-13-01\"}\n", {"date.ndjson,2,受理时间,2024-13-01,"}, "没有这一天", "there is no such day"},
    {"list.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n{\"编号\":\"A2\",\"环节\":[{},{\"开始\":\"昨天\"}]}\n", {"list.ndjson,2,环节[2].开始,昨天,"}, "不是时刻", "not an instant"},
    {"field.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n{\"编号\":\"A2\",\"no\":\"A3\"}\n", {"field.ndjson,2,编号,A3,"}, "同一字段出现两次", "the field occurs twice"},
    {"cut.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n{\"编号\":\"A2\",\"受理时", {"cut.ndjson,2,,"}, "可能被截断", "may be cut short"},
    {"nul.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n" + nul("{\"编号\":\"A@\"}\n"), {"nul.ndjson,2,,"}, "NUL 字节", "NUL bytes"},
    {"kinds.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n[1]\n3\nnull\n", {"kinds.ndjson,2,,[1],", "kinds.ndjson,3,,3,", "kinds.ndjson,4,,null,"}, "应是一条记录", "expected a record"},
    {"deep.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n{\"编号\":\"A2\",\"环节\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}\n", {"deep.ndjson,2,,"}, "嵌套超过 32 层", "nested more than 32 deep"},
    {"long.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"}\n{\"编号\":\"A2\",\"费用\":\"" + std::string(5'000'000, 'x') + "\"}\n", {"long.ndjson,2,费用,xxx"}, "不是数", "not a number"},
    {"date.json", "[{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"},{\"受理时间\":\"2024-13-01\"}]", {"date.json,1,受理时间,2024-13-01,"}, "（列表第 2 条）", "(element 2 of the list)"},
    {"cut.json", "[{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\"},\n{\"编号\":\"A3\"}", {"cut.json,2,,"}, "可能被截断", "may be cut short"},
};

class RejectsTest : public CliTest {};

TEST_F(RejectsTest, EachIsToldAndTheRestIsJudged) {
  for (const auto& b : kBad) {
    file(b.name, b.bytes);
    const auto zh = judge({"--cases", b.name, "--rejects", "bad.csv", "--out", "f.csv"}), en = judge({"--cases", b.name, "--lang", "en"});
    EXPECT_EQ(zh.exit, 3) << b.name << zh.err;
    EXPECT_EQ(zh.out, "") << b.name;
    EXPECT_THAT(zh.err, HasSubstr(b.zh)) << b.name;
    EXPECT_THAT(en.err, HasSubstr(b.en)) << b.name;
    EXPECT_THAT(zh.err, HasSubstr("zs: 警告：" + b.name + ":")) << b.name;
    EXPECT_THAT(zh.err, HasSubstr("；全部在 bad.csv")) << b.name;
    EXPECT_LT(zh.err.size(), 2000u) << b.name << ": a message as long as the data";
    const auto rows = lines_of(text("bad.csv"));
    ASSERT_EQ(rows.size(), b.rejects.size() + 1) << b.name << text("bad.csv").substr(0, 2000);
    EXPECT_EQ(rows[0], "file,line,field,value,reason,record,key,what,format,header,original");
    for (size_t i = 0; i < b.rejects.size(); ++i) EXPECT_THAT(rows[i + 1].substr(0, 200), StartsWith(b.rejects[i]));
    EXPECT_THAT(text("f.csv"), HasSubstr("办件,A1,T-3")) << b.name << ": the good record is judged";
  }
}

TEST_F(RejectsTest, ABadRecordOverSeveralLinesIsRejectedWhole) {
  file("c.csv", "编号,备注\nA1,x\nA2,\"一\n二\",多\nA3,y\n");
  const auto ran = judge({"--cases", "c.csv", "--rejects", "bad.csv", "--lang", "en"});
  EXPECT_THAT(text("bad.csv"), HasSubstr("c.csv,3,,\"A2,\"\"一\n二\"\",多\",\"应有 2 列，实有 3 列"));
  EXPECT_THAT(ran.err, HasSubstr("1 of 3 records were rejected"));
}

// As old Macs wrote it: all of it is one line, which must not pass for a header without records.
TEST_F(RejectsTest, LinesThatEndInCarriageReturnsOnly) {
  file("c.csv", "编号,受理时间\rA1,2024-09-27\rA2,2024-09-27\r");
  const auto ran = judge({"--cases", "c.csv"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("c.csv:1: 表头里有回车（CR）"));
}

TEST_F(RejectsTest, ANulInATextIsNoText) {
  file("c.ndjson", "{\"编号\":\"A1\"}\n{\"编号\":\"A\\u00002\"}\n{\"编号\":\"A3\"}\n");
  const auto ran = judge({"--cases", "c.ndjson", "--rejects", "bad.csv"});
  EXPECT_EQ(ran.exit, 3);
  const std::string bad = text("bad.csv");
  EXPECT_EQ(bad.find('\0'), std::string::npos);
  EXPECT_EQ(lines_of(bad).size(), 2u);
  EXPECT_THAT(bad, HasSubstr("编号,A\xEF\xBF\xBD" "2,含有 NUL 字符"));
  EXPECT_THAT(bad, HasSubstr("A\\u00002"));
}

TEST_F(RejectsTest, RowsOfListsAreNoRecordsOfTheTotal) {
  file("c.csv", "编号,受理时间\nA1,2024-09-27\n");
  file("steps.csv", "编号,开始\nA1,2024-09-27\nA7,2024-09-27\n");
  const auto ran = judge({"--cases", "c.csv", "办件.环节=steps.csv", "--lang", "en"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("0 of 1 records were rejected, and 1 rows of lists or reference tables"));
}

TEST_F(RejectsTest, EveryLostRecordCanBeFoundAgain) {
  std::string data;
  std::vector<std::string> lost;
  for (int i = 1; i <= 200; ++i) {
    const bool bad = i % 7 == 0;
    const std::string line = "{\"受理时间\":\"2024-09-27\",\"编号\":\"K" + std::to_string(i) + (i % 21 == 0 ? "\"" : bad ? "\",\"办结时间\":\"x\"}" : "\"}");
    data += line + "\n";
    if (bad) lost.push_back(line);
  }
  file("c.ndjson", data);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--rejects", "bad.csv", "--summary", "s.json"}).exit, 3);
  const auto lines = lines_of(data);
  std::vector<std::string> found;
  for (const auto& row : lines_of(text("bad.csv")))
    if (row.rfind("c.ndjson,", 0) == 0) found.push_back(lines[std::stoul(row.substr(9)) - 1]);
  EXPECT_EQ(found, lost);
  EXPECT_THAT(text("s.json"), HasSubstr("\"records\": {\"read\": 200, \"evaluated\": 172, \"rejected\": 28,"));
}

TEST_F(RejectsTest, ToleranceByCountAndByShare) {
  file("c.csv", kHead + kGood + "A2,x,准予,0\nA3,2024-09-27,准予,0\nA4,x,准予,0\n");  // 2 of 4
  struct Row { const char* tolerance; int exit; };
  for (const Row& r : {Row{"0", 3}, Row{"1", 3}, Row{"2", 0}, Row{"49%", 3}, Row{"49.99%", 3}, Row{"50%", 0}, Row{"100%", 0}}) {
    const auto ran = judge({"--cases", "c.csv", "--max-rejects", r.tolerance});
    EXPECT_EQ(ran.exit, r.exit) << r.tolerance;
    EXPECT_THAT(ran.err, HasSubstr("拒收 2 条（共 4 条）")) << r.tolerance;
    EXPECT_THAT(ran.out, HasSubstr("办件,A3,T-1")) << r.tolerance;
  }
}

TEST_F(RejectsTest, WhatIsRejectedDoesNotDependOnTheRules) {
  file("c.csv", kHead + kGood + "A2,2024-09-27,准予,x\n");  // 费用 is used by T-2 only
  file("less.zs", with(kTinyRules, "当 结果 = 不予 且 费用 > 0，发 预警", "当 结果 = 不予，发 预警"));
  EXPECT_EQ(zs({"run", "less.zs", "--cases", "c.csv"}).exit, 3);
}

TEST_F(RejectsTest, RejectsInReferencesCountToo) {
  const std::string data = kRoot + "/examples/henan";
  file("items.ndjson", "{\"实施编码\":\"X\",\"承诺时限\":\"许久\"}\n");
  const auto ran = zs({"run", kRoot + "/rules/henan/2019", "--cases", data + "/cases.ndjson", "--refs", "事项=items.ndjson", "--rejects", "bad.csv", "--out", "f.csv", "--lang", "en"});
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(text("bad.csv"), HasSubstr("items.ndjson,1,承诺时限,许久"));
  EXPECT_THAT(text("bad.csv"), HasSubstr(",事项,X"));
}

}  // namespace
}  // namespace zs::test
