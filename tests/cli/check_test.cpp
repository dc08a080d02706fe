// Rule files that are wrong: each time a place, words in both languages, exit 2 and nothing on stdout.
#include "tests/cli/cli_test.h"

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Wrong {
  std::string name, from, to;  // what of the tiny rules is replaced
  std::string place;           // line and column
  std::string code, zh, en;
};

std::string times(const std::string& s, size_t n) {
  std::string out;
  for (size_t i = 0; i < n; ++i) out += s;
  return out;
}

const std::vector<Wrong> kWrong{
    {"unit", "3个工作日内", "3个星期 内", "25:14", "E0106", "「星期」不是可用的时间单位", "\"星期\" is not a unit of time"},
    {"mixed", "费用 > 0", "自 受理时间 至 办结时间 超过 3工作日 + 2小时", "30:32", "E0317", "工作日和小时不能相加减", "工作日 and 小时 do not add up"},
    {"undefined", "费用 > 0", "费用额 > 0", "30:15", "E0210", "是否想写“费用”？", "did you mean “费用”?"},
    {"twice", "指标 T-2", "指标 T-1", "29:1", "E0418", "指标“T-1”写了两次", "the indicator “T-1” stands twice"},
    {"holiday", "班 2024-09-29", "班 2024-10-01", "12:3", "E0516", "2024-10-01 在日历里写了两次", "2024-10-01 stands twice in the calendar"},
    {"day", "2024-09-29", "2024-02-30", "12:5", "E0113", "没有「2024-02-30」这一天", "there is no day \"2024-02-30\""},
    {"coverage", "2024-09-29", "2023-09-29", "12:3", "E0515", "不在日历覆盖的", "lies outside the covered years"},
    {"label", "结果 = 不予", "结果 = 驳回", "30:10", "E0218", "可以写：准予", "labels: 准予"},
    {"deep", "费用 > 0", times("（", 10'000) + "费用 > 0" + times("）", 10'000), "30:214", "E0118", "嵌套超过 200 层", "nested more than 200 levels deep"},
    {"unclosed", "费用 > 0", times("(", 10'000) + "费用 > 0", "30:214", "E0118", "嵌套超过 200 层", "nested more than 200 levels deep"},
    {"bracket", "当 没有 环节", "当 没有 环节 }", "33:", "E01", "", ""},
    {"nul", "不予而收费", std::string("不予\0而", 10), "29:10", "E0116", "U+0000", "U+0000"},
    {"bytes", "不予而收费", "\xff\xfe\x80", "29:8", "E0117", "既不是 UTF-8 也不是 GB18030", "neither UTF-8 nor GB18030"},
    {"import", "规则集 t.tiny", "导入 「没有.zs」\n规则集 t.tiny", "1:4", "E0203", "导入的文件“没有.zs”不存在", "the imported file “没有.zs” does not exist"},
    {"library", "规则集 t.tiny", "导入 「标准库/办伴.zs」\n规则集 t.tiny", "1:4", "E0204", "标准库里没有“办伴.zs”", "the standard library has no “办伴.zs”"},
    {"long name", "费用 > 0", times("名", 1'700'000) + " > 0", "30:15", "E0210", "这里没有叫", "nothing here is called"},
    {"long line", "费用 > 0", "费用 > 0" + times(" 或 费用 > 0", 350'000), "30:", "E0119", "文件太长（超过 1000000 个词）", "the file is too long (more than 1000000 words)"},
};

class CheckTest : public CliTest {
 protected:
  void expect_refused(const std::string& name, const std::string& rules, const Wrong& w) {
    file(name, rules);
    const auto zh = zs({"check", name}), en = zs({"check", name, "--lang", "en"});
    EXPECT_EQ(zh.exit, 2) << w.name;
    EXPECT_EQ(en.exit, 2) << w.name;
    EXPECT_EQ(zh.out + en.out, "") << w.name;
    EXPECT_THAT(zh.err, HasSubstr("错误[" + w.code));
    EXPECT_THAT(en.err, HasSubstr("error[" + w.code));
    EXPECT_THAT(zh.err, HasSubstr("--> " + name + ":" + w.place)) << w.name;
    EXPECT_THAT(zh.err, HasSubstr(w.zh));
    EXPECT_THAT(en.err, HasSubstr(w.en));
    EXPECT_THAT(zh.err, Not(HasSubstr("没有规则集"))) << w.name;
    EXPECT_LT(zh.err.size(), 10'000u) << w.name;
  }
};

TEST_F(CheckTest, WrongRulesAreToldByPlaceInBothLanguages) {
  for (const auto& w : kWrong) expect_refused("wrong.zs", with(kTinyRules, w.from, w.to), w);
}

TEST_F(CheckTest, OtherEncodingsOfRulesAreTheSameRules) {
  file("utf8.zs", kTinyRules);
  file("gb.zs", gb18030(kTinyRules));
  file("bom.zs", "\xef\xbb\xbf" + kTinyRules);
  std::string crlf;
  for (const auto& line : lines_of(kTinyRules)) crlf += line + "\r\n";
  file("crlf.zs", crlf);
  const auto hash = [&](const std::string& name) { return lines_of(zs({"build", name, "-o", "-"}).out); };
  for (const char* other : {"gb.zs", "bom.zs", "crlf.zs"}) {
    EXPECT_EQ(zs({"check", other}).exit, 0) << other;
    EXPECT_EQ(hash(other), hash("utf8.zs")) << other;
  }
  const Wrong w{"gb", "", "", "30:15", "E0210", "费用额", "费用额"};
  expect_refused("gb.zs", gb18030(with(kTinyRules, "费用 > 0", "费用额 > 0")), w);
}

TEST_F(CheckTest, ALongCommentIsFine) {
  file("long.zs", kTinyRules + "// " + std::string(5'000'000, 'x') + "\n");
  EXPECT_EQ(zs({"check", "long.zs"}).exit, 0);
}

TEST_F(CheckTest, ImportsThatFormACircle) {
  file("a.zs", "导入 「b.zs」\n" + kTinyRules);
  file("b.zs", "导入 「a.zs」\n");
  const auto ran = zs({"check", "a.zs", "--lang", "en"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_THAT(ran.err, HasSubstr("files import one another in a circle: a.zs → b.zs → a.zs"));
  EXPECT_THAT(ran.err, HasSubstr("--> b.zs:1:4"));
  EXPECT_THAT(zs({"check", "a.zs"}).err, HasSubstr("文件互相导入，成了圈"));
}

TEST_F(CheckTest, FilesThatAreNoRules) {
  file("empty.zs", "");
  file("half.zs", kTinyRules.substr(0, kTinyRules.size() / 2));
  file("folder/readme.txt", "x");
  file("tiny.zs", kTinyRules);
  zs({"build", "tiny.zs", "-o", "pack"});
  struct Row { std::string path; int exit; std::string zh, en; };
  for (const Row& r : std::vector<Row>{
           {"empty.zs", 2, "没有规则集", "there is no rule set"},
           {"half.zs", 2, "half.zs:", "half.zs:"},
           {"missing.zs", 5, "没有 missing.zs", "there is no missing.zs"},
           {"folder", 2, "文件夹“folder”里没有规则文件", "the folder “folder” holds no rule file"},
           {"pack", 2, "pack 是字节码包", "pack is bytecode"},
       }) {
    const auto zh = zs({"check", r.path}), en = zs({"check", r.path, "--lang", "en"});
    EXPECT_EQ(zh.exit, r.exit) << r.path;
    EXPECT_THAT(zh.err, HasSubstr(r.zh));
    EXPECT_THAT(en.err, HasSubstr(r.en));
  }
}

TEST_F(CheckTest, UnreadableFileIsAnIoError) {
  file("secret.zs", kTinyRules);
  ASSERT_EQ(::chmod(at("secret.zs").c_str(), 0), 0);
  Call nobody;
  nobody.as_nobody = true;
  const auto ran = zs_with({"check", "secret.zs"}, nobody);
  EXPECT_EQ(ran.exit, 5);
  EXPECT_THAT(ran.err, HasSubstr("E0201"));
  EXPECT_THAT(ran.err, Not(HasSubstr("没有规则集")));
}

/// A rule set with a statistic, and one that inherits it and promises to be only stricter.
TEST_F(CheckTest, AStatisticThatIsChangedIsNotProvedStricter) {
  const std::string prelude =
      "规则集 t.base 版本 1 { 名称 「甲」 牌 预警 < 红牌 施行 2024-01-01 }\n记录 件 case { 键 号 no 文本  费用 fee 小数 ?  受理时间 accept 时刻 事件 ? }\n"
      "指标 B-1 贵 对 件 { 当 费用 > 3，发 红牌 }\n统计指标 B-2 贵件比例 对 件 { 截至 每年末 当 占比（费用 > 3） 高于 20%，发 红牌 }\n";
  file("base/a.zs", prelude);
  const std::string head = "规则集 t.city 版本 1 { 名称 「乙」 继承 「../base」 只能从严 施行 2024-01-01 }\n";
  file("kept/a.zs", head + "修改 指标 B-1 { 当 费用 > 2，发 红牌 }\n");
  EXPECT_EQ(zs({"check", "kept"}).exit, 0) << zs({"check", "kept"}).err;
  for (const std::string change : {"停用 统计指标 B-2\n", "修改 统计指标 B-2 { 截至 每年末 当 占比（费用 > 3） 高于 40%，发 红牌 }\n"}) {
    file("city/a.zs", head + change);
    const auto zh = zs({"check", "city"}), en = zs({"check", "city", "--lang", "en"});
    EXPECT_EQ(zh.exit, 2) << change << zh.err;
    EXPECT_THAT(zh.err, HasSubstr("E0561"));
    EXPECT_THAT(zh.err, HasSubstr("--> city/a.zs:2:"));
    EXPECT_THAT(zh.err, HasSubstr("统计指标不作证明"));
    EXPECT_THAT(en.err, HasSubstr("of a statistic nothing is proved"));
  }
}

TEST_F(CheckTest, JsonAndSarifGoToStdout) {
  file("bad.zs", with(kTinyRules, "费用 > 0", "费用额 > 0"));
  const auto json = zs({"check", "--format", "json", "bad.zs"}), sarif = zs({"check", "--format", "sarif", "bad.zs"});
  EXPECT_EQ(json.exit, 2);
  EXPECT_EQ(json.err + sarif.err, "");
  EXPECT_THAT(json.out, HasSubstr("E0210"));
  EXPECT_THAT(sarif.out, HasSubstr("\"version\""));
  EXPECT_THAT(sarif.out, HasSubstr("E0210"));
}

TEST_F(CheckTest, ShippedRulesAndLibraryAreClean) {
  for (const char* pack : {"rules/henan/2019", "rules/neimenggu/2024", "rules/neimenggu/2024-procedure", "rules/neimenggu/2021-tasks", "rules/neimenggu/2021-standardization"}) {
    const auto ran = zs({"check", kRoot + "/" + pack});
    EXPECT_EQ(ran.exit, 0) << pack;
    EXPECT_EQ(ran.out, "") << pack;
    EXPECT_THAT(ran.err, HasSubstr("没有错误（")) << pack;
  }
  EXPECT_EQ(zs({"check", "--library", kRoot + "/stdlib"}).exit, 0);
}

}  // namespace
}  // namespace zs::test
