// What a rule set that inherits another changes in it, and values by region.
#include "compiler/syntax/builder.h"

namespace zs::syntax {
using diag::Code;

void Builder::region_value(Grammar::RegionValueContext* c, ast::ParameterDecl& out) {
  ast::RegionValue v;
  v.src = span(c);
  for (auto* r : c->region()) {
    if (r->NUM() != nullptr) v.regions.push_back({plain(r->NUM()), span(r->NUM())});
    else if (auto n = maybe(r->name())) v.regions.push_back(std::move(*n));
  }
  v.value = value(c->value());
  if (!v.regions.empty()) out.by_region.push_back(std::move(v));
}

std::optional<ast::AmendDecl> Builder::amend(Grammar::AmendDeclContext* c) {
  ast::AmendDecl out;
  out.src = span(c);
  const auto put = [&](auto&& made) {
    if (!made) return false;
    out.what = std::move(*made);
    return true;
  };
  bool ok = false;
  if (auto* x = c->amendIndicator()) {
    auto code = this->code(x->code());
    if (!code || x->body() == nullptr) return std::nullopt;
    ast::IndicatorDecl d;
    d.code = std::move(*code);
    d.src = d.common.src = out.src;
    for (auto* clause : x->body()->clause()) situation_clause(clause, d.common, d, false);
    out.what = std::move(d);
    return out;
  }
  if (auto* x = c->amendAggregate()) {
    auto code = this->code(x->code());
    if (!code || x->body() == nullptr) return std::nullopt;
    ast::AggregateDecl d;
    d.code = std::move(*code);
    d.src = out.src;
    for (auto* clause : x->body()->clause()) statistic_clause(clause, d);
    out.what = std::move(d);
    return out;
  }
  if (auto* x = c->parameterDecl()) ok = put(parameter(x));
  else if (auto* x = c->choiceDecl()) ok = put(choice(x, true));
  else if (auto* x = c->conditionDecl()) ok = put(condition(x));
  else if (auto* x = c->clockDecl()) ok = put(clock(x, true));
  else if (auto* x = c->wordListDecl()) ok = put(word_list(x));
  else if (auto* x = c->patternDecl()) ok = put(pattern(x));
  if (!ok) return std::nullopt;
  return out;
}

std::optional<ast::SuspendDecl> Builder::suspend(Grammar::SuspendDeclContext* c) {
  ast::SuspendDecl d;
  d.src = span(c);
  d.aggregates = c->K_STATISTIC() != nullptr;
  for (auto* x : c->code())
    if (auto n = code(x)) d.codes.push_back(std::move(*n));
  if (c->basis() != nullptr) d.quote = basis(c->basis());
  if (d.codes.empty()) return std::nullopt;
  return d;
}

}  // namespace zs::syntax
