#pragma once
// 只能从严: an overlay that promises to be stricter is held to it.
#include "compiler/compile.h"

namespace zs::cli {

/// Compares every version that says 只能从严 with the version of the inherited pack in force at the same time, and adds an error
/// (E0560, with a case that shows it; E0561 where nothing was proved) for each indicator that is not only stricter.
/// Nothing to do, and no time spent, where no rule set of the pack says 只能从严.
void prove_strictness(Compilation& compilation, const CompileOptions& options);

}  // namespace zs::cli
