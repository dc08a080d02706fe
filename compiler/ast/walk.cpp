#include "compiler/ast/walk.h"

namespace zs::ast {
namespace {

void walk(const ExprPtr& e, const OnExpr& f) {
  if (e) ast::walk(*e, f);
}

void walk(const std::vector<ExprPtr>& all, const OnExpr& f) {
  for (const auto& e : all) walk(e, f);
}

void walk(const std::vector<ParameterDecl>& all, const OnExpr& f) {
  for (const auto& p : all) walk(p.value, f);
}

void walk(const std::vector<CardClause>& all, const OnExpr& f) {
  for (const auto& c : all) walk(c.when, f);
}

void walk(const std::optional<ReasonClause>& reason, const OnExpr& f) {
  if (!reason) return;
  for (const auto& p : reason->pieces) walk(p.value, f);
}

void walk(const SituationDecl& d, const OnExpr& f) {
  walk(d.applies, f);
  walk(d.parameters, f);
  for (const auto& c : d.conditions) ast::walk(c, f);
  for (const auto& c : d.clocks) ast::walk(c, f);
  walk(d.cards, f);
  walk(d.reason, f);
}

}  // namespace

void walk(const Expr& e, const OnExpr& f) {
  f(e);
  walk(e.args, f);
}

void walk(const ConditionDecl& d, const OnExpr& f) { walk(d.body, f); }

void walk(const ClockDecl& d, const OnExpr& f) {
  walk(d.start, f), walk(d.end, f), walk(d.limit, f);
  for (const auto& p : d.pauses) walk(p.from, f), walk(p.to, f), walk(p.when, f);
  for (const auto& s : d.settings) walk(s.when, f);
}

void walk(const IndicatorDecl& d, const OnExpr& f) {
  walk(d.common, f);
  for (const auto& s : d.situations) walk(s, f);
}

void walk(const AggregateDecl& d, const OnExpr& f) {
  walk(d.by, f), walk(d.range, f);
  walk(d.parameters, f);
  walk(d.cards, f);
  walk(d.reason, f);
}

}  // namespace zs::ast
