// Cards that an indicator can give and that no test of it expects. What a 口径 that was not chosen would give is left out.
#include "compiler/typed/settled.h"
#include "lint/tests_of.h"

namespace zs::lint::found {

void untested_card(const Pack& pack, Report& report) {
  const typed::Program& p = pack.program;
  for (size_t i = 0; i < p.indicators.size(); ++i) {
    const int index = static_cast<int>(i);
    if (!pack.is_own(p.indicators[i].src) || !tested(pack, index)) continue;
    std::set<int> expected;
    each_expectation(pack, index, [&](const typed::Expectation& e) { expected.insert(e.card); });
    for (const auto& s : p.indicators[i].situations)
      for (const auto& c : s.cards)
        if (!typed::never(p, s.applies) && !typed::never(p, c.when) && expected.insert(c.card).second) report(c.src, {p.indicators[i].code, p.cards[static_cast<size_t>(c.card)]});
  }
}

}  // namespace zs::lint::found
