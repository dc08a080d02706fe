#include "replay/restrict.h"

#include "compiler/typed/silencers.h"

#include <algorithm>

namespace zs::replay {

Restricted restricted(const typed::Program& whole, const std::vector<int>& indicators) {
  std::vector<char> wanted(whole.indicators.size(), 0);
  for (const int i : indicators) {
    wanted[static_cast<size_t>(i)] = 1;
    for (const int by : typed::silencers(whole, i)) wanted[static_cast<size_t>(by)] = 1;
  }
  Restricted out;
  out.program = whole;
  out.program.tests.clear();
  out.program.aggregates.clear();
  out.program.indicators.clear();
  std::vector<int> now(wanted.size(), typed::kNone);
  for (size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i]) {
      now[i] = static_cast<int>(out.from.size());
      out.from.push_back(static_cast<int>(i));
    }
  for (const int i : out.from) {
    auto& indicator = out.program.indicators.emplace_back(whole.indicators[static_cast<size_t>(i)]);
    std::vector<int> over;
    for (const int j : indicator.supersedes)
      if (now[static_cast<size_t>(j)] != typed::kNone) over.push_back(now[static_cast<size_t>(j)]);
    indicator.supersedes = std::move(over);
  }
  return out;
}

}  // namespace zs::replay
