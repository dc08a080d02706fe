#pragma once
// Which fields an indicator reads, and what becomes of its answer where one is missing.
#include "compiler/typed/program.h"

#include <string>
#include <vector>

namespace zs::publish {

struct Need {
  int model = typed::kNone, field = typed::kNone;
  enum class Missing {
    kTold,        // it is asked whether it is given: missing is an answer
    kReason,      // only the reason's words name it
    kDefault,     // something else is taken
    kNoRows,      // a list: none
    kNotYet,      // an event: it has not happened
    kUndecided,   // what hangs on it is undecided
  } missing = Missing::kTold;
};

/// In the order in which the conditions name them; the gravest effect of each.
std::vector<Need> needs_of(const typed::Program& program, const typed::Indicator& indicator);
std::vector<Need> needs_of(const typed::Program& program, const typed::Aggregate& aggregate);

/// Clocks that conditions ask, in the order met; without those of 自 … 至 … unless `anonymous`.
std::vector<int> clocks_of(const typed::Program& program, const typed::Indicator& indicator, bool anonymous);

}  // namespace zs::publish
