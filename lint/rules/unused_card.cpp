// A card of the rule set that no indicator issues.
#include "lint/pack.h"

namespace zs::lint::found {

void unused_card(const Pack& pack, Report& report) {
  const typed::Program& p = pack.program;
  std::vector<bool> issued(p.cards.size());
  for (const auto& i : p.indicators)
    for (const auto& s : i.situations)
      for (const auto& c : s.cards) issued[static_cast<size_t>(c.card)] = true;
  for (const auto& a : p.aggregates) issued[static_cast<size_t>(a.card)] = true;
  const ast::RuleSetDecl* set = pack.rule_set();
  for (size_t i = 0; set && i < set->cards.size() && i < issued.size(); ++i)
    if (!issued[i]) report(set->cards[i].src, {set->cards[i].text});
}

}  // namespace zs::lint::found
