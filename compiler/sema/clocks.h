#pragma once
// Clocks (时限), named and anonymous, and the conditions on them.
#include "compiler/sema/context.h"
#include "compiler/sema/types.h"

namespace zs::sema {

/// The clock of this name, made on first use; kNone where there is none (reported).
int clock_named(Context& c, const ast::Expr& name, const Env& env);
/// Makes (once) a declared clock whose parts are read in `body`.
int make_clock(Context& c, const ast::ClockDecl& decl, const Env& body);

/// 已用 or 剩余 of a clock, compared with a duration.
ExprId clock_comparison(Context& c, const ast::Expr& quantity, typed::Cmp cmp, const ast::Expr& threshold, const Env& env, Span src);
/// 超期 进行中 暂停中.
ExprId clock_state(Context& c, const ast::Expr& e, const Env& env);
/// 自 s 至 e 超过|达到 d.
ExprId span_condition(Context& c, const ast::Expr& e, const Env& env);
/// s 后 d 内 e 未发生.
ExprId not_within(Context& c, const ast::Expr& e, const Env& env);

/// Remembers a 口径 for the program's list, once.
typed::Choice describe_choice(Context& c, const ast::ChoiceDecl& decl, const std::string& owner);

}  // namespace zs::sema
