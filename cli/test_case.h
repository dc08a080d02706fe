#pragma once
// One test of a rule file: its records bound as data are, judged by the oracle and by the machine, held against what it
// expects.
#include "cli/pack.h"
#include "runtime/findings/finding.h"

#include <string>
#include <vector>

namespace zs::cli {

struct Outcome {
  bool passed = false;
  bool differ = false;        // oracle and machine do not agree: a bug of ours
  std::string trouble;        // could not be judged at all, or how the two differ
  struct Line {
    bool ok = false;
    std::string expected;     // empty: nothing of the kind was expected
    std::string got;          // empty: nothing of the kind came
  };
  std::vector<Line> lines;    // by expectation, then what was not expected
  double seconds = 0;
};

Outcome run_test(const Context& context, const Pack& pack, const typed::Test& test);

/// The first difference between two reports in words; empty where they agree.
std::string difference(const typed::Program& program, const findings::Report& oracle, const findings::Report& machine);

}  // namespace zs::cli
