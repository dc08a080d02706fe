// Versions of a rule set, overlays, parameters by region: what is in force when, and what is refused.
#include "compiler/typed/in_force.h"

#include "pack.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace zs::test {
namespace {

namespace fs = std::filesystem;

/// A folder of rule files, gone when the test ends.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("zs-versions-" + std::to_string(::getpid()) + "-" + testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder& write(const std::string& name, const std::string& text) {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return *this;
  }
  Compilation compile(const std::string& below = "") const { return zs::compile((path_ / below).string()); }

 private:
  fs::path path_;
};

std::string without_rule_set() {
  const std::string s = kPrelude;
  const size_t at = s.find("规则集");
  return s.substr(0, at) + s.substr(s.find('\n', at));
}

std::string head(const std::string& version, const std::string& clauses = "") {
  return "规则集 v.rules 版本 " + version + " { 牌 预警 < 红牌  日历 甲历 " + clauses + " }\n";
}

std::string day(std::optional<int32_t> d) { return d ? std::to_string(*d) : "-"; }

/// "1[-,19723) 2[19723,-)": 19723 is 2024-01-01.
std::string versions(const Compilation& c) {
  if (!c.program) return errors(c);
  std::string out;
  for (const auto& v : c.program->versions) out += (out.empty() ? "" : " ") + v.code + " " + v.version + "[" + day(v.from) + "," + day(v.until) + ")";
  return out;
}

/// The conditions of an indicator with their versions: "0: …; 1: …".
std::string rules(const Compilation& c, const std::string& code) {
  if (!c.program) return errors(c);
  std::string out;
  for (const auto& i : c.program->indicators) {
    if (i.code != code) continue;
    for (const auto& s : i.situations) {
      out += out.empty() ? "" : "; ";
      for (const int v : s.versions) out += std::to_string(v);
      out += s.versions.empty() ? "" : ": ";
      if (s.applies != typed::kNone) out += typed::dump(*c.program, s.applies) + " ⇒ ";
      for (const auto& r : s.cards) out += typed::dump(*c.program, r.when);
    }
  }
  return out.empty() ? "none" : out;
}

const std::string kIndicator = "指标 A-1 试 对 办件 { 当 次数 > 3，发 红牌 }\n";

TEST(Versions, OfSubfoldersShareWhatStandsAboveThem) {
  Folder f;
  f.write("公用.zs", without_rule_set())
      .write("2023/规则.zs", head("2023", "施行 2023-01-01 废止 2024-01-01") + "指标 A-1 试 对 办件 { 当 次数 > 3，发 红牌 }")
      .write("2024/规则.zs", head("2024", "施行 2024-01-01") + "指标 A-1 试 对 办件 { 当 次数 > 2，发 红牌 }\n指标 A-2 新 对 办件 { 当 次数 > 9，发 预警 }");
  const Compilation c = f.compile();
  EXPECT_EQ(versions(c), "v.rules 2023[19358,19723) v.rules 2024[19723,-)");
  ASSERT_TRUE(c.program);
  EXPECT_EQ(c.program->version, "2024");
  EXPECT_EQ(rules(c, "A-1"), "1: (办件.次数 > 2); 0: (办件.次数 > 3)");
  EXPECT_EQ(rules(c, "A-2"), "1: (办件.次数 > 9)");
}

TEST(Versions, OfOneFileOwnWhatFollowsThem) {
  Folder f;
  f.write("a.zs", without_rule_set() + head("1", "施行 2023-01-01 废止 2024-01-01") + "参数 界 = 3\n" + head("2", "施行 2024-01-01") + "参数 界 = 5\n")
      .write("b.zs", "指标 A-1 试 对 办件 { 当 次数 > 界，发 红牌 }\n指标 A-2 同 对 办件 { 当 次数 > 1，发 预警 }");
  const Compilation c = f.compile();
  EXPECT_EQ(rules(c, "A-1"), "1: (办件.次数 > 5); 0: (办件.次数 > 3)");
  EXPECT_EQ(rules(c, "A-2"), "(办件.次数 > 1)") << "what both say alike stands once";
}

TEST(Versions, MayLeaveDaysBetweenThemButNotOverlap) {
  Folder f;
  f.write("a.zs", without_rule_set() + kIndicator).write("1/h.zs", head("1", "施行 2023-01-01 废止 2023-06-01")).write("2/h.zs", head("2", "施行 2024-01-01"));
  EXPECT_EQ(versions(f.compile()), "v.rules 1[19358,19509) v.rules 2[19723,-)");
  f.write("1/h.zs", head("1", "施行 2023-01-01"));
  EXPECT_EQ(versions(f.compile()), "E0552");
  f.write("1/h.zs", "规则集 other.rules 版本 1 { 牌 预警 施行 2023-01-01 废止 2024-01-01 }");
  EXPECT_EQ(versions(f.compile()), "E0520");
}

TEST(Versions, AgreeOnTheOrderOfCards) {
  Folder f;
  f.write("a.zs", without_rule_set() + "指标 A-1 试 对 办件 { 当 次数 > 3，发 红牌 }").write("2/h.zs", head("2", "施行 2024-01-01"));
  f.write("1/h.zs", "规则集 v.rules 版本 1 { 牌 红牌 < 黑牌  施行 2023-01-01 废止 2024-01-01 }");
  const Compilation c = f.compile();
  ASSERT_TRUE(c.program) << errors(c);
  EXPECT_EQ(c.program->cards, (std::vector<std::string>{"预警", "红牌", "黑牌"}));
  f.write("1/h.zs", "规则集 v.rules 版本 1 { 牌 红牌 < 预警  施行 2023-01-01 废止 2024-01-01 }");
  EXPECT_EQ(versions(f.compile()), "E0554");
}

TEST(Versions, SayOnceWhatIsWrongInAllOfThem) {
  Folder f;
  f.write("a.zs", without_rule_set() + "指标 A-1 试 对 办件 { 当 无此字段 > 3，发 红牌 }").write("1/h.zs", head("1", "废止 2024-01-01")).write("2/h.zs", head("2", "施行 2024-01-01"));
  EXPECT_EQ(errors(f.compile()), "E0210");
}

TEST(Versions, MaskFromTheBeginningSoThatUndatedCardsStayUndated) {
  Folder f;
  f.write("a.zs", without_rule_set() + kIndicator).write("1/h.zs", head("1", "施行 2023-01-01 废止 2024-01-01")).write("2/h.zs", head("2", "施行 2024-01-01"));
  const Compilation c = f.compile();
  ASSERT_TRUE(c.program);
  EXPECT_EQ(typed::in_force(*c.program), (std::vector<typed::Period>{{19358, std::nullopt}})) << "spans that touch are one";
  EXPECT_EQ(typed::in_force(*c.program, {0}), (std::vector<typed::Period>{{19358, 19723}}));
  EXPECT_EQ(typed::mask(*c.program, {0}), (std::vector<typed::Period>{{std::nullopt, 19723}}));
  EXPECT_EQ(typed::mask(*c.program, {1}), (std::vector<typed::Period>{{19723, std::nullopt}}));
}

// ---- overlays

/// A base with something of every kind, and an overlay on it.
Compilation overlay(const std::string& changes, const std::string& clauses = "施行 2024-07-01") {
  Folder f;
  f.write("base/h.zs", without_rule_set() + "规则集 base.rules 版本 1 { 牌 预警 < 红牌  日历 甲历  施行 2024-01-01 }\n" + R"(
参数 界 = 3
指标 A-1 一 对 办件 {
  参数 少 = 1
  口径 算法 = 严 可选 宽
  适用 次数 > 少
  情形 甲 { 当 次数 > 界，发 预警  当 次数 > 9，发 红牌 }
  情形 乙 { 适用 算法 = 宽  当 次数 > 7，发 红牌 }
}
指标 A-2 二 对 办件 { 当 办理时限 超期，发 红牌 }
统计指标 S-1 数 对 办件 { 当 计数 > 5，发 预警 }
)").write("city/h.zs", "规则集 city.rules 版本 1 { 地区 1501 继承 「../base」 " + clauses + " }\n" + changes);
  return f.compile("city");
}

TEST(Overlays, JudgeInTheirTimeAndLeaveTheRestToWhatTheyInherit) {
  EXPECT_EQ(versions(overlay("")), "base.rules 1[19723,19905) city.rules 1[19905,-)");
  EXPECT_EQ(versions(overlay("", "施行 2024-07-01 废止 2024-08-01")), "base.rules 1[19723,19905) city.rules 1[19905,19936) base.rules 1[19936,-)");
  EXPECT_EQ(versions(overlay("", "施行 2020-01-01 废止 2021-01-01")), "E0553");
  const Compilation c = overlay("");
  ASSERT_TRUE(c.program);
  EXPECT_EQ(c.program->code, "city.rules");
  EXPECT_EQ(rules(c, "A-1"), "(办件.次数 > 3)(办件.次数 > 9)") << "nothing changed: nothing stands twice";
}

TEST(Overlays, AmendParametersOfTheWholeAndOfOneIndicator) {
  EXPECT_EQ(rules(overlay("修改 参数 界 = 2"), "A-1"), "1: (办件.次数 > 1) ⇒ (办件.次数 > 2)(办件.次数 > 9); 0: (办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 9)");
  EXPECT_EQ(rules(overlay("修改 指标 A-1 { 参数 少 = 0 }"), "A-1"), "1: (办件.次数 > 0) ⇒ (办件.次数 > 3)(办件.次数 > 9); 0: (办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 9)");
}

TEST(Overlays, AmendCircumstancesCardByCard) {
  EXPECT_EQ(rules(overlay("修改 指标 A-1 { 情形 甲 { 当 次数 > 8，发 红牌 } }"), "A-1"),
            "1: (办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 8); 0: (办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 9)");
  EXPECT_EQ(rules(overlay("修改 指标 A-1 { 情形 丙 { 当 次数 > 4，发 红牌 } }"), "A-1"), "(办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 9); 1: (办件.次数 > 1) ⇒ (办件.次数 > 4)") << "the inherited circumstance stands for both versions";
  EXPECT_EQ(rules(overlay("修改 指标 A-1 { 停用 情形 甲  情形 丙 { 当 次数 > 4，发 红牌 } }"), "A-1"),
            "1: (办件.次数 > 1) ⇒ (办件.次数 > 4); 0: (办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 9)");
}

TEST(Overlays, ChooseAnotherReading) {
  EXPECT_EQ(rules(overlay("修改 指标 A-1 { 口径 算法 = 宽 }"), "A-1"), "(办件.次数 > 1) ⇒ (办件.次数 > 3)(办件.次数 > 9); 1: (办件.次数 > 1) ⇒ (办件.次数 > 7)");
  EXPECT_EQ(errors(overlay("修改 指标 A-1 { 口径 算法 = 无此 }")), "E0225");
  EXPECT_EQ(rules(overlay("修改 口径 读法 = 乙读"), "A-2"), rules(overlay(""), "A-2"));
}

TEST(Overlays, AmendAClockClauseByClause) {
  const Compilation c = overlay("修改 时限 办理时限 { 限 承诺时限 × 80% }");
  ASSERT_TRUE(c.program) << errors(c);
  ASSERT_EQ(c.program->clocks.size(), 2u);
  for (const auto& k : c.program->clocks) EXPECT_EQ(k.pauses.size(), 1u) << "pauses are inherited";
}

TEST(Overlays, SuspendIndicators) {
  EXPECT_EQ(rules(overlay("停用 指标 A-1"), "A-1"), "0: (办件.次数 > 3)(办件.次数 > 9)");
  const Compilation c = overlay("停用 统计指标 S-1");
  ASSERT_TRUE(c.program) << errors(c);
  ASSERT_EQ(c.program->aggregates.size(), 1u);
  EXPECT_EQ(c.program->aggregates[0].versions, std::vector<int>{0});
}

TEST(Overlays, SayWhatCannotBeAmended) {
  EXPECT_EQ(errors(overlay("修改 指标 A-9 { 参数 少 = 0 }")), "E0556");
  EXPECT_EQ(errors(overlay("修改 参数 无此 = 0")), "E0556");
  EXPECT_EQ(errors(overlay("停用 指标 A-9")), "E0556");
  EXPECT_EQ(errors(overlay("修改 指标 A-1 { 停用 情形 丁 }")), "E0556");
  EXPECT_EQ(errors(overlay("参数 界 = 2")), "E0558");
  EXPECT_EQ(errors(pack("修改 参数 及时 = 2个工作日")), "E0557");
  EXPECT_EQ(first_message(overlay("修改 指标 A-3 { 参数 少 = 0 }")), "没有可修改或停用的指标“A-3”");
}

TEST(Overlays, FindWhatTheyInherit) {
  Folder f;
  f.write("city/h.zs", "规则集 city.rules 版本 1 { 继承 「../nowhere」 }");
  EXPECT_EQ(errors(f.compile("city")), "E0550 E0521");
  f.write("a/h.zs", "规则集 a.rules 版本 1 { 牌 红牌 继承 「../b」 }").write("b/h.zs", "规则集 b.rules 版本 1 { 牌 红牌 继承 「../a」 }");
  EXPECT_EQ(errors(f.compile("a")), "E0551");
  EXPECT_EQ(errors(pack("", {})), "");
  f.write("c/h.zs", "规则集 c.rules 版本 1 { 牌 红牌 只能从严 }");
  EXPECT_EQ(errors(f.compile("c")), "E0559");
}

// ---- by region

std::string regional(const std::string& parameter, const std::string& record = "办件") {
  Folder f;
  std::string prelude = kPrelude;
  prelude.insert(prelude.find("  名称 name 文本 ?"), "  行政区划 region_code 文本 ?\n");
  f.write("a.zs", prelude + parameter + "\n指标 A-1 试 对 " + record + " { 当 " + (record == "办件" ? "受理时间" : "评价时间") + " 后 快 内 " + (record == "办件" ? "办结时间" : "评价时间") + " 未发生，发 红牌 }");
  const Compilation c = f.compile();
  return c.program ? typed::dump(*c.program, c.program->indicators[0].situations[0].cards[0].when) : errors(c);
}

TEST(Regions, TakeTheLongestCodeThatFits) {
  const std::string text = regional("参数 快 = 5个工作日 { 地区 15 = 4个工作日  地区 1501、1502 = 3个工作日 }");
  EXPECT_NE(text.find("1501[0-9]*"), std::string::npos) << text;
  EXPECT_LT(text.find("1501[0-9]*"), text.find("15[0-9]*")) << "the longer code is asked first";
}

TEST(Regions, AreCodesGivenOnceForRecordsThatHaveThem) {
  EXPECT_EQ(regional("参数 快 = 5个工作日 { 地区 呼和浩特 = 4个工作日 }"), "E0563");
  EXPECT_EQ(regional("参数 快 = 5个工作日 { 地区 15 = 4个工作日  地区 15 = 3个工作日 }"), "E0564");
  EXPECT_EQ(regional("参数 快 = 5个工作日 { 地区 15 = 4个工作日 }", "评价"), "E0565");
  EXPECT_EQ(regional("参数 快 = 5个工作日 { 地区 15 = 4 }"), "E0301");
}

}  // namespace
}  // namespace zs::test
