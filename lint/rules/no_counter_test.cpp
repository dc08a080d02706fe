// Indicators whose tests all show a card: a rule that always fires would pass them.
#include "lint/tests_of.h"

namespace zs::lint::found {

void no_counter_test(const Pack& pack, Report& report) {
  for (size_t i = 0; i < pack.program.indicators.size(); ++i) {
    if (!pack.is_own(pack.program.indicators[i].src)) continue;
    bool nothing = false;
    each_expectation(pack, static_cast<int>(i), [&](const typed::Expectation& e) { nothing = nothing || e.what == typed::Expectation::What::kNothing; });
    if (!nothing && tested(pack, static_cast<int>(i))) report(pack.program.indicators[i].src, {pack.program.indicators[i].code});
  }
}

}  // namespace zs::lint::found
