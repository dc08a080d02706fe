#pragma once
// Every expression below a declaration, in the order of the tree.
#include "compiler/ast/ast.h"

#include <functional>

namespace zs::ast {

using OnExpr = std::function<void(const Expr&)>;

void walk(const Expr& e, const OnExpr& f);
void walk(const ConditionDecl& d, const OnExpr& f);
void walk(const ClockDecl& d, const OnExpr& f);
void walk(const IndicatorDecl& d, const OnExpr& f);
void walk(const AggregateDecl& d, const OnExpr& f);

}  // namespace zs::ast
