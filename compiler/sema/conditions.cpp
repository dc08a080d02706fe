#include "compiler/sema/conditions.h"

#include "compiler/sema/build.h"
#include "compiler/sema/clocks.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/patterns.h"
#include "compiler/sema/values.h"

#include <algorithm>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Cmp;
using typed::Expr;
using typed::Op;

ExprId many(Context& c, const ast::Expr& e, const Env& env) {
  std::vector<ExprId> parts;
  for (const auto& a : e.args) parts.push_back(condition(c, *a, env));
  return e.kind == AK::kAnd ? make_and(c, parts, e.src) : make_or(c, parts, e.src);
}

/// A card of the same 情形, lower than the one whose 当 this is.
ExprId card_condition(Context& c, int card, Span src) {
  const auto refuse = [&](Code code) {
    c.report(code, src, {c.program.cards[static_cast<size_t>(card)]});
    return kNone;
  };
  if (!c.situation) return refuse(Code::kCardOutside);
  if (c.situation->current == kNone || card >= c.situation->current) return refuse(Code::kCardNotLower);
  if (!c.situation->cards.contains(card)) return refuse(Code::kCardNotGiven);
  ++c.card_uses;
  Expr e;
  e.op = Op::kCard, e.index = card, e.src = src;
  return put(c, std::move(e), {c.situation->scope});
}

/// A value that stands where a condition is wanted: 是/否 values are conditions.
ExprId value_as_condition(Context& c, const ast::Expr& e, const Env& env) {
  const Type yes{Kind::kBool};
  const ExprId id = value(c, e, env, &yes);
  if (id == kNone) return kNone;
  if (c[id].type.kind == Kind::kBool) return make_compare(c, Cmp::kEq, id, make_bool(c, true, e.src), e.src);
  const char* help_zh = c[id].type.kind == Kind::kEvent ? "时刻后写“已发生”或“未发生”" : "写出与什么比较";
  const char* help_en = c[id].type.kind == Kind::kEvent ? "write 已发生 or 未发生 after it" : "say what it is compared with";
  c.report(Code::kNotACondition, e.src, {type_zh(c, c[id].type), type_en(c, c[id].type), help_zh, help_en});
  return kNone;
}

ExprId name_condition(Context& c, const ast::Expr& e, const Env& env) {
  const Found f = lookup(c, e.name.text, env, kAnything);
  switch (f.what) {
    case kAnArgument: return condition(c, *f.actual, *f.env->caller);
    case kACondition: return use_condition(c, f, e, env);
    case kACard: return card_condition(c, f.index, e.src);
    case kAParameter:
    case kAField: return value_as_condition(c, e, env);
    case kAChoice: {
      std::vector<std::string> options{f.choice->chosen.text};
      for (const auto& o : f.choice->others) options.push_back(o.text);
      c.report(Code::kChoiceAlone, e.src, {e.name.text, list_of(options)});
      return kNone;
    }
    case kAClock: c.report(Code::kClockAlone, e.src, {e.name.text}); return kNone;
    default: break;
  }
  if (!f) undefined(c, e.name, env, kAnything);
  else c.report(Code::kNotACondition, e.src, {"“" + e.name.text + "”", "“" + e.name.text + "”", "", ""});
  return kNone;
}

ExprId emptiness(Context& c, const ast::Expr& e, const Env& env) {
  const ast::Expr& what = *e.args[0];
  const bool empty = e.kind == AK::kIsEmpty;
  bool is_rows = false;
  if (const ExprId id = rows_empty(c, what, env, is_rows); is_rows) return empty ? id : make_not(c, id, e.src);
  const ExprId v = value(c, what, env);
  if (v == kNone) return kNone;
  if (c[v].type.kind == Kind::kEvent) {
    const ExprId happened = make_occurred(c, v, e.src);
    return empty ? make_not(c, happened, e.src) : happened;
  }
  if (is_constant(c, v)) return make_truth(c, !empty, e.src);
  return make_truth_op(c, empty ? Op::kIsNull : Op::kIsSet, {v}, e.src);
}

ExprId happened(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId id = event(c, *e.args[0], env);
  if (id == kNone) return kNone;
  const ExprId yes = make_occurred(c, id, e.src);
  return e.kind == AK::kHappened ? yes : make_not(c, yes, e.src);
}

ExprId order_of_events(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId l = moment(c, *e.args[0], env, true), r = moment(c, *e.args[1], env, true);
  if (l == kNone || r == kNone) return kNone;
  return make_truth_op(c, e.kind == AK::kBefore ? Op::kBefore : Op::kAfter, {l, r}, e.src);
}

ExprId holds_longer(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId what = condition(c, *e.args[0], env), span = constant_span(c, *e.args[1], env);
  if (what == kNone || span == kNone || is_false(c, what)) return what == kNone ? kNone : span == kNone ? kNone : what;
  Expr h;
  h.op = Op::kHold, h.args = {what, span}, h.calendar = c.program.calendar, h.src = e.src;
  return put(c, std::move(h));
}

}  // namespace

ExprId condition(Context& c, const ast::Expr& e, const Env& env) {
  c.quotient_allowed = false;
  switch (e.kind) {
    case AK::kError: return kNone;
    case AK::kAnd: case AK::kOr: return many(c, e, env);
    case AK::kNot: return make_not(c, condition(c, *e.args[0], env), e.src);
    case AK::kName: return name_condition(c, e, env);
    case AK::kCall: {
      const Found f = lookup(c, e.name.text, env, kACondition);
      if (f) return use_condition(c, f, e, env);
      undefined(c, e.name, env, kACondition);
      return kNone;
    }
    case AK::kYes: case AK::kNo: return make_truth(c, e.kind == AK::kYes, e.src);
    case AK::kCompare: return comparison(c, e, env);
    case AK::kIn: case AK::kNotIn: case AK::kAllIn: case AK::kNotAllIn: case AK::kExceeds: case AK::kAnyOf:
    case AK::kContains: return set_condition(c, e, env);
    case AK::kMatches: case AK::kNotMatches: return matches(c, e, env);
    case AK::kHappened: case AK::kNotHappened: return happened(c, e, env);
    case AK::kIsEmpty: case AK::kIsFilled: return emptiness(c, e, env);
    case AK::kBefore: case AK::kAfter: return order_of_events(c, e, env);
    case AK::kOverdue: case AK::kRunning: case AK::kPaused: return clock_state(c, e, env);
    case AK::kIsFirst: return is_first(c, e, env);
    case AK::kPrecedes: return precedes(c, e, env);
    case AK::kHolds: return holds_longer(c, e, env);
    case AK::kWithin: return not_within(c, e, env);
    case AK::kSpanOver: case AK::kSpanReach: return span_condition(c, e, env);
    case AK::kSome: case AK::kNone: case AK::kEvery: case AK::kAtLeast: return quantifier(c, e, env);
    default: return value_as_condition(c, e, env);
  }
}

}  // namespace zs::sema
