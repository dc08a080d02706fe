#pragma once
// What an indicator's answer hangs on: its expressions and clocks.
#include "compiler/typed/program.h"
#include "compiler/typed/settled.h"

#include <vector>

namespace zs::testing {

struct Reach {
  std::vector<typed::ExprId> exprs;   // each once, in the order met: from 适用 through the 当 of the last 情形
  std::vector<int> clocks;            // each once
};
Reach reach(const typed::Program& program, int indicator);

using typed::never;
using typed::settled;  // such a condition has nothing to test

/// The indicator itself and all that it can silence, through others too.
std::vector<int> silenced_by(const typed::Program& program, int indicator);

/// May this expression be asked for its truth and have one of its own? (且, 非, leaves; not a name that stands for another.)
bool is_condition(const typed::Expr& e);

}  // namespace zs::testing
