#pragma once
// Rule file text -> syntax tree.
#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"

namespace zs::syntax {

/// Parses one file. What is wrong is reported to the sink (many errors in one pass); the tree holds every
/// declaration that could be read. A part that could not be read is a kError expression (already diagnosed, so
/// that later passes stay silent about it); a required expression is never null, an optional one is null where it
/// is not written.
ast::File parse(const Sources& sources, int file, diag::Sink& sink);

}  // namespace zs::syntax
