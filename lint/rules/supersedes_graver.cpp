// 取代 of an indicator whose gravest card is graver: the graver card would not be shown.
#include "lint/pack.h"

namespace zs::lint::found {
namespace {

int gravest(const typed::Indicator& i) {
  int card = -1;
  for (const auto& s : i.situations)
    for (const auto& c : s.cards) card = std::max(card, c.card);
  return card;
}

}  // namespace

void supersedes_graver(const Pack& pack, Report& report) {
  const typed::Program& p = pack.program;
  const auto card = [&](int c) { return p.cards[static_cast<size_t>(c)]; };
  for (const auto& i : p.indicators)
    for (const int other : i.supersedes) {
      if (!pack.is_own(i.src)) continue;
      const auto& j = p.indicators[static_cast<size_t>(other)];
      const int mine = gravest(i), theirs = gravest(j);
      if (mine >= 0 && theirs > mine) report(i.src, {i.code, card(mine), card(theirs), j.code}).also(j.src, "被取代的在这里", "the superseded one is here");
    }
}

}  // namespace zs::lint::found
