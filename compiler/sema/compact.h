#pragma once
// Keeps of a program only what its indicators and aggregates reach, and renumbers it.
#include "compiler/typed/program.h"

namespace zs::sema {

/// Expressions, clocks and scopes that nothing reaches disappear; operands keep standing before what uses them.
/// Fills Indicator::uses_lists.
void compact(typed::Program& program);

}  // namespace zs::sema
