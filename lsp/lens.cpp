// Lenses: run a test; how many tests and examples an indicator has.
#include "lsp/features.h"

namespace zs::lsp {
namespace {

using Kind = Symbol::Kind;

json lens(const View& view, Span at, const std::string& title, const char* command, json arguments) {
  return {{"range", view.range(at)}, {"command", {{"title", title}, {"command", command}, {"arguments", std::move(arguments)}}}};
}

/// By indicator symbol: the tests that name it.
std::map<int, int> tests_of(const Index& index) {
  std::map<int, int> out;
  for (const auto& tree : index.trees())
    for (const auto& item : tree->items) {
      const auto* t = std::get_if<ast::TestDecl>(&item);
      if (!t) continue;
      std::set<int> named;
      for (const auto& e : t->expect) named.insert(index.indicator(e.indicator.text));
      for (const int s : named) ++out[s];
    }
  return out;
}

}  // namespace

json code_lenses(const View& view, int file, const Examples* examples) {
  const Index& index = view.index();
  const auto tests = tests_of(index);
  const std::string uri = view.uri(file);
  json out = json::array();
  bool first = true;
  for (int s = 0; s < index.size(); ++s) {
    const Symbol& x = index[s];
    if (x.src.file != file) continue;
    if (x.kind == Kind::kTest) {
      if (first) out.push_back(lens(view, x.src, view.pick("运行本文件的测试", "run the tests of this file"), "zhunsheng.runTests", {uri}));
      first = false;
      out.push_back(lens(view, x.src, view.pick("运行", "run"), "zhunsheng.runTest", {uri, x.name}));
    }
    if (x.kind != Kind::kIndicator) continue;
    const auto it = tests.find(s);
    const int n = it == tests.end() ? 0 : it->second;
    std::string title = view.pick(std::to_string(n) + " 个测试", std::to_string(n) + (n == 1 ? " test" : " tests"));
    if (examples) {
      const auto carded = examples->carded.find(x.name);
      const std::string hit = std::to_string(carded == examples->carded.end() ? 0 : carded->second), all = std::to_string(examples->cases);
      title += view.pick("，" + all + " 个示例中 " + hit + " 个亮牌", ", " + hit + " of " + all + " examples have a card");
    }
    out.push_back(lens(view, x.src, title, "", json::array()));
  }
  return out;
}

}  // namespace zs::lsp
