#pragma once
// One slip, one message: what would only repeat an error that stands already.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"

namespace zs {

/// Forgets what follows from a declaration that could not be read: whatever the checker says within it, names that are
/// unknown because it would have declared them, and what the parser says behind a bracket that is missing.
void drop_echoes(const syntax::Sources& sources, diag::Sink& sink);

}  // namespace zs
