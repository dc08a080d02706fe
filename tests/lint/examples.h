#pragma once
// The examples of docs/lints, and running lints over a text.
#include "compiler/compile.h"
#include "lint/lint.h"

#include <string>
#include <vector>

namespace zs::lint::test {

struct Example {
  std::string bad, good;    // blocks ```规则 below 不好的写法 and 好的写法
  std::string regulation;   // block ```原文; empty: none
  std::string title;        // the first line without #
};
Example example_of(const std::string& page);

/// The rules as a pack of its own: without a 规则集 they get one, and the imports most examples need.
std::string whole(const std::string& rules, const std::string& regulation);

struct Found {
  std::string code, text;
  int line = 0;
};
/// Compiles and lints; the regulation stands beside the rules as 原文.txt. Compile errors are findings too, so that no test overlooks them.
std::vector<Found> lint(const std::string& rules, const std::string& regulation = {}, const Options& options = {});
std::vector<Found> findings(const Compilation& compiled, const Options& options);

/// "L003 L004": the codes, each once, in order; without `leave_out`.
std::string codes_of(const std::vector<Found>& found, const std::string& leave_out = {});

std::string read_file(const std::string& path);

}  // namespace zs::lint::test
