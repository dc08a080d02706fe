// zs lint: findings on standard output, 1 where there are any; errors as zs check tells them.
#include "tests/cli/cli_test.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class LintTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("tiny.zs", kTinyRules);
  }
};

TEST_F(LintTest, FindingsGoToStandardOutputAndExitIsOne) {
  const auto zh = zs({"lint", "tiny.zs"}), en = zs({"lint", "tiny.zs", "--lang", "en"});
  EXPECT_EQ(zh.exit, 1) << zh.err;
  EXPECT_THAT(zh.out, HasSubstr("警告[L018]: 指标“T-2”没有测试"));
  EXPECT_THAT(zh.out, HasSubstr("--> tiny.zs:"));
  EXPECT_THAT(en.out, HasSubstr("warning[L018]: the indicator “T-2” has no test"));
  EXPECT_EQ(zh.err + en.err, "");
}

TEST_F(LintTest, OnlyAndExceptChoose) {
  EXPECT_THAT(zs({"lint", "tiny.zs", "--except", "L018"}).out, Not(HasSubstr("L018")));
  const auto quiet = zs({"lint", "tiny.zs", "--only", "L001,L002"});
  EXPECT_EQ(quiet.exit, 0);
  EXPECT_EQ(quiet.out, "");
  const auto wrong = zs({"lint", "tiny.zs", "--only", "L999", "--lang", "en"});
  EXPECT_EQ(wrong.exit, 2);
  EXPECT_THAT(wrong.err, HasSubstr("there is no lint L999; zs lint --list lists them"));
}

TEST_F(LintTest, ListSaysWhatThereIs) {
  const auto ran = zs({"lint", "--list", "--lang", "en"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.out, HasSubstr("L012  warning  quote from another clause\n"));
  EXPECT_THAT(ran.out, HasSubstr("L013  hint     clause that nothing quotes\n"));
}

TEST_F(LintTest, JsonAndSarifAreWhole) {
  const auto json = nlohmann::json::parse(zs({"lint", "tiny.zs", "--format", "json"}).out);
  ASSERT_FALSE(json["diagnostics"].empty());
  for (const auto& d : json["diagnostics"]) {
    EXPECT_TRUE(d["severity"] == "warning" || d["severity"] == "hint") << d;
    EXPECT_FALSE(d["message"].get<std::string>().empty() || d["message_en"].get<std::string>().empty());
    EXPECT_EQ(d["place"]["file"], "tiny.zs");
  }
  const auto sarif = nlohmann::json::parse(zs({"lint", "tiny.zs", "--format", "sarif"}).out);
  EXPECT_EQ(sarif["version"], "2.1.0");
  EXPECT_EQ(sarif["runs"][0]["results"].size(), json["diagnostics"].size());
}

TEST_F(LintTest, ErrorsAreThoseOfCheck) {
  file("bad.zs", with(kTinyRules, "费用 > 0", "费用额 > 0"));
  const auto check = zs({"check", "bad.zs"}), lint = zs({"lint", "bad.zs"});
  EXPECT_EQ(lint.exit, 2);
  EXPECT_EQ(lint.out, "");
  EXPECT_EQ(lint.err, check.err);
  EXPECT_EQ(zs({"lint", "none.zs"}).exit, 5);
  EXPECT_EQ(zs({"lint"}).exit, 2);
  EXPECT_EQ(zs({"lint", "tiny.zs", "--today", "soon"}).exit, 2);
}

// The table of 2024 says 多于5天 and 少于5天: the solver finds the day between, and the oracle confirms its case.
TEST_F(LintTest, TheDayThatInnerMongoliaForgetsIsFound) {
  const std::string why = "  // 容许 L048 因为 条文如此：只写了大于5天和小于5天的，恰为5天的没有写", name = "2-事项办理.zs";
  std::filesystem::copy(kRoot + "/rules/neimenggu/2024", at("rules"), std::filesystem::copy_options::recursive);
  file("rules/" + name, with(text("rules/" + name), why, ""));
  const auto ran = zs({"lint", "rules", "--only", "L048"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("“承诺时限 > 5天”和“承诺时限 < 5天”之间漏了"));
  EXPECT_THAT(ran.out, HasSubstr("承诺时限 5"));
  size_t found = 0;
  for (size_t at = 0; (at = ran.out.find("[L048]", at)) != std::string::npos; ++at) ++found;
  EXPECT_EQ(found, 1u) << ran.out;
  // The pack says that the regulation leaves it so: passed over, and told to whoever asks.
  const auto shipped = zs({"lint", kRoot + "/rules/neimenggu/2024", "--only", "L048,L001", "--verbose"});
  EXPECT_EQ(shipped.exit, 0) << shipped.out;
  EXPECT_THAT(shipped.err, HasSubstr("按注释放过 L048：“承诺时限 > 5天”和“承诺时限 < 5天”之间漏了"));
  EXPECT_THAT(zs({"lint", kRoot + "/rules/neimenggu/2024", "--only", "L048,L001"}).err, Not(HasSubstr("L048")));
}

// Whoever lints a shipped pack as it is finds nothing: what is meant says why in its file.
TEST_F(LintTest, ShippedPacksAreClean) {
  for (const char* pack : {"henan/2019", "neimenggu/2021-standardization", "neimenggu/2021-tasks", "neimenggu/2024", "neimenggu/2024-procedure"}) {
    const auto ran = zs({"lint", kRoot + "/rules/" + pack, "--today", "2024-07-01"});
    EXPECT_EQ(ran.exit, 0) << pack << "\n" << ran.out;
  }
}

// A 参数 without its unit is told where it is written, with the number; so is a number other than the quote's.
TEST_F(LintTest, AParameterIsToldWhereItIsWritten) {
  std::filesystem::copy(kRoot + "/rules/neimenggu/2024", at("rules"), std::filesystem::copy_options::recursive);
  const std::string rules = text("rules/3-电子证照.zs");
  file("rules/3-电子证照.zs", with(rules, "上传期限 = 3个工作日", "上传期限 = 2"));
  const auto unit = zs({"lint", "rules", "--fast"});
  EXPECT_EQ(unit.exit, 2);
  EXPECT_THAT(unit.err, HasSubstr("[E0319]: “2”没有单位"));
  EXPECT_THAT(unit.err, HasSubstr("3-电子证照.zs:16:"));
  EXPECT_THAT(unit.err, HasSubstr("3-电子证照.zs:19:"));  // where it is used
  EXPECT_THAT(unit.err, HasSubstr("如 2个工作日"));
  file("rules/3-电子证照.zs", with(rules, "上传期限 = 3个工作日", "上传期限 = 2个工作日"));
  const auto number = zs({"lint", "rules", "--only", "L016"});
  EXPECT_EQ(number.exit, 1);
  EXPECT_THAT(number.out, HasSubstr("规则写的是“2个工作日”，引文里是“3个工作日”"));
  EXPECT_THAT(number.out, HasSubstr("--> rules/3-电子证照.zs:16:"));
}

TEST_F(LintTest, ALimitOfNothingIsRemarkedOn) {
  const auto set = [this](const std::string& limit) {
    return zs({"diff", kRoot + "/rules/neimenggu/2024", "--budget", "0.02", "--set", "NM3-2/上传期限=" + limit});
  };
  EXPECT_THAT(set("0个工作日").err, HasSubstr("警告[E0335]"));
  EXPECT_THAT(set("2个工作日").err, Not(HasSubstr("E0335")));
  const auto negative = set("-1个工作日");
  EXPECT_EQ(negative.exit, 2);
  EXPECT_THAT(negative.err, HasSubstr("[E0326]"));
}

TEST_F(LintTest, WhatIsTakenAwayIsNotReplacedByNothing) {
  file("dot.zs", with(kTinyRules, "发 预警\n", "发 预警。\n"));
  const auto ran = zs({"check", "dot.zs"});
  EXPECT_THAT(ran.err, HasSubstr("删去「。」"));
  EXPECT_THAT(ran.err, Not(HasSubstr("「」")));
}

}  // namespace
}  // namespace zs::test
