#pragma once
// The operators of conditions and values, by token.
#include "compiler/ast/ast.h"

namespace zs::syntax {

/// = ≠ < ≤ > ≥ and the words for them.
ast::CompareOp compare_op(int token);

/// What may stand behind a value besides a comparison.
struct StateRow {
  int token;
  ast::Expr::Kind kind;
  size_t values;  // operands behind the word
};
const StateRow* find_state(int token);

/// Between values: 缺省 binds closest, then × ÷, then + -.
struct ArithmeticRow {
  int token;
  ast::Expr::Kind kind;
  int binding;
};
const ArithmeticRow* find_arithmetic(int token);

}  // namespace zs::syntax
