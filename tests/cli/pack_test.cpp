// zs build, zs disasm, and runs of what was built.
#include "tests/cli/cli_test.h"

#include <cstdlib>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class PackTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("tiny.zs", kTinyRules);
    file("c.ndjson", kTinyRecords);
    built = zs({"build", "tiny.zs", "-o", "tiny.zsb"});
  }
  Ran built;
};

TEST_F(PackTest, BuildPrintsTheHashThatFindingsCarry) {
  EXPECT_EQ(built.exit, 0);
  EXPECT_EQ(built.err, "");
  const std::string hash = built.out.substr(0, 64);
  EXPECT_EQ(built.out, hash + " tiny.zsb\n");
  EXPECT_THAT(judge({"--cases", "c.ndjson"}).out, HasSubstr("," + hash + ","));
  EXPECT_EQ(zs({"build", "tiny.zs", "-o", "-"}).out, text("tiny.zsb"));
}

TEST_F(PackTest, ABuiltPackFindsWhatItsFolderFinds) {
  const auto from_rules = judge({"--cases", "c.ndjson"});
  EXPECT_EQ(zs({"run", "tiny.zsb", "--cases", "c.ndjson", "--as-of", "2024-12-01"}).out, from_rules.out);
  file("renamed.bin", text("tiny.zsb"));
  EXPECT_EQ(zs({"run", "renamed.bin", "--cases", "c.ndjson", "--as-of", "2024-12-01"}).out, from_rules.out);
}

TEST_F(PackTest, ShippedRulesRunAlikeFromTheFolderAndFromThePack) {
  struct Row { std::string rules, data; };
  for (const Row& r : {Row{"henan/2019", "henan"}, Row{"neimenggu/2024", "neimenggu"}}) {
    const std::string rules = kRoot + "/rules/" + r.rules, data = kRoot + "/examples/" + r.data;
    ASSERT_EQ(zs({"build", rules, "-o", "p.zsb"}).exit, 0);
    const auto run = [&](const std::string& pack) {
      return zs({"run", pack, "--cases", data + "/cases.ndjson", "--refs", "事项=" + data + "/items.ndjson", "--as-of", "2025-10-20T12:00:00+08:00", "--max-rejects", "50%",
                 "--lang", "en"});
    };
    const auto folder = run(rules), pack = run("p.zsb");
    EXPECT_EQ(folder.exit, 0) << folder.err;
    EXPECT_GT(lines_of(folder.out).size(), 10u);
    EXPECT_EQ(pack.out, folder.out) << r.rules;
  }
}

TEST_F(PackTest, ListingIsAsItWas) {
  const std::string golden = kRoot + "/tests/cli/golden/tiny.disasm";
  // Little enough to be read: one indicator.
  const std::string rules = kTinyRules.substr(0, kTinyRules.find("指标 T-1")) + "指标 T-2 不予而收费 对 办件 {\n  当 结果 = 不予 且 费用 > 0，发 预警\n}\n";
  ASSERT_EQ(zs({"build", file("small.zs", rules), "-o", "small.zsb"}).exit, 0);
  const auto ran = zs({"disasm", "small.zsb", "--details"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "");
  if (const char* update = std::getenv("ZS_UPDATE"); update && *update) write_file(golden, ran.out);
  EXPECT_EQ(ran.out, read_file(golden)) << "ZS_UPDATE=1 writes it anew";
  EXPECT_EQ(zs({"disasm", "small.zs", "--details"}).out, ran.out);
}

TEST_F(PackTest, DamagedPacksAreRefused) {
  const std::string good = text("tiny.zsb");
  const auto changed = [&](size_t at) {
    std::string s = good;
    s[at] = static_cast<char>(s[at] ^ 1);
    return s;
  };
  struct Row { std::string bytes, zh, en; };
  for (const Row& r : std::vector<Row>{
           {good.substr(0, good.size() / 2), "应有", "expected"},
           {good + "x", "应有", "expected"},
           {good.substr(0, 20), "这不是规则包文件", "this is not a pack file"},
           {"", "这不是规则包文件", "this is not a pack file"},
           {changed(0), "这不是规则包文件", "this is not a pack file"},
           {good.substr(0, 4) + "\x7f" + good.substr(5), "格式版本", "its format is version"},
           {changed(good.size() / 2), "内容与校验值不符", "does not match its hash"},
       }) {
    file("bad.zsb", r.bytes);
    for (const auto& verb : {std::vector<std::string>{"run", "bad.zsb", "--cases", "c.ndjson"}, {"disasm", "bad.zsb"}, {"calendar", "bad.zsb", "check"}}) {
      auto english = verb;
      english.insert(english.end(), {"--lang", "en"});
      const auto zh = zs(verb), en = zs(english);
      EXPECT_EQ(zh.exit, 2);
      EXPECT_EQ(zh.out, "");
      EXPECT_THAT(zh.err, HasSubstr("bad.zsb：规则包无法读取：" + r.zh));
      EXPECT_THAT(en.err, HasSubstr("bad.zsb: cannot read the pack: "));
      EXPECT_THAT(en.err, HasSubstr(r.en));
    }
  }
}

TEST_F(PackTest, EveryFlippedByteIsRefused) {
  const std::string good = text("tiny.zsb");
  for (size_t i = 0; i < good.size(); i += good.size() / 40) {
    std::string s = good;
    s[i] = static_cast<char>(s[i] ^ 0x40);
    file("bad.zsb", s);
    EXPECT_EQ(zs({"disasm", "bad.zsb"}).exit, 2) << i;
  }
}

TEST_F(PackTest, VerbsThatNeedRulesSaySo) {
  for (const auto& arguments : {std::vector<std::string>{"explain", "tiny.zsb", "--cases", "c.ndjson", "--case", "A1"}, {"test", "tiny.zsb"}, {"check", "tiny.zsb"},
                                {"fmt", "--check", "tiny.zsb"}, {"run", "tiny.zsb", "--cases", "c.ndjson", "--engine", "oracle"}}) {
    const auto ran = zs(arguments);
    EXPECT_EQ(ran.exit, 2) << arguments[0];
    EXPECT_THAT(ran.err, HasSubstr("tiny.zsb 是字节码包")) << arguments[0];
  }
}

TEST_F(PackTest, MissingPacksAndFolders) {
  EXPECT_EQ(zs({"run", "none.zsb", "--cases", "c.ndjson"}).exit, 5);
  EXPECT_EQ(zs({"run", "none", "--cases", "c.ndjson"}).exit, 5);
  EXPECT_EQ(zs({"build", "tiny.zs", "-o", "none/x.zsb"}).exit, 5);
  EXPECT_EQ(zs({"build", "tiny.zs", "-o", "/dev/full"}).exit, 5);
  EXPECT_EQ(zs({"build", "tiny.zs", "-o", "."}).exit, 5);
  file("bad.zs", with(kTinyRules, "费用 > 0", "费用额 > 0"));
  EXPECT_EQ(zs({"build", "bad.zs", "-o", "tiny.zsb"}).exit, 2);
  EXPECT_EQ(zs({"disasm", "tiny.zsb"}).exit, 0) << "the old pack is still there";
}

}  // namespace
}  // namespace zs::test
