#pragma once
// Short ways to make a node of the syntax tree.
#include "compiler/ast/ast.h"

namespace zs::syntax {

/// Arguments are moved from only here, so that `src` may be computed from them in the same call.
template <class... Args>
ast::ExprPtr make_expr(ast::Expr::Kind kind, Span src, Args&&... args) {
  auto e = std::make_unique<ast::Expr>();
  e->kind = kind;
  e->src = src;
  (e->args.push_back(std::move(args)), ...);
  return e;
}

inline Span join(Span a, Span b) { return {a.file, a.begin, b.end > a.end ? b.end : a.end}; }

}  // namespace zs::syntax
