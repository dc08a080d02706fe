// Two indicators that judge the same records by the same sentence and give the same card.
#include "lint/uses.h"

namespace zs::lint::found {
namespace {

struct One {
  int indicator;
  const typed::Quote* quote;
};

bool related(const typed::Program& p, int a, int b) {
  const auto& over = p.indicators[static_cast<size_t>(a)].supersedes;
  return std::find(over.begin(), over.end(), b) != over.end();
}

std::set<int> cards_of(const typed::Indicator& i) {
  std::set<int> out;
  for (const auto& s : i.situations)
    for (const auto& c : s.cards) out.insert(c.card);
  return out;
}

}  // namespace

void repeated_quote(const Pack& pack, Report& report) {
  const typed::Program& p = pack.program;
  std::map<std::tuple<int, std::string, int>, One> first;  // model, words, card
  for (size_t n = 0; n < p.indicators.size(); ++n) {
    const auto& i = p.indicators[n];
    if (!pack.is_own(i.src)) continue;
    for (const typed::Quote& q : i.quotes)
      for (const int card : cards_of(i)) {
        const auto [it, fresh] = first.try_emplace({i.model, q.text, card}, One{static_cast<int>(n), &q});
        const int other = it->second.indicator, me = static_cast<int>(n);
        if (fresh || other == me || p.indicators[static_cast<size_t>(other)].code == i.code || related(p, me, other) || related(p, other, me)) continue;
        report(q.src, {p.indicators[static_cast<size_t>(other)].code, i.code, p.cards[static_cast<size_t>(card)]}).also(it->second.quote->src, "另一个在这里", "the other is here");
      }
  }
}

}  // namespace zs::lint::found
