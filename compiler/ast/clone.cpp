#include "compiler/ast/clone.h"

namespace zs::ast {
namespace {

PauseClause clone(const PauseClause& p);
ClockSetting clone(const ClockSetting& s);
CardClause clone(const CardClause& c);
TemplatePiece clone(const TemplatePiece& p);
RegionValue clone(const RegionValue& v);
using ast::clone;

template <class T>
std::vector<T> all(const std::vector<T>& from) {
  std::vector<T> out;
  out.reserve(from.size());
  for (const T& x : from) out.push_back(clone(x));
  return out;
}

PauseClause clone(const PauseClause& p) { return {p.list, ast::clone(p.from), ast::clone(p.to), ast::clone(p.when), p.src}; }
ClockSetting clone(const ClockSetting& s) { return {s.what, s.on, ast::clone(s.when), s.src}; }
CardClause clone(const CardClause& c) { return {ast::clone(c.when), c.card, c.actions, c.src}; }
TemplatePiece clone(const TemplatePiece& p) { return {p.text, ast::clone(p.value), p.src}; }
RegionValue clone(const RegionValue& v) { return {v.regions, ast::clone(v.value), v.src}; }

std::optional<ReasonClause> clone(const std::optional<ReasonClause>& r) {
  if (!r) return std::nullopt;
  return ReasonClause{all(r->pieces), r->raw, r->src};
}

}  // namespace

ExprPtr clone(const ExprPtr& e) {
  if (!e) return nullptr;
  auto out = std::make_unique<Expr>();
  out->kind = e->kind, out->src = e->src, out->op_src = e->op_src, out->ops = e->ops, out->name = e->name, out->text = e->text;
  out->number = e->number, out->unit = e->unit, out->value = e->value, out->block = e->block;
  out->args = all(e->args);
  return out;
}

ParameterDecl clone(const ParameterDecl& d) { return {d.name, clone(d.value), all(d.by_region), d.src}; }

ConditionDecl clone(const ConditionDecl& d) { return {d.name, d.record, d.parameters, clone(d.body), d.src}; }

ClockDecl clone(const ClockDecl& d) {
  return {d.name, d.record, clone(d.start), clone(d.end), clone(d.limit), d.calendar, all(d.pauses), all(d.settings), d.choices, d.src};
}

SituationDecl clone(const SituationDecl& d) {
  return {d.name, d.list, d.quotes, all(d.applies), all(d.parameters), all(d.conditions), all(d.clocks), all(d.cards), clone(d.reason), d.src};
}

IndicatorDecl clone(const IndicatorDecl& d) {
  return {d.code, d.title, d.record, d.category, d.supersedes, d.choices, clone(d.common), all(d.situations), d.suspended, d.unwritten, d.src};
}

AggregateDecl clone(const AggregateDecl& d) {
  return {d.code, d.title, d.record, all(d.by), d.category, d.quotes, clone(d.range), d.at, all(d.parameters), d.choices, all(d.cards), clone(d.reason), d.src};
}

}  // namespace zs::ast
