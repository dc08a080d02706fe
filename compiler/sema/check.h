#pragma once
// The parsed files of one pack, and of those it stands on -> typed program.
#include "compiler/compile.h"
#include "compiler/sema/packs.h"

namespace zs::sema {

/// Checks the declarations of all files together and fills out.program where nothing was wrong. Diagnostics go to
/// out.diagnostics; 原文 are added to out.sources.
void check(const Loaded& loaded, const CompileOptions& options, Compilation& out);

}  // namespace zs::sema
