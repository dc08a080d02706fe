#pragma once
// Plain values and events.
#include "compiler/sema/context.h"
#include "compiler/sema/types.h"

namespace zs::sema {

/// The value of an expression. `expected`: the type of the other operand, which decides what a bare label or a
/// set means; nullptr where nothing is known. Whether the result fits is the caller's to check.
ExprId value(Context& c, const ast::Expr& e, const Env& env, const Type* expected = nullptr);
/// The type that the expression has by itself; nullopt for bare labels, sets and what is wrong. Reports nothing.
std::optional<Type> hint(const Context& c, const ast::Expr& e, const Env& env);

/// A value of this kind, or a report that names what is wanted.
ExprId value_of_kind(Context& c, const ast::Expr& e, const Env& env, Kind kind, const Type* expected = nullptr);
/// + - × ÷ and the sign.
ExprId arithmetic(Context& c, const ast::Expr& e, const Env& env);
/// A constant duration with a unit of its own (no 天), not negative: thresholds of 持续.
ExprId constant_span(Context& c, const ast::Expr& e, const Env& env);
/// The same, or one for each region: thresholds of spans.
ExprId threshold_span(Context& c, const ast::Expr& e, const Env& env);

/// 最早, 最晚.
ExprId extreme_event(Context& c, const ast::Expr& e, const Env& env);
/// An event; for a clock's start and for 早于 / 晚于 also a date (and an instant, where `instants`).
ExprId event(Context& c, const ast::Expr& e, const Env& env);
ExprId moment(Context& c, const ast::Expr& e, const Env& env, bool instants);

/// 补正的告知时间: the rows and, in their scope, the value. nullopt where it is no such path; `failed` where it is
/// one and was reported.
struct Projection {
  ScopeId rows = kNone;
  ExprId value = kNone;
};
std::optional<Projection> projection(Context& c, const ast::Expr& e, const Env& env, bool& failed);

/// {甲、乙} as a constant list of this element type (text or enumeration).
ExprId set_literal(Context& c, const ast::Expr& set, const Env& env, const Type& element);

/// Says that a value of another type stands here than is wanted.
ExprId wrong_type(Context& c, Span src, const Type& wanted, const Type& found);

}  // namespace zs::sema
