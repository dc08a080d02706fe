// A card of the rule set that no indicator issues.
#include "lint/uses.h"

namespace zs::lint::found {

void unused_card(const Pack& pack, Report& report) {
  const typed::Program& p = pack.program;
  std::vector<bool> issued(p.cards.size());
  for (const auto& i : p.indicators)
    for (const auto& s : i.situations)
      for (const auto& c : s.cards) issued[static_cast<size_t>(c.card)] = true;
  for (const auto& a : p.aggregates) issued[static_cast<size_t>(a.card)] = true;
  Names said;
  pack.each<ast::RuleSetDecl>([&](const ast::RuleSetDecl& set) {
    for (const ast::Name& card : set.cards) {
      const auto at = static_cast<size_t>(std::find(p.cards.begin(), p.cards.end(), card.text) - p.cards.begin());
      if (at < issued.size() && !issued[at] && said.insert(card.text).second) report(card.src, {card.text});
    }
  });
}

}  // namespace zs::lint::found
