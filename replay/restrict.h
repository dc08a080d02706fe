#pragma once
// A rule set cut down to some of its indicators.
#include "compiler/typed/program.h"

#include <vector>

namespace zs::replay {

struct Restricted {
  typed::Program program;
  std::vector<int> from;    // by indicator of `program`: its index in the whole
};

/// These indicators (indices) and those that silence them, through others too, in their order. Their answers are those
/// of the whole. 统计指标 and tests are left out.
Restricted restricted(const typed::Program& whole, const std::vector<int>& indicators);

}  // namespace zs::replay
