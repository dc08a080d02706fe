#include "replay/restrict.h"

#include <algorithm>

namespace zs::replay {

std::vector<int> silencers(const typed::Program& program, int indicator) {
  std::vector<int> out, open{indicator};
  while (!open.empty()) {
    const int silenced = open.back();
    open.pop_back();
    for (size_t i = 0; i < program.indicators.size(); ++i) {
      const auto& over = program.indicators[i].supersedes;
      const int by = static_cast<int>(i);
      if (std::find(over.begin(), over.end(), silenced) == over.end() || std::find(out.begin(), out.end(), by) != out.end()) continue;
      out.push_back(by);
      open.push_back(by);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Restricted restricted(const typed::Program& whole, const std::vector<int>& indicators) {
  std::vector<char> wanted(whole.indicators.size(), 0);
  for (const int i : indicators) {
    wanted[static_cast<size_t>(i)] = 1;
    for (const int by : silencers(whole, i)) wanted[static_cast<size_t>(by)] = 1;
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
