#pragma once
#include "lsp/index.h"

namespace zs::lsp {

/// Adds the declarations of a file, those within indicators and clocks too.
void declare(Index& index, const ast::File& tree);

}  // namespace zs::lsp
