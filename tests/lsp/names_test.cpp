// What the editor takes a name to mean is what the checker takes it to mean: renamed everywhere, the rules are the same.
#include "compiler/ast/ast.h"
#include "lsp/features.h"

#include "compiler/compile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace zs::lsp {
namespace {

View view_of(Compilation compilation) {
  auto at = std::make_shared<Snapshot>();
  at->compilation = std::move(compilation);
  at->index = Index(at->compilation.trees);
  for (int f = 0; f < at->compilation.sources.size(); ++f) at->files.emplace(at->compilation.sources.name(f), f);
  View v;
  v.at = std::move(at);
  return v;
}

std::string first_error(const Compilation& c) {
  for (const auto& d : c.diagnostics.all())
    if (diag::row(d.code).severity == diag::Severity::kError) return std::string(diag::row(d.code).id) + " " + diag::fill(diag::row(d.code).zh, d.args) + (d.src.file >= 0 ? " in " + c.sources.name(d.src.file) : "");
  return {};
}

class Packs : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Shipped, Packs, testing::Values("rules/henan/2019", "rules/neimenggu/2024", "rules/neimenggu/2021-tasks", "examples/permit-log/rules"));

/// All names of the pack's own at once get another name: were one place missed, or one too many taken, it would not compile.
TEST_P(Packs, StayTheSameWhenEveryNameIsAnother) {
  const std::string pack = std::string(ZS_SOURCE_DIR "/") + GetParam();
  const View view = view_of(compile(pack));
  ASSERT_TRUE(view.at->compilation.program);
  const Index& index = view.index();
  std::map<int, std::vector<const Use*>> places;      // by file
  size_t symbols = 0;
  for (int s = 0; s < index.size(); ++s) {
    const Symbol& x = index[s];
    if (x.src.file < 0 || view.is_library(x.src.file) || x.kind == Symbol::Kind::kTest || x.kind == Symbol::Kind::kRuleSet || x.name.empty()) continue;
    ++symbols;
    for (const Use* u : index.uses_of(s)) {
      std::string text(view.sources().text(u->src));
      if (text.starts_with("〔")) text = text.substr(3, text.size() - 6);
      if (text == x.name) places[u->src.file].push_back(u);
    }
  }
  EXPECT_GT(symbols, 10u);
  CompileOptions options;
  for (auto& [file, uses] : places) {
    std::sort(uses.begin(), uses.end(), [](const Use* a, const Use* b) { return a->src.begin > b->src.begin; });
    std::string text(view.text(file));
    uint32_t last = UINT32_MAX;
    for (const Use* u : uses) {
      if (u->src.end > last) continue;
      const Symbol& x = index[u->symbol];
      const bool code = x.kind == Symbol::Kind::kIndicator || x.kind == Symbol::Kind::kStatistic;
      text.replace(u->src.begin, u->src.end - u->src.begin, code ? x.name + "-9" : "〔" + x.name + "改〕");
      last = u->src.begin;
    }
    options.texts[view.sources().name(file)] = std::move(text);
  }
  const Compilation after = compile(pack, options);
  EXPECT_TRUE(after.program) << first_error(after);
  if (!after.program) return;
  EXPECT_EQ(after.program->exprs.size(), view.at->compilation.program->exprs.size());
  EXPECT_EQ(after.program->clocks.size(), view.at->compilation.program->clocks.size());
}

/// Every word that is written as a name in a rule means something.
TEST_P(Packs, LeaveNoNameWithoutAMeaning) {
  const View view = view_of(compile(std::string(ZS_SOURCE_DIR "/") + GetParam()));
  std::set<std::pair<int, uint32_t>> known;
  for (const Use& u : view.index().uses()) known.emplace(u.src.file, u.src.begin);
  std::vector<std::string> unknown;
  for (const auto& e : view.at->compilation.program->exprs)
    if (e.op == typed::Op::kField && e.src.file >= 0 && !known.contains({e.src.file, e.src.begin}) && view.sources().text(e.src).size() < 60) unknown.push_back(std::string(view.sources().text(e.src)));
  EXPECT_TRUE(unknown.empty()) << unknown.size() << ", such as " << unknown.front();
}

}  // namespace
}  // namespace zs::lsp
