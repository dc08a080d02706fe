// What all verbs have in common: help, languages, colours, usage errors.
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::vector<std::string> kVerbs{"check", "build", "disasm", "run", "explain", "test", "fmt", "calendar", "generate", "completion"};

class VerbsTest : public CliTest {};

TEST_F(VerbsTest, OverviewNamesEveryVerbInBothLanguages) {
  const auto zh = zs({"--help"}), en = zs({"--help", "--lang", "en"});
  EXPECT_EQ(zh.exit, 0);
  EXPECT_EQ(zh.err, "");
  EXPECT_THAT(zh.out, HasSubstr("示例"));
  EXPECT_THAT(en.out, HasSubstr("Examples"));
  for (const auto& verb : kVerbs) EXPECT_THAT(zh.out, HasSubstr("\n  " + verb + " "));
}

TEST_F(VerbsTest, HelpOfEachBeginsWithExamples) {
  for (const auto& verb : kVerbs) {
    const auto zh = zs({verb, "--help"}), en = zs({verb, "--help", "--lang=en"});
    EXPECT_EQ(zh.exit, 0) << verb;
    EXPECT_EQ(zh.err + en.err, "") << verb;
    EXPECT_THAT(zh.out, StartsWith("示例：\n")) << verb;
    EXPECT_THAT(en.out, StartsWith("Examples:\n")) << verb;
    EXPECT_THAT(en.out, HasSubstr("Usage: zs " + verb)) << verb;
    EXPECT_THAT(zh.out, HasSubstr("zs " + verb)) << verb;
    for (const char* option : {"--help", "--lang", "--verbose"}) EXPECT_THAT(en.out, HasSubstr(option)) << verb;
  }
}

TEST_F(VerbsTest, WithoutArgumentsEachIsAUsageError) {
  for (const auto& verb : kVerbs) {
    const auto zh = zs({verb}), en = zs({verb, "--lang", "en"});
    EXPECT_EQ(zh.exit, 2) << verb;
    EXPECT_EQ(en.exit, 2) << verb;
    EXPECT_EQ(zh.out, "") << verb;
    EXPECT_THAT(zh.err, StartsWith("zs: 错误：")) << verb;
    EXPECT_THAT(en.err, StartsWith("zs: error: ")) << verb;
  }
}

struct Misuse { std::vector<std::string> arguments; std::string zh, en; };

TEST_F(VerbsTest, UsageErrorsSayWhatAndWhere) {
  file("tiny.zs", kTinyRules);
  file("c.ndjson", kTinyRecords);
  const std::vector<Misuse> all{
      {{"ckeck"}, "没有命令 ckeck；有：check, lint", "there is no verb ckeck; there are: check, lint"},
      {{"run", "tiny.zs", "--case", "c.ndjson"}, "没有选项 --case；见 zs run --help", "there is no option --case; see zs run --help"},
      {{"run", "tiny.zs"}, "缺少 --cases FILE", "--cases FILE is missing"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--as-of", "昨天"}, "--as-of 昨天：不是时刻", "--as-of 昨天: not an instant"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--threads", "0"}, "--threads 应为 1 至", "--threads is 1 to"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--threads", "many"}, "--threads", "--threads"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--max-rejects", "many"}, "--max-rejects 应为", "--max-rejects is a count"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--cases-format", "xls"}, "--cases-format 只能是", "--cases-format is"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--encoding", "big5"}, "--encoding 只能是", "--encoding is"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--progress", "loud"}, "--progress 只能是", "--progress is"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--record", "案件"}, "没有记录种类 案件；有：办件=case", "there is no record kind 案件; there are: 办件=case"},
      {{"run", "tiny.zs", "--cases", "办件.材料=c.ndjson"}, "办件 没有列表 材料", "办件 has no list 材料"},
      {{"run", "tiny.zs", "--cases", "办件.环节=c.ndjson"}, "只给了 办件 的子文件", "only list files of 办件"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--out", "a.csv", "--schedule", "./a.csv"}, "两个输出写到了同一处", "two outputs go to the same place"},
      {{"run", "tiny.zs", "--cases", "c.ndjson", "--out", "./c.ndjson"}, "输出会覆盖输入 c.ndjson", "the output would overwrite the input c.ndjson"},
      {{"explain", "tiny.zs", "--cases", "c.ndjson"}, "缺少 --case", "--case ID is missing"},
      {{"explain", "tiny.zs", "--cases", "c.ndjson", "--case", "A1", "--cases-format", "xls"}, "--cases-format 只能是", "--cases-format is"},
      {{"build", "tiny.zs"}, "缺少 -o", "-o F.zsb is missing"},
      {{"fmt", "tiny.zs", "--keywords", "fr"}, "--keywords 只能是", "--keywords is"},
      {{"check", "tiny.zs", "--format", "xml"}, "--format 只能是", "--format is"},
      {{"completion", "tcsh"}, "bash、zsh 或 fish", "bash, zsh or fish"},
      {{"check", "tiny.zs", "--lang", "fr"}, "--lang 只能是", "--lang is zh or en"},
  };
  for (const auto& m : all) {
    auto english = m.arguments;
    const auto zh = zs(m.arguments), en = zs_with(english, {{}, "/dev/null", "", {{"LANG", "en_US.UTF-8"}}, false});
    EXPECT_EQ(zh.exit, 2) << m.en;
    EXPECT_EQ(zh.out + en.out, "") << m.en;
    EXPECT_THAT(zh.err, HasSubstr(m.zh));
    EXPECT_THAT(en.err, HasSubstr(m.en));
  }
  EXPECT_EQ(text("c.ndjson"), kTinyRecords);
}

TEST_F(VerbsTest, LanguageComesFromTheLocaleUnlessAsked) {
  const auto said = [&](std::map<std::string, std::string> environment, std::vector<std::string> arguments) {
    return zs_with(std::move(arguments), {{}, "/dev/null", "", std::move(environment), false}).out;
  };
  EXPECT_THAT(said({{"LANG", "C"}}, {"--help"}), HasSubstr("Examples"));
  EXPECT_THAT(said({{"LANG", "C"}, {"LC_ALL", "zh_CN.UTF-8"}}, {"--help"}), HasSubstr("示例"));
  EXPECT_THAT(said({{"LANG", "C"}}, {"--lang", "zh", "--help"}), HasSubstr("示例"));
  EXPECT_THAT(said({}, {"--help", "--lang=en"}), HasSubstr("Examples"));
}

TEST_F(VerbsTest, ColourOnTerminalsOnlyAndNotWithNoColor) {
  file("bad.zs", with(kTinyRules, "费用 > 0", "费用额 > 0"));
  EXPECT_THAT(zs({"check", "bad.zs"}).err, Not(HasSubstr("\x1b[")));
  const std::string on_terminal = "script -qec \"$ZS check bad.zs\" /dev/null </dev/null";
  ASSERT_EQ(shell("command -v script").exit, 0) << "script(1), which makes a terminal, is in bsdutils";
  EXPECT_THAT(shell(on_terminal).out, HasSubstr("\x1b["));
  EXPECT_THAT(shell("export NO_COLOR=1; " + on_terminal).out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(shell("export NO_COLOR=1; " + on_terminal).out, HasSubstr("E0210"));
}

TEST_F(VerbsTest, CompletionsParseAndKnowVerbsAndOptions) {
  for (const auto& shell_name : {"bash", "zsh", "fish"}) {
    const auto ran = zs({"completion", shell_name});
    EXPECT_EQ(ran.exit, 0) << shell_name;
    EXPECT_EQ(ran.err, "") << shell_name;
    for (const auto& verb : kVerbs) EXPECT_THAT(ran.out, HasSubstr(verb)) << shell_name;
    EXPECT_THAT(ran.out, HasSubstr("max-rejects")) << shell_name;
  }
  const auto offered = [&](const std::string& words, int at) {
    return shell("source <($ZS completion bash); COMP_WORDS=(" + words + "); COMP_CWORD=" + std::to_string(at) + "; _zs; echo ${COMPREPLY[*]}").out;
  };
  EXPECT_EQ(offered("zs ch", 1), "check\n");
  EXPECT_EQ(offered("zs run --max", 2), "--max-rejects\n");
}

TEST_F(VerbsTest, VersionAndVerbose) {
  EXPECT_THAT(zs({"--version"}).out, StartsWith("zs "));
  file("c.ndjson", kTinyRecords);
  EXPECT_THAT(judge({"--cases", "c.ndjson", "--verbose"}).err, HasSubstr("zs: 信息：读 4 条，判定 4 条，拒收 0 条"));
}

}  // namespace
}  // namespace zs::test
