// Indicators that no test of the rule files names. Tables and frozen answers are no part of the rules, and not looked at.
#include "lint/tests_of.h"

namespace zs::lint::found {

void untested_indicator(const Pack& pack, Report& report) {
  for (size_t i = 0; i < pack.program.indicators.size(); ++i)
    if (const auto& d = pack.program.indicators[i]; pack.is_own(d.src) && !tested(pack, static_cast<int>(i))) report(d.src, {d.code});
}

}  // namespace zs::lint::found
