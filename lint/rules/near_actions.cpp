// A 处置 that stands once and differs in one character from one that stands more often: nothing else would notice the slip.
#include "compiler/syntax/near.h"
#include "compiler/syntax/utf8.h"
#include "lint/uses.h"

namespace zs::lint::found {

void near_actions(const Pack& pack, Report& report) {
  std::map<std::string, std::pair<size_t, Span>> uses;
  const auto look = [&](const std::vector<ast::CardClause>& cards) {
    for (const auto& c : cards)
      for (const auto& a : c.actions) ++uses.try_emplace(a.text, 0, a.src).first->second.first;
  };
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) { each_situation(i, [&](const ast::SituationDecl& s) { look(s.cards); }); });
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) { look(a.cards); });
  constexpr size_t kLeast = 4 * 3;  // bytes: four characters; shorter words differ in one and are different
  for (const auto& [name, use] : uses)
    for (const auto& [other, more] : uses)
      if (name.size() >= kLeast && use.first == 1 && more.first > 1 && syntax::edit_distance(name, other) == 1) report(use.second, {name, other}).also(more.second, "别处写作", "written elsewhere").suggest(use.second, other);
}

}  // namespace zs::lint::found
