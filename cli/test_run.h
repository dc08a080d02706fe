#pragma once
// Tests judged: by the oracle and by the machine, which must agree, and held against what they expect.
#include "cli/test_suite.h"

#include <string>
#include <vector>

namespace zs::cli {

struct Outcome {
  bool passed = false;
  bool differ = false;        // oracle and machine do not agree: a bug of ours
  std::string trouble;        // could not be judged at all, or how the two differ
  testing::Verdict verdict;
  findings::Report report;    // the oracle's
  double seconds = 0;
};

Outcome run_case(const Context& context, const Pack& pack, const testing::Case& test);
/// On `jobs` threads (0: as many as the machine has); in the order of the cases.
std::vector<Outcome> run_cases(const Context& context, const Suite& suite, unsigned jobs);

/// The first difference between two reports in words; empty where they agree.
std::string difference(const typed::Program& program, const findings::Report& oracle, const findings::Report& machine);

}  // namespace zs::cli
