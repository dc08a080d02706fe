#pragma once
// The parsed files of one pack -> typed program.
#include "compiler/ast/ast.h"
#include "compiler/compile.h"

#include <vector>

namespace zs::sema {

/// Checks the declarations of all files together and fills out.program where nothing was wrong. Diagnostics go to
/// out.diagnostics; 原文 are added to out.sources.
void check(const std::vector<const ast::File*>& files, const CompileOptions& options, Compilation& out);

}  // namespace zs::sema
