#pragma once
// The 依据 of a pack and where they stand in the regulation.
#include "lint/uses.h"

namespace zs::lint {

/// f(quote) for every 依据 of indicators, situations and statistics.
template <class F>
void each_quote(const Pack& pack, F f) {
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      for (const auto& q : s.quotes) f(q);
    });
  });
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) {
    for (const auto& q : a.quotes) f(q);
  });
}

/// The first passage of the regulation that the quote was found in; null where the pack has no text.
inline const CoveredPart* place_of(const Pack& pack, const ast::QuoteClause& q) {
  const auto within = [](Span inner, Span outer) { return inner.file == outer.file && outer.begin <= inner.begin && inner.begin < outer.end; };
  for (const CoveredPart& c : pack.compiled.covered)
    if (within(c.quote, q.src) || within(q.src, c.quote)) return &c;
  return nullptr;
}

}  // namespace zs::lint
