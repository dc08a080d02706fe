#pragma once
// A syntax tree as text, for tests: two trees are equal where their dumps are (places in the source left out).
#include "compiler/ast/ast.h"

#include <string>

namespace zs::ast {

std::string dump(const File& file);
std::string dump(const Expr& expr);

}  // namespace zs::ast
