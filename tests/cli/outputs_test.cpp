// What zs run writes, where, and what happens where it cannot.
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class OutputsTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("c.ndjson", kTinyRecords);
  }
};

TEST_F(OutputsTest, ScheduleIndeterminateAndSummary) {
  file("tiny.zs", kTinyRules);
  const auto ran = zs({"run", "tiny.zs", "--cases", "c.ndjson", "--as-of", "2024-10-10 08:00", "--out", "f.csv", "--schedule", "s.csv", "--indeterminate", "i.csv", "--summary", "s.json"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_THAT(lines_of(text("s.csv")), ElementsAre("record,key,indicator,at,card,provisional", "办件,A1,T-1,2024-10-15T00:00:00+08:00,红牌,false"));
  EXPECT_THAT(lines_of(text("i.csv")), ElementsAre("record,key,indicator,missing", "办件,A3,T-2,费用"));
  EXPECT_THAT(text("f.csv"), HasSubstr("办件,A1,T-1,超时,预警,2024-10-09T00:00:00+08:00,,在案,2024-10-15T00:00:00+08:00,"));
  const std::string summary = text("s.json");
  EXPECT_THAT(summary, HasSubstr(R"("records": {"read": 4, "evaluated": 3, "rejected": 0,)"));
  EXPECT_THAT(summary, HasSubstr(R"("as_of": "2024-10-10T08:00:00+08:00")"));
  EXPECT_THAT(summary, HasSubstr(R"({"code": "T-1", "name": "超时", "cards": [{"card": "预警", "shown": 1, "on_table": 1, "cleared": 0})"));
  EXPECT_THAT(summary, HasSubstr(R"("indeterminate": 1})"));
  EXPECT_THAT(summary, HasSubstr("\"wall_seconds\": "));
}

TEST_F(OutputsTest, OtherOutputsInOtherFormats) {
  ASSERT_EQ(judge({"--cases", "c.ndjson", "--out", "f.csv", "--indeterminate", "i.ndjson", "--schedule", "s.parquet"}).exit, 0);
  EXPECT_EQ(text("i.ndjson"), "{\"record\":\"办件\",\"key\":\"A3\",\"indicator\":\"T-2\",\"missing\":\"费用\"}\n");
  EXPECT_THAT(text("s.parquet"), StartsWith("PAR1"));
}

TEST_F(OutputsTest, NamesThatPromiseAnotherFormatAreRefused) {
  for (const std::string name : {"f.csv.gz", "f.json", "f.tsv", "f.xlsx", "f.csv:upsert"}) {
    const auto zh = judge({"--cases", "c.ndjson", "--out", name}), en = judge({"--cases", "c.ndjson", "--out", "f.csv", "--schedule", name, "--lang", "en"});
    EXPECT_EQ(zh.exit, 2) << name;
    EXPECT_THAT(zh.err, HasSubstr("文件名应以 .csv、.ndjson、.jsonl 或 .parquet 结尾")) << name;
    EXPECT_EQ(en.exit, 2) << name;
    EXPECT_THAT(en.err, HasSubstr("end the name in .csv")) << name;
    EXPECT_FALSE(exists(name)) << name;
  }
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", "findings.out"}).exit, 0) << "a name that promises nothing is CSV";
}

TEST_F(OutputsTest, ProgressAsJsonOnStderr) {
  const auto ran = judge({"--cases", "c.ndjson", "--progress", "json"});
  EXPECT_THAT(ran.err, HasSubstr("\"read\":4,\"rejected\":0,"));
  EXPECT_THAT(ran.out, Not(HasSubstr("\"read\"")));
}

TEST_F(OutputsTest, PlacesThatCannotBeWritten) {
  struct Row { std::vector<std::string> arguments; std::string zh, en; };
  for (const Row& r : std::vector<Row>{
           {{"--out", "/dev/full"}, "写不了 /dev/full：磁盘已满", "cannot write /dev/full: the disk is full"},
           {{"--out", "f.csv", "--rejects", "/dev/full"}, "写不了 /dev/full：磁盘已满", "the disk is full"},
           {{"--out", "f.csv", "--summary", "/dev/full"}, "写不了 /dev/full：磁盘已满", "the disk is full"},
           {{"--out", "none/f.csv"}, "写不了 none/f.csv：它所在的文件夹不存在", "its folder does not exist"},
           {{"--out", "f.csv", "--summary", "none/s.json"}, "写不了 none/s.json", "cannot write none/s.json"},
           {{"--out", "."}, "写不了 .：这是文件夹", "it is a folder"},
           {{"--out", "c.ndjson/f.csv"}, "写不了 c.ndjson/f.csv：", "cannot write c.ndjson/f.csv: "},
       }) {
    file("f.csv", "old\n");
    auto english = r.arguments;
    english.insert(english.begin(), {"--cases", "c.ndjson"});
    auto chinese = english;
    english.insert(english.end(), {"--lang", "en"});
    const auto zh = judge(chinese), en = judge(english);
    EXPECT_EQ(zh.exit, 5) << r.zh;
    EXPECT_THAT(zh.err, HasSubstr(r.zh));
    EXPECT_THAT(en.err, HasSubstr(r.en));
    EXPECT_EQ(text("f.csv"), "old\n") << "a failing run leaves the old file: " << r.zh;
    EXPECT_THAT(names(), ElementsAre("c.ndjson", "f.csv", "tiny.zs")) << "and nothing else";
  }
}

TEST_F(OutputsTest, StandardOutputThatIsFull) {
  file("tiny.zs", kTinyRules);
  Call full;
  full.output = "/dev/full";
  for (const auto& arguments : {std::vector<std::string>{"run", "tiny.zs", "--cases", "c.ndjson"}, {"build", "tiny.zs", "-o", "-"}, {"check", "tiny.zs", "--format", "json"},
                                {"test", "tiny.zs"}, {"disasm", "tiny.zs"}, {"calendar", "tiny.zs", "year", "2024"}, {"completion", "bash"}, {"--help"}}) {
    const auto ran = zs_with(arguments, full);
    EXPECT_EQ(ran.exit, 5) << arguments[0];
    EXPECT_EQ(ran.err, "zs: 错误：写不了 stdout：磁盘已满\n") << arguments[0];
  }
}

TEST_F(OutputsTest, AFolderWithoutRights) {
  file("tiny.zs", kTinyRules);
  Call nobody;
  nobody.as_nobody = true;
  const auto ran = zs_with({"run", "tiny.zs", "--cases", "c.ndjson", "--out", "f.csv"}, nobody);
  EXPECT_EQ(ran.exit, 5);
  EXPECT_EQ(ran.err, "zs: 错误：写不了 f.csv：没有权限\n");
}

TEST_F(OutputsTest, ARunThatFailsLeavesTheOldFile) {
  file("f.csv", "old\n");
  EXPECT_EQ(judge({"--cases", "c.ndjson", "none.csv", "--out", "f.csv"}).exit, 5);
  EXPECT_EQ(text("f.csv"), "old\n");
  file("bad.ndjson", "{\n");
  EXPECT_EQ(judge({"--cases", "c.ndjson", "bad.ndjson", "--out", "f.csv"}).exit, 3);
  EXPECT_THAT(text("f.csv"), HasSubstr("办件,A1")) << "beyond the tolerance, every good record is still written";
  EXPECT_THAT(names(), ElementsAre("bad.ndjson", "c.ndjson", "f.csv", "f.csv.provenance.json", "tiny.zs"));
}

TEST_F(OutputsTest, AFileNeverAppearsHalfWritten) {
  std::string many;
  for (int i = 0; i < 30'000; ++i) many += "{\"编号\":\"N" + std::to_string(i) + "\",\"受理时间\":\"2024-09-10 15:00:00\"}\n";
  file("many.ndjson", many);
  file("tiny.zs", kTinyRules);
  file("f.csv", "old\n");
  const auto ran = shell(
      "\"$ZS\" run tiny.zs --cases many.ndjson --as-of 2024-12-01 --out f.csv 2>/dev/null & p=$!\n"
      "while kill -0 $p 2>/dev/null; do wc -l < f.csv; done; wait $p; echo exit $?; wc -l < f.csv");
  const auto seen = lines_of(ran.out);
  ASSERT_GT(seen.size(), 2u);
  const std::string whole = seen.back();
  EXPECT_EQ(seen[seen.size() - 2], "exit 0");
  for (size_t i = 0; i + 2 < seen.size(); ++i) EXPECT_THAT(seen[i], AnyOf("1", whole));
}

TEST_F(OutputsTest, ARunThatIsHungUpLeavesNoTrace) {
  file("tiny.zs", kTinyRules);
  file("f.csv", "old\n");
  const auto ran = shell("mkfifo p.ndjson; \"$ZS\" run tiny.zs --cases p.ndjson --out f.csv & p=$!; exec 3> p.ndjson; echo '{\"编号\":\"A1\"}' >&3; sleep 0.3; kill -HUP $p; wait $p; echo $?");
  EXPECT_EQ(ran.out, "129\n");
  EXPECT_EQ(text("f.csv"), "old\n");
  EXPECT_THAT(names(), ElementsAre("c.ndjson", "f.csv", "p.ndjson", "tiny.zs"));
}

TEST_F(OutputsTest, AReaderThatGoesAwayIsNoCrash) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "{\"编号\":\"N" + std::to_string(i) + "\",\"受理时间\":\"2024-09-10 15:00:00\"}\n";
  file("many.ndjson", many);
  file("tiny.zs", kTinyRules);
  const auto ran = shell("\"$ZS\" run tiny.zs --cases many.ndjson --as-of 2024-12-01 | head -n 1; echo ${PIPESTATUS[0]}");
  EXPECT_THAT(lines_of(ran.out), ElementsAre(StartsWith("record,key,indicator"), "5"));
  EXPECT_THAT(ran.err, HasSubstr("写不了 stdout：管道已被对方关闭"));
  EXPECT_THAT(shell("\"$ZS\" completion bash | true; echo ${PIPESTATUS[0]}").out, AnyOf("0\n", "5\n"));
}

TEST_F(OutputsTest, LinksAndModesAreKept) {
  file("real.csv", "old\n");
  ASSERT_EQ(shell("chmod 640 real.csv; ln -s real.csv f.csv").exit, 0);
  ASSERT_EQ(judge({"--cases", "c.ndjson", "--out", "f.csv"}).exit, 0);
  EXPECT_THAT(text("real.csv"), HasSubstr("办件,A1"));
  EXPECT_EQ(shell("stat -c %a real.csv; readlink f.csv").out, "640\nreal.csv\n");
}

}  // namespace
}  // namespace zs::test
