#include "compiler/typed/silencers.h"

#include <algorithm>

namespace zs::typed {

std::vector<int> silencers(const Program& program, int indicator) {
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

}  // namespace zs::typed
