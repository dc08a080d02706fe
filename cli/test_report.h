#pragma once
// Failing tests as people and as build servers read them.
#include "cli/test_run.h"

namespace zs::cli {

/// Expected beside got, the timeline of each indicator that differs, what decided.
std::string drawing(const Context& context, const Pack& pack, const testing::Case& test, const Outcome& outcome, bool color);

/// JUnit XML: a test suite for the rule files of a pack, one for each table and each file of frozen answers.
class Junit {
 public:
  void add(const Context& context, const Suite& suite, const std::vector<Outcome>& outcomes);
  std::string text() const;

 private:
  std::string suites_;
};

}  // namespace zs::cli
