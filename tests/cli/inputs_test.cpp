// Files that cannot be used at all: one message, the right exit code, no output.
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string kHead = "编号,受理时间,结果,费用\n";
const std::string kGood = "A1,2024-09-27 15:00,准予,0\n";

class InputsTest : public CliTest {
 protected:
  void expect_refused(const std::string& name, int exit, const std::string& zh, const std::string& en) {
    file("f.csv", "old\n");
    const auto chinese = judge({"--cases", name, "--out", "f.csv", "--rejects", "bad.csv"}), english = judge({"--cases", name, "--lang", "en"});
    EXPECT_EQ(chinese.exit, exit) << name << chinese.err;
    EXPECT_EQ(english.exit, exit) << name;
    EXPECT_TRUE((chinese.out + english.out).empty()) << name;
    EXPECT_THAT(chinese.err, HasSubstr(zh));
    EXPECT_THAT(english.err, HasSubstr(en));
    EXPECT_EQ(lines_of(chinese.err).size(), 1u) << chinese.err;
    EXPECT_EQ(text("f.csv"), "old\n") << name;
    EXPECT_FALSE(exists("bad.csv")) << name;
  }
};

TEST_F(InputsTest, FilesThatAreNotWhatTheyShouldBe) {
  struct Row { std::string name, bytes; int exit; std::string zh, en; };
  std::string utf16;
  for (const char c : std::string("no,accepted\nA1,2024-09-27\n")) utf16 += {c, '\0'};
  for (const Row& r : std::vector<Row>{
           {"empty.csv", "", 2, "empty.csv 是空文件，没有表头", "empty.csv is empty: the first line must name the columns"},
           {"empty.json", " \n", 2, "empty.json 是空文件", "empty.json is empty"},
           {"nokey.csv", "号,受理时间\n1,\n", 2, "nokey.csv: 缺少 办件 的键列 编号（no）", "nokey.csv: the key column 编号 (no) of 办件 is missing"},
           {"same.csv", "编号,受理时间,no\nA1,,A1\n", 2, "列 编号 与列 no 是同一个字段", "the columns 编号 and no are the same field"},
           {"same2.csv", "编号,费用,费用\nA1,1,2\n", 2, "列 费用 与列 费用 是同一个字段", "the columns 费用 and 费用 are the same field"},
           {"lines.csv", "{\"编号\":\"A1\"}\n", 2, "lines.csv:1: 第一行应是列名，这里像是 JSON", "lines.csv:1: the first line should name the columns, and this looks like JSON"},
           {"quote.csv", "编号,\"受理时间\nA1,\n", 2, "quote.csv:1: 表头的引号没有配对", "quote.csv:1: the header's quotes do not match"},
           {"mark.csv", "\xff\xfe" + utf16, 2, "mark.csv 是 UTF-16 编码", "mark.csv is UTF-16"},
           {"nomark.csv", utf16, 2, "nomark.csv 是 UTF-16 编码", "nomark.csv is UTF-16"},
           {"bytes.csv", "编号,\xff\xff\xff\nA1,\n", 2, "bytes.csv:1: 表头不是有效的 UTF-8", "bytes.csv:1: the header: not valid UTF-8"},
           {"c.xlsx", "PK", 2, "c.xlsx：看不出格式", "c.xlsx: cannot tell the format"},
           {"bad.csv.gz", std::string("\x1f\x8b\x08\0broken", 10), 5, "bad.csv.gz 的压缩数据已损坏或不完整", "the compressed data of bad.csv.gz is damaged or cut short"},
           {"bad.csv.zst", "\x28\xb5\x2f\xfd broken", 5, "bad.csv.zst 的压缩数据已损坏或不完整", "the compressed data of bad.csv.zst is damaged"},
           {"bad.parquet", "PAR1 nothing PAR1", 5, "读不了 Parquet 文件 bad.parquet", "cannot read the Parquet file bad.parquet"},
           {"empty.parquet", "", 5, "读不了 Parquet 文件 empty.parquet", "cannot read the Parquet file empty.parquet"},
       }) {
    file(r.name, r.bytes);
    expect_refused(r.name, r.exit, r.zh, r.en);
  }
}

TEST_F(InputsTest, CutShortInTheMiddle) {
  std::string csv = kHead;
  for (int i = 0; i < 50'000; ++i) csv += "K" + std::to_string(i * 7919 % 1'000'003) + ",2024-09-27 15:00,准予," + std::to_string(i * 31 % 977) + "\n";
  file("c.csv", csv);
  ASSERT_EQ(shell("gzip -k c.csv && zstd -q c.csv && for p in gz zst; do head -c $(($(stat -c %s c.csv.$p) / 2)) c.csv.$p > half.csv.$p; done").exit, 0);
  expect_refused("half.csv.gz", 5, "half.csv.gz 的压缩数据已损坏或不完整", "half.csv.gz is damaged or cut short");
  expect_refused("half.csv.zst", 5, "half.csv.zst 的压缩数据已损坏或不完整", "half.csv.zst is damaged or cut short");
  file("c.ndjson", kTinyRecords);
  ASSERT_EQ(judge({"--cases", "c.ndjson", "--out", "p.parquet"}).exit, 0);
  std::string parquet = text("p.parquet");
  file("half.parquet", parquet.substr(0, parquet.size() / 2));
  expect_refused("half.parquet", 5, "文件已损坏或不是 Parquet", "it is damaged or no Parquet");
  std::fill(parquet.begin() + 10, parquet.begin() + static_cast<long>(parquet.size() / 2), 'x');
  file("worse.parquet", parquet);
  const auto ran = judge({"--cases", "worse.parquet"});
  EXPECT_NE(ran.exit, 0);
  EXPECT_EQ(ran.signal, 0);
}

TEST_F(InputsTest, MissingFilesFoldersAndRights) {
  expect_refused("none.csv", 5, "读不了 none.csv：没有这个文件或文件夹", "cannot read none.csv: there is no such file or folder");
  expect_refused("none.parquet", 5, "none.parquet", "none.parquet");
  file("folder.csv/x", "");
  expect_refused("folder.csv", 5, "folder.csv 是文件夹", "folder.csv is a folder");
  expect_refused(".", 5, ". 是文件夹", ". is a folder");
  file("secret.csv", kHead);
  ASSERT_EQ(::chmod(at("secret.csv").c_str(), 0), 0);
  Call nobody;
  nobody.as_nobody = true;
  const auto ran = judge({"--cases", "secret.csv"}, nobody);
  EXPECT_EQ(ran.exit, 5);
  EXPECT_THAT(ran.err, HasSubstr("读不了 secret.csv：没有权限"));
}

TEST_F(InputsTest, FilesWithoutRecordsAreFineButTold) {
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{{"head.csv", kHead}, {"blank.ndjson", "\n\n"}, {"none.ndjson", ""}, {"none.json", "[]"}}) {
    file(name, bytes);
    const auto ran = judge({"--cases", name});
    EXPECT_EQ(ran.exit, 0) << name;
    EXPECT_EQ(ran.err, "zs: 警告：" + name + " 里没有记录\n");
    EXPECT_EQ(lines_of(ran.out).size(), 1u);
  }
}

TEST_F(InputsTest, UnknownColumnsAndAbsentListsAreToldOnce) {
  file("a.csv", "编号,备注,编制\nA1,x,y\nA2,x,y\n");
  file("b.csv", "编号,备注\nB1,x\n");
  const auto zh = judge({"--cases", "a.csv", "b.csv"}), en = judge({"--cases", "a.csv", "b.csv", "--lang", "en"});
  EXPECT_EQ(zh.exit, 0);
  EXPECT_THAT(lines_of(zh.err), ElementsAre("zs: 警告：办件 的这些列没有对应的字段，未读取：备注、编制", "zs: 警告：规则用到列表 办件.环节，但输入中没有一条记录有它；按空列表计"));
  EXPECT_THAT(en.err, HasSubstr("办件 has no field for these columns, which were not read: 备注, 编制"));
}

TEST_F(InputsTest, LongLinesOfGoodDataAreRead) {
  file("c.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-09-27\",\"备注\":\"" + std::string(5'000'000, 'x') + "\"}\n{\"编号\":\"A2\",\"受理时间\":\"2024-09-27\"}\n");
  file("c.csv", "编号,受理时间,备注\nA1,2024-09-27," + std::string(5'000'000, 'x') + "\nA2,2024-09-27,y\n");
  for (const char* name : {"c.ndjson", "c.csv"}) {
    const auto ran = judge({"--cases", name, "--summary", "s.json"});
    EXPECT_EQ(ran.exit, 0) << name;
    EXPECT_THAT(text("s.json"), HasSubstr("\"read\": 2, \"evaluated\": 2")) << name;
  }
}

/// Named twice, one of the two would be empty without a word.
TEST_F(InputsTest, StandardInputIsReadOnce) {
  file("a.ndjson", kTinyRecords);
  for (const std::vector<std::string>& twice : {std::vector<std::string>{"--cases", "-", "-"}, {"--cases", "-", "/dev/stdin"}}) {
    auto arguments = twice;
    arguments.insert(arguments.end(), {"--cases-format", "ndjson", "--lang", "en"});
    Call call;
    call.input = at("a.ndjson");
    const auto ran = judge(arguments, call);
    EXPECT_EQ(ran.exit, 2) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("standard input (-) can be read but once"));
  }
}

TEST_F(InputsTest, ListsAreNamed) {
  file("a.ndjson", kTinyRecords);
  const auto ran = judge({"--cases", "a.ndjson", "办件.没有=a.ndjson"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("办件 没有列表 没有；有："));
}

/// Whatever tells no format by its name has the one that is said, references too.
TEST_F(InputsTest, TheFormatThatIsSaidHoldsForReferences) {
  const std::string rules = kRoot + "/rules/henan/2019", data = kRoot + "/examples/henan";
  file("items", read_file(data + "/items.ndjson"));
  const auto run = [&](const std::string& items, const std::string& out) {
    return zs({"run", rules, "--cases", data + "/cases.ndjson", "--refs", "事项=" + items, "--cases-format", "ndjson", "--max-rejects", "100%", "--as-of", "2025-10-20", "--out", out});
  };
  EXPECT_EQ(run("items", "a.csv").exit, 0);
  EXPECT_EQ(run(data + "/items.ndjson", "b.csv").exit, 0);
  EXPECT_EQ(text("a.csv"), text("b.csv"));
}

TEST_F(InputsTest, ReferencesAreAskedFor) {
  const std::string rules = kRoot + "/rules/henan/2019", data = kRoot + "/examples/henan";
  const auto ran = zs({"run", rules, "--cases", data + "/cases.ndjson", "--max-rejects", "100%", "--as-of", "2025-10-20", "--out", "f.csv"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.err, HasSubstr("规则引用 事项，但没有给 --refs 事项=文件；其字段都视为缺失"));
  EXPECT_THAT(zs({"run", rules, "--cases", data + "/cases.ndjson", "--refs", data + "/items.ndjson"}).err, HasSubstr("不知道"));
}

}  // namespace
}  // namespace zs::test
