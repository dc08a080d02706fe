#pragma once
// What the tests of a pack expect of its indicators.
#include "lint/pack.h"

namespace zs::lint {

/// f(expectation) of every test about the indicator.
template <class F>
void each_expectation(const Pack& pack, int indicator, F f) {
  for (const auto& t : pack.program.tests)
    for (const auto& e : t.expect)
      if (e.indicator == indicator) f(e);
}

inline bool tested(const Pack& pack, int indicator) {
  bool any = false;
  each_expectation(pack, indicator, [&](const typed::Expectation&) { any = true; });
  return any;
}

}  // namespace zs::lint
