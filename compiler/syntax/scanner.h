#pragma once
// Text -> lexemes. Full-width and half-width signs are equal; a number and its unit are one lexeme; what stands in
// quotes is left as it is written. Problems are reported, and scanning goes on.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"
#include "compiler/syntax/tokens.h"

namespace zs::syntax {

Scan scan(const Sources& sources, int file, diag::Sink& sink);

}  // namespace zs::syntax
