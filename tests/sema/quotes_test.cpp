#include "compiler/sema/quotes.h"

#include "pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace zs::test {
namespace {

namespace fs = std::filesystem;

bool found(std::string_view text, std::string_view quote) { return !sema::find_quote(sema::fold_text(text), quote).empty(); }

TEST(Quotes, IgnoreWhatScanningDoesToText) {
  EXPECT_TRUE(found("各 — 2 — 省辖市、省直管\n县(市)应将", "各省辖市、省直管县（市）应将"));
  EXPECT_TRUE(found("#### 第一章 总 则\n\n- 第一条 为规范", "第一章总则第一条为规范"));
  EXPECT_TRUE(found("存在“明进暗不进”,50%", "存在「明进暗不进」，50％"));
  EXPECT_FALSE(found("3-5个工作日", "35个工作日"));
  EXPECT_FALSE(found("不超过5天", "不超过6天"));
}

TEST(Quotes, EllipsisSkipsInOrderOnly) {
  EXPECT_TRUE(found("甲乙丙丁戊", "甲……丁"));
  EXPECT_TRUE(found("甲乙丙丁戊", "……乙……戊……"));
  EXPECT_FALSE(found("甲乙丙丁戊", "丁……甲"));
}

TEST(Quotes, ErrataMendTheTextAndKeepPlaces) {
  sema::Folded text = sema::fold_text("办结时 问超出，办结时问");
  EXPECT_EQ(sema::mend(text, U"时问", U"时间"), 2u);
  const auto parts = sema::find_quote(text, "办结时间超出");
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(text.at[parts[0].first], 0u);
  EXPECT_EQ(text.at.size(), text.chars.size() + 1);
}

TEST(Quotes, NearestPassageIsFound) {
  const sema::Folded text = sema::fold_text("当业务办理用时超过承诺时限，监察系统发红牌。");
  const sema::Passage p = sema::nearest_passage(text, U"业务办理用时大于承诺时限");
  EXPECT_EQ(p.edits, 2u);
  EXPECT_EQ(text.chars.substr(p.from, p.to - p.from), U"业务办理用时超过承诺时限");
}

/// A folder of its own, gone when the test ends.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("zs-sema-" + std::to_string(::getpid()) + "-" +
                                               testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
  }
  fs::path path;
};

std::string rules(const std::string& header) {
  std::string text = kPrelude;
  const std::string cards = "牌 预警";
  text.replace(text.find(cards), cards.size(), header + " " + cards);
  return text;
}

TEST(Quotes, AreLookedUpInTheSources) {
  const Folder f;
  f.write("sources/a.txt", "第八条 办结时问超出24小时的,监察系统发出预警。\n");
  f.write("a.zs", rules("原文 「sources/a.txt」 勘误 「时问」 改 「时间」") +
                      "指标 A 试 对 办件 { 依据 第八条 「办结时间超出24小时的……发出预警」 当 已核，发 红牌 }");
  const Compilation c = compile(f.path.string());
  ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  EXPECT_EQ(c.program->indicators[0].quotes.at(0).source, "a.txt");
  EXPECT_EQ(c.covered.size(), 2u);
  EXPECT_EQ(c.sources.text(c.covered[1].src), "发出预警");
}

TEST(Quotes, MisquotesShowTheNearestPassage) {
  const Folder f;
  f.write("a.txt", "第八条 办结时间超出24小时的,监察系统发出预警。\n");
  f.write("a.zs", rules("原文 「a.txt」 勘误 「没有」 改 「有」") +
                      "指标 A 试 对 办件 { 依据 第八条 「办结时间超过24小时的」 当 已核，发 红牌 }");
  const Compilation c = compile(f.path.string());
  EXPECT_EQ(errors(c), "E0531 E0532");
  ASSERT_EQ(c.diagnostics.all().size(), 2u);
  EXPECT_THAT(c.diagnostics.all()[1].others.at(0).zh, testing::HasSubstr("办结时间超出24小时的"));
}

TEST(Files, ImportsAreFollowedOnceAndCirclesReported) {
  const Folder f;
  f.write("a.zs", "导入 「lib/b.zs」\n导入 「lib/b.zs」\n" + kPrelude + "指标 A 试 对 办件 { 当 承诺时限 > 限度，发 红牌 }");
  f.write("lib/b.zs", "参数 限度 = 3工作日");
  EXPECT_TRUE(compile(f.path.string()).program);
  EXPECT_TRUE(compile((f.path / "a.zs").string()).program);
  f.write("lib/b.zs", "导入 「../a.zs」\n参数 限度 = 3工作日");
  EXPECT_EQ(errors(compile(f.path.string())), "E0205");
  f.write("lib/b.zs", "导入 「c.zs」\n参数 限度 = 3工作日");
  EXPECT_EQ(errors(compile(f.path.string())), "E0203");
  f.write("lib/b.zs", "导入 「标准库/办見.zs」\n参数 限度 = 3工作日");
  EXPECT_EQ(errors(compile(f.path.string())), "E0204");
}

TEST(Files, WhatCannotBeReadIsSaid) {
  const Folder f;
  EXPECT_EQ(errors(compile(f.path.string())), "E0202");
  EXPECT_EQ(errors(compile((f.path / "none.zs").string())), "E0201");
  f.write("a.zs", "参数 限度 = 3工作日");
  EXPECT_EQ(errors(compile(f.path.string())), "E0519");
  CompileOptions library;
  library.library = true;
  EXPECT_TRUE(compile(f.path.string(), library).program);
}

TEST(Files, TheStandardLibraryIsBuiltIn) {
  ASSERT_FALSE(standard_library().empty());
  std::string imports;
  for (const auto& [path, text] : standard_library()) imports += "导入 「标准库/" + path + "」\n";
  const Compilation c = compile_text("t.zs", imports + "规则集 t 版本 1 { 牌 甲 }");
  ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  EXPECT_GE(c.program->models.find("办件"), 0);
  CompileOptions folder;
  folder.stdlib_dir = std::string(ZS_SOURCE_DIR) + "/stdlib";
  EXPECT_TRUE(compile_text("t.zs", imports + "规则集 t 版本 1 { 牌 甲 }", folder).program);
}

TEST(Files, ShippedRulesCompile) {
  for (const char* pack : {"rules/henan/2019", "rules/neimenggu/2024", "rules/neimenggu/2024-procedure", "rules/neimenggu/2021-tasks", "rules/neimenggu/2021-standardization"}) {
    const Compilation c = compile(std::string(ZS_SOURCE_DIR) + "/" + pack);
    EXPECT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  }
}

}  // namespace
}  // namespace zs::test
