#pragma once
// Small questions to expressions.
#include "compiler/ast/walk.h"
#include "lint/uses.h"

namespace zs::lint {

/// The same words in the same order, whatever their layout and spelling.
bool same(const ast::Expr& a, const ast::Expr& b);

/// f(operand) for each operand of a 且 or 或 through those of its own kind.
void each_operand(const ast::Expr& joined, const ast::OnExpr& f);

/// 参数 by name: those of the situation, of its indicator and of the pack. A name that is no parameter gives the expression itself.
class Parameters {
 public:
  void add(const std::vector<ast::ParameterDecl>& all);
  void add_shared(const Pack& pack);
  const ast::Expr& resolved(const ast::Expr& e) const;

 private:
  std::map<std::string, const ast::Expr*> values_;
};

/// f(expression, situation or null) for every expression of the pack's own files outside tests and records.
void each_expression(const Pack& pack, const ast::OnExpr& f);

}  // namespace zs::lint
