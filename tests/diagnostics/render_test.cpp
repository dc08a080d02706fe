#include "compiler/diagnostics/render.h"
#include "compiler/syntax/parse.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace zs::test {
namespace {
using nlohmann::json;

struct Checked {
  syntax::Sources sources;
  diag::Sink sink;
  explicit Checked(std::string text) { syntax::parse(sources, sources.add("甲/规则.zs", std::move(text)), sink); }
};

TEST(Rows, IdsAreDistinctAndTranslated) {
  std::set<std::string_view> ids, names;
  for (const diag::Row& r : diag::rows()) {
    EXPECT_TRUE(ids.insert(r.id).second) << r.id;
    EXPECT_TRUE(names.insert(r.name).second) << r.name;
    EXPECT_FALSE(r.zh.empty()) << r.id;
    EXPECT_FALSE(r.en.empty()) << r.id;
    EXPECT_EQ(r.help_zh.empty(), r.help_en.empty()) << r.id;
    EXPECT_EQ(diag::find_row(r.id), &r);
  }
}

TEST(Fill, PutsArgumentsIntoTheirPlaces) {
  EXPECT_EQ(diag::fill("{1}和{0}，{ … } {2}", {"甲", "乙"}), "乙和甲，{ … } ");
}

TEST(Human, TheCaretStandsUnderWideCharacters) {
  const Checked r("参数 甲 = 2024-02-30");
  const std::string shown = diag::render_human(r.sources, r.sink);
  EXPECT_NE(shown.find("--> 甲/规则.zs:1:8\n"), std::string::npos) << shown;
  EXPECT_NE(shown.find("1 | 参数 甲 = 2024-02-30\n  |           ^^^^^^^^^^\n"), std::string::npos) << shown;
}

TEST(Human, LongLinesAreShownInPart) {
  const Checked r("参数 甲 = " + std::string(100000, ' ') + "2024-02-30" + std::string(100000, ' '));
  const std::string shown = diag::render_human(r.sources, r.sink, {diag::Language::kEnglish, false, 80});
  EXPECT_LT(shown.size(), 600u);
  EXPECT_NE(shown.find("2024-02-30"), std::string::npos);
}

TEST(Human, ColoursOnlyWhereAsked) {
  const Checked r("参数 甲 = 2024-02-30");
  EXPECT_EQ(diag::render_human(r.sources, r.sink).find('\x1b'), std::string::npos);
  EXPECT_NE(diag::render_human(r.sources, r.sink, {diag::Language::kChinese, true, 160}).find('\x1b'), std::string::npos);
}

TEST(Json, HoldsPlacesInCodePointsAndBytes) {
  const Checked r("参数 甲 = 3\n条件 乙 = 丙 且 丁 或 戊\n");
  const json j = json::parse(diag::render_json(r.sources, r.sink));
  ASSERT_EQ(j["diagnostics"].size(), 1u);
  const json& d = j["diagnostics"][0];
  EXPECT_EQ(d["code"], "E0107");
  EXPECT_EQ(d["severity"], "error");
  EXPECT_EQ(d["place"]["file"], "甲/规则.zs");
  EXPECT_EQ(d["place"]["line"], 2);
  EXPECT_EQ(d["place"]["column"], 14);
  EXPECT_EQ(d["place"]["end"].get<int>() - d["place"]["begin"].get<int>(), 3);
  EXPECT_EQ(d["related"][0]["place"]["column"], 10);
}

TEST(Sarif, HasTheShapeThatScannersRead) {
  const Checked r("指标 X-1 一 对 办件 { 当 甲 已发生 发 红牌 }\n参数 甲 = 3\n参数 乙 = 2024-13-01\n参数 丙 = 2024-14-01");
  const json j = json::parse(diag::render_sarif(r.sources, r.sink));
  EXPECT_EQ(j["version"], "2.1.0");
  const json& run = j["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "zhunsheng");
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 2u);
  ASSERT_EQ(run["results"].size(), 3u);
  EXPECT_EQ(run["results"][0]["ruleId"], "E0111");
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
  EXPECT_EQ(run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "，");
}

TEST(Sources, PositionsCountCodePoints) {
  syntax::Sources s;
  const int f = s.add("甲", "一二\r\n三\n");
  EXPECT_EQ(s.position(f, 0).column, 1);
  EXPECT_EQ(s.position(f, 6).column, 3);
  EXPECT_EQ(s.position(f, 8).line, 2);
  EXPECT_EQ(s.text(s.line_of(f, 3)), "一二");
  EXPECT_EQ(s.position(f, 99).line, 3);
  EXPECT_FALSE(s.load("没有这个文件.zs").has_value());
}

}  // namespace
}  // namespace zs::test
