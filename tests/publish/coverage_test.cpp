// The checklist and the coverage.tsv of the shipped packs: every row is accounted for once, every indicator named exists, and the
// words that a row quotes stand in the regulation.
#include "publish/coverage.h"

#include "compiler/compile.h"
#include "compiler/diagnostics/render.h"
#include "compiler/sema/quotes.h"
#include "docs/generate/pages.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

namespace zs::publish {
namespace {

const std::string kRoot = ZS_SOURCE_DIR;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Rows of the checklist by pack, in its order.
const std::map<std::string, std::vector<std::string>>& checklist() {
  static const auto all = [] {
    std::map<std::string, std::vector<std::string>> out;
    const auto lines = split(read(kRoot + "/rules/indicators.tsv"), "\n");
    for (size_t n = 1; n + 1 < lines.size(); ++n) {
      const auto cells = split(lines[n], "\t");
      EXPECT_EQ(cells.size(), 6u) << lines[n];
      if (cells.size() == 6) out[cells[1]].push_back(cells[0]);
    }
    return out;
  }();
  return all;
}

const Compilation& pack(const std::string& path) {
  static std::map<std::string, Compilation> all;
  auto [it, added] = all.try_emplace(path);
  if (added) it->second = compile(kRoot + "/" + path);
  return it->second;
}

std::set<std::string> codes(const Compilation& c) {
  std::set<std::string> out;
  for (const auto& i : c.program->indicators) out.insert(i.code);
  for (const auto& a : c.program->aggregates) out.insert(a.code);
  return out;
}

TEST(Coverage, TheChecklistIsWhole) {
  size_t rows = 0;
  std::set<std::string> ids;
  for (const auto& [name, items] : checklist()) rows += items.size(), ids.insert(items.begin(), items.end());
  EXPECT_EQ(rows, 242u);
  EXPECT_EQ(ids.size(), rows) << "a row stands twice";
}

TEST(Coverage, EveryRowOfTheChecklistIsAccountedForOnce) {
  for (const auto& [name, items] : checklist()) {
    SCOPED_TRACE(name);
    const auto coverage = read_coverage(kRoot + "/" + name);
    ASSERT_TRUE(coverage) << coverage.error().en;
    std::vector<std::string> rows;
    for (const auto& r : *coverage) rows.push_back(r.id);
    std::vector<std::string> wanted = items;
    std::sort(rows.begin(), rows.end()), std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(rows, wanted);
  }
}

TEST(Coverage, NamesEveryIndicatorAndNoOther) {
  for (const auto& [name, items] : checklist()) {
    SCOPED_TRACE(name);
    const Compilation& c = pack(name);
    ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
    std::set<std::string> named;
    for (const auto& r : read_coverage(kRoot + "/" + name).value()) {
      named.insert(r.indicators.begin(), r.indicators.end());
      EXPECT_EQ(r.indicators.empty(), r.zh.rfind("不判定：", 0) == 0) << r.id;
      EXPECT_EQ(r.indicators.empty(), r.en.rfind("not judged", 0) == 0) << r.id;
    }
    EXPECT_EQ(named, codes(c));
  }
}

/// “由 rules/neimenggu/2024 的 NM1-1、NM1-2 判断”: the pack is there, and has them.
TEST(Coverage, WhatAnotherRuleSetIsSaidToJudgeItJudges) {
  static const std::regex kElsewhere("由 (rules/[^ ]+) 的 ((?:[A-Z]+[0-9A-Za-z-]+(?:、)?)+) 判断");
  size_t seen = 0;
  for (const auto& [name, items] : checklist())
    for (const auto& r : read_coverage(kRoot + "/" + name).value()) {
      if (!docs::judged_elsewhere(r.zh)) continue;
      std::smatch m;
      ASSERT_TRUE(std::regex_search(r.zh, m, kElsewhere)) << r.id << " " << r.zh;
      ++seen;
      const Compilation& other = pack(m[1]);
      ASSERT_TRUE(other.program) << r.id << " names " << m[1];
      for (const auto& code : split(m[2].str(), "、")) EXPECT_EQ(codes(other).count(code), 1u) << r.id << ": " << m[1] << " has no " << code;
    }
  EXPECT_GT(seen, 5u);
}

TEST(Coverage, TheWordsQuotedStandInTheRegulation) {
  for (const auto& [name, items] : checklist()) {
    SCOPED_TRACE(name);
    const Compilation& c = pack(name);
    std::vector<sema::Folded> texts;
    for (const int file : c.regulation_files) texts.push_back(sema::fold_text(c.sources.text(file)));
    ASSERT_FALSE(texts.empty());
    for (const auto& r : read_coverage(kRoot + "/" + name).value()) {
      EXPECT_FALSE(r.text.empty()) << r.id;
      EXPECT_TRUE(std::any_of(texts.begin(), texts.end(), [&](const auto& t) { return !sema::find_quote(t, r.text).empty(); })) << r.id << " " << r.text;
    }
  }
}

TEST(Coverage, SaysWhatIsWrongWithATableAndWhere) {
  const std::string head = "row\tindicators\treason_zh\treason_en\ttext\n";
  const auto error = [&](const std::string& text) {
    const auto rows = parse_coverage(text, "coverage.tsv");
    return rows ? std::string() : rows.error().en;
  };
  EXPECT_EQ(error(head + "A\tX-1\t\t\twords\n"), "");
  EXPECT_EQ(error("row\n").rfind("coverage.tsv:1: the header", 0), 0u);
  EXPECT_EQ(error(head + "A\tX-1\t\t\n").rfind("coverage.tsv:2: 5 columns", 0), 0u);
  EXPECT_EQ(error(head + "A\tX-1\t\t\t\nA\tX-1\t\t\t\n").rfind("coverage.tsv:3: the id", 0), 0u);
  EXPECT_EQ(error(head + "A\tX-1\t只有中文\t\t\n").rfind("coverage.tsv:2: write", 0), 0u);
  EXPECT_EQ(error(head + "A\t\t\t\t\n").rfind("coverage.tsv:2: A has no indicator", 0), 0u);
}

}  // namespace
}  // namespace zs::publish
