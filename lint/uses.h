#pragma once
// Which names a declaration mentions.
#include "compiler/ast/walk.h"
#include "lint/pack.h"

#include <set>
#include <string>

namespace zs::lint {

using Names = std::set<std::string>;

/// f(e) for every expression of a declaration of any kind.
void walk(const ast::Item& item, const ast::OnExpr& f);

/// The names within expressions: fields, parameters, conditions, clocks, labels alike. A path 甲的乙 mentions both.
void add_names(const ast::Expr& e, Names& names);
template <class Decl>
Names names_in(const Decl& d) {
  Names out;
  ast::walk(d, [&](const ast::Expr& e) { add_names(e, out); });
  return out;
}

/// All that the pack's own files mention: in expressions, as a record kind, an enumeration, a calendar, a reference.
Names mentioned(const Pack& pack);

/// f(situation) for the clauses outside every 情形 and for each 情形.
template <class F>
void each_situation(const ast::IndicatorDecl& d, F f) {
  f(d.common);
  for (const auto& s : d.situations) f(s);
}

/// f(names of what may use it, declaration): at the top level of a rule set, in indicators. `member` is the list of such declarations in a 情形.
template <class Decl, class Member, class F>
void each_declared(const Pack& pack, Member member, F f) {
  const Names all = mentioned(pack);
  if (pack.rule_set()) pack.each<Decl>([&](const Decl& d) { f(all, d); });
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    const Names inside = names_in(i);
    each_situation(i, [&](const ast::SituationDecl& s) {
      for (const Decl& d : s.*member) f(inside, d);
    });
  });
}

}  // namespace zs::lint
