#pragma once
#include "lsp/index.h"

namespace zs::lsp {

/// Adds what the names in a file mean. All files must have been declared.
void resolve(Index& index, const ast::File& tree);

}  // namespace zs::lsp
