#pragma once
// Conditions: temporal truth.
#include "compiler/sema/context.h"
#include "compiler/sema/types.h"

namespace zs::sema {

ExprId condition(Context& c, const ast::Expr& e, const Env& env);

/// A chain l ≤ v ≤ r: every neighbouring pair.
ExprId comparison(Context& c, const ast::Expr& e, const Env& env);
/// l cmp r where both are values; checks types, order, units and size.
ExprId compare_values(Context& c, typed::Cmp cmp, ExprId l, ExprId r, Span src);

/// 在 不在 全在 不全在 超出 含任一 包含.
ExprId set_condition(Context& c, const ast::Expr& e, const Env& env);

/// 有 没有 每个 至少, 为首次, 先于.
ExprId quantifier(Context& c, const ast::Expr& e, const Env& env);
ExprId is_first(Context& c, const ast::Expr& e, const Env& env);
ExprId precedes(Context& c, const ast::Expr& e, const Env& env);
/// 环节 为空 / 已填 of a list of rows; kNone and `is_rows` false where it is none.
ExprId rows_empty(Context& c, const ast::Expr& e, const Env& env, bool& is_rows);

/// A named condition where it is used, with its arguments if it has any.
ExprId use_condition(Context& c, const Found& f, const ast::Expr& use, const Env& env);
/// A 口径 compared with one of its options, as a constant.
ExprId choice_is(Context& c, const ast::ChoiceDecl& choice, const std::string& owner, const ast::Expr& option, bool equal, Span src);
/// The option in force: the rule's, or the one that CompileOptions::readings names.
std::string reading_of(Context& c, const ast::ChoiceDecl& choice, const std::string& owner);

}  // namespace zs::sema
