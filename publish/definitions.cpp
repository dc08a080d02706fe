#include "publish/definitions.h"

#include "compiler/syntax/parse.h"

#include <algorithm>
#include <type_traits>

namespace zs::publish {
namespace {

class Gatherer {
 public:
  explicit Gatherer(const syntax::Sources& sources) : sources_(sources) {}

  void item(const ast::Item& item) {
    std::visit([&](const auto& d) { one(d); }, item);
  }
  std::vector<Definition> out;

 private:
  using Kind = Definition::Kind;
  template <class D>
  void one(const D& d) {
    if constexpr (std::is_same_v<D, ast::ParameterDecl>) parameter(d, "", d.src);
    else if constexpr (std::is_same_v<D, ast::ChoiceDecl>) choice(d, "", d.src);
    else if constexpr (std::is_same_v<D, ast::WordListDecl>) out.push_back({Kind::kWords, d.name.text, "", texts(d.words), d.src, d.src});
    else if constexpr (std::is_same_v<D, ast::PatternDecl>) out.push_back({Kind::kPattern, d.name.text, "", texts(d.alternatives), d.src, d.src});
    else if constexpr (std::is_same_v<D, ast::ConditionDecl>) out.push_back({Kind::kOther, d.name.text, "", "", d.src, d.src});
    else if constexpr (std::is_same_v<D, ast::ClockDecl>) clock(d, d.src, true);
    else if constexpr (std::is_same_v<D, ast::IndicatorDecl>) indicator(d);
    else if constexpr (std::is_same_v<D, ast::AggregateDecl>) {
      for (const auto& p : d.parameters) parameter(p, d.code.text, d.src);
      for (const auto& c : d.choices) choice(c, d.code.text, d.src);
    }
  }
  void indicator(const ast::IndicatorDecl& d) {
    for (const auto& c : d.choices) choice(c, d.code.text, d.src);
    const auto situation = [&](const ast::SituationDecl& s) {
      for (const auto& p : s.parameters) parameter(p, d.code.text, d.src);
      for (const auto& k : s.clocks) clock(k, d.src, false);
    };
    situation(d.common);
    for (const auto& s : d.situations) situation(s);
  }
  void clock(const ast::ClockDecl& d, Span within, bool alone) {
    if (alone) out.push_back({Kind::kOther, d.name.text, "", "", d.src, d.src});
    for (const auto& c : d.choices) choice(c, d.name.text, within);
  }
  void parameter(const ast::ParameterDecl& d, const std::string& owner, Span within) {
    out.push_back({Kind::kParameter, d.name.text, owner, d.value ? std::string(sources_.text(d.value->src)) : "", d.src, within});
  }
  void choice(const ast::ChoiceDecl& d, const std::string& owner, Span within) { out.push_back({Kind::kChoice, d.name.text, owner, d.chosen.text, d.src, within}); }
  static std::string texts(const std::vector<ast::Text>& all) {
    std::string out;
    for (const auto& t : all) out += (out.empty() ? "「" : "、「") + t.text + "」";
    return out;
  }
  const syntax::Sources& sources_;
};

bool inside(Span inner, Span outer) { return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end; }

}  // namespace

std::vector<Definition> definitions(const Compilation& pack) {
  Gatherer g(pack.sources);
  for (int file = 0; file < pack.sources.size(); ++file) {
    if (std::find(pack.regulation_files.begin(), pack.regulation_files.end(), file) != pack.regulation_files.end()) continue;
    diag::Sink sink;   // what is wrong was reported when the pack was compiled
    for (const auto& item : syntax::parse(pack.sources, file, sink).items) g.item(item);
  }
  return std::move(g.out);
}

std::vector<Definition> drawn_on(const Compilation& pack, const std::vector<Definition>& all, const std::vector<Span>& places) {
  std::vector<bool> taken(all.size());
  std::vector<Span> open = places;
  while (!open.empty()) {
    const Span at = open.back();
    open.pop_back();
    const std::string_view text = pack.sources.text(at);
    for (size_t n = 0; n < all.size(); ++n) {
      if (taken[n]) continue;
      const bool whole = all[n].owner.empty();
      if (inside(all[n].src, at) ? true : whole && text.find(all[n].name) != std::string_view::npos) {
        taken[n] = true;
        if (!inside(all[n].src, at)) open.push_back(all[n].src);
      }
    }
  }
  std::vector<Definition> out;
  for (size_t n = 0; n < all.size(); ++n)
    if (taken[n]) out.push_back(all[n]);
  return out;
}

}  // namespace zs::publish
