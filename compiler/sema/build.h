#pragma once
// Making nodes of the typed program: scopes follow from the operands, constants fold. An operand that is kNone
// (already reported) makes the result kNone.
#include "compiler/sema/context.h"

namespace zs::sema {

/// Adds the node; its scope is the innermost that its operands and `own` depend on, `rows` apart.
ExprId put(Context& c, typed::Expr e, std::vector<ScopeId> own = {});
/// The deepest of these scopes; kNone of none.
ScopeId innermost_of(const Context& c, const std::vector<ScopeId>& scopes);

ExprId make_truth(Context& c, bool value, Span src);
ExprId make_not(Context& c, ExprId a, Span src);
ExprId make_and(Context& c, const std::vector<ExprId>& parts, Span src);
ExprId make_or(Context& c, const std::vector<ExprId>& parts, Span src);
ExprId make_occurred(Context& c, ExprId event, Span src);
/// 有 row 其 body.
ExprId make_exists(Context& c, ScopeId rows, ExprId body, Span src);
ExprId make_op(Context& c, typed::Op op, typed::Type type, std::vector<ExprId> args, Span src);
ExprId make_truth_op(Context& c, typed::Op op, std::vector<ExprId> args, Span src);
/// l cmp r of values already found comparable; two constants fold.
ExprId make_compare(Context& c, typed::Cmp cmp, ExprId l, ExprId r, Span src);

ExprId make_number(Context& c, Rational n, Span src);
ExprId make_span(Context& c, Rational n, Unit unit, Span src);
ExprId make_text(Context& c, std::string text, Span src);
ExprId make_bool(Context& c, bool value, Span src);
ExprId make_label(Context& c, int enumeration, int label, Span src);
ExprId make_field(Context& c, ScopeId scope, int field, typed::Type type, Span src);

bool is_true(const Context& c, ExprId id);
bool is_false(const Context& c, ExprId id);
/// A constant value (number, span, text, …).
bool is_constant(const Context& c, ExprId id);
/// A condition with no time of its own that hangs on plain values alone.
bool is_plain(const Context& c, ExprId id);

}  // namespace zs::sema
