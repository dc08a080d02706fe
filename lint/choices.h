#pragma once
// Every 口径 of a pack, wherever it stands.
#include "lint/uses.h"

namespace zs::lint {

/// f(choice, names of what alone can ask for it; null: the whole pack).
template <class F>
void each_choice(const Pack& pack, F f) {
  const auto of_clock = [&](const ast::ClockDecl& k) {
    if (k.choices.empty()) return;
    const Names inside = names_in(k);
    for (const auto& d : k.choices) f(d, &inside);
  };
  pack.each<ast::ChoiceDecl>([&](const ast::ChoiceDecl& d) { f(d, nullptr); });
  pack.each<ast::ClockDecl>(of_clock);
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    const Names inside = names_in(i);
    for (const auto& d : i.choices) f(d, &inside);
    each_situation(i, [&](const ast::SituationDecl& s) {
      for (const auto& k : s.clocks) of_clock(k);
    });
  });
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) {
    const Names inside = names_in(a);
    for (const auto& d : a.choices) f(d, &inside);
  });
}

}  // namespace zs::lint
