#pragma once
// Lints: what compiles and is yet probably not meant. Pure functions of what the compiler made of a pack's texts: nothing is
// read, no clock is asked. A lint is a row of compiler/diagnostics/lints.def and a file in lint/rules.
#include "compiler/diagnostics/diagnostics.h"
#include "runtime/base/instant.h"

#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace zs {
struct Compilation;
}

namespace zs::lint {

struct Pack;
class Report;

enum class Speed : uint8_t {
  kFast,   // all of them together take milliseconds: an editor runs them at every pause
  kSlow,   // asks a solver
};

struct Rule {
  diag::Code code;
  Speed speed = Speed::kFast;
  std::string_view title_zh, title_en;
  void (*find)(const Pack&, Report&);
};
/// In the order of their codes.
const std::vector<Rule>& rules();
/// By its code, "L012"; null where there is none.
const Rule* find_rule(std::string_view id);

struct Options {
  std::set<diag::Code> only;     // empty: all
  std::set<diag::Code> except;
  bool slow = true;
  std::optional<Day> today;      // lints that depend on the day are left out without it
  diag::Sink* passed_over = nullptr;  // takes what silencers keep back, where somebody wants to know
};

/// Adds what was found, silenced findings aside, in the order of the rules. Nothing where the pack has errors: there is no
/// program to look at. Gives the number of questions to the solver that stayed open, with neither a proof nor an example.
size_t run(const Compilation& compiled, const Options& options, diag::Sink& out);

}  // namespace zs::lint
