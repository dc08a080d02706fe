#include "lint/uses.h"

namespace zs::lint {
namespace {

using ast::Expr;

void add(const std::optional<ast::Name>& n, Names& out) {
  if (n) out.insert(n->text);
}

void add_fields(const std::vector<ast::FieldDecl>& fields, Names& out) {
  for (const auto& f : fields) {
    add(f.reference, out), add(f.enumeration, out);
    if (f.fallback) ast::walk(*f.fallback, [&](const Expr& e) { add_names(e, out); });
    add_fields(f.rows, out);
  }
}

void add_clocks(const std::vector<ast::ClockDecl>& clocks, Names& out) {
  for (const auto& c : clocks) add(c.calendar, out);
}

/// Names that stand outside expressions.
struct Headers {
  Names& out;
  void operator()(const ast::RuleSetDecl& d) { add(d.calendar, out); }
  void operator()(const ast::RecordDecl& d) { add_fields(d.fields, out); }
  void operator()(const ast::ClockDecl& d) { add(d.record, out), add(d.calendar, out); }
  void operator()(const ast::ConditionDecl& d) { add(d.record, out); }
  void operator()(const ast::IndicatorDecl& d) {
    out.insert(d.record.text);
    each_situation(d, [&](const ast::SituationDecl& s) { add_clocks(s.clocks, out); });
  }
  void operator()(const ast::AggregateDecl& d) { out.insert(d.record.text); }
  void operator()(const ast::TestDecl& d) {
    for (const auto& g : d.given) out.insert(g.record.text);
  }
  void operator()(const ast::BindingDecl& d) { out.insert(d.record.text); }
  void operator()(const ast::AmendDecl& d) { std::visit(*this, d.what); }
  template <class Other>
  void operator()(const Other&) {}
};

}  // namespace

namespace {

struct Walk {
  const ast::OnExpr& f;
  void operator()(const ast::ConditionDecl& d) const { ast::walk(d, f); }
  void operator()(const ast::ClockDecl& d) const { ast::walk(d, f); }
  void operator()(const ast::IndicatorDecl& d) const { ast::walk(d, f); }
  void operator()(const ast::AggregateDecl& d) const { ast::walk(d, f); }
  void operator()(const ast::ParameterDecl& d) const {
    if (d.value) ast::walk(*d.value, f);
    for (const auto& r : d.by_region)
      if (r.value) ast::walk(*r.value, f);
  }
  void operator()(const ast::AmendDecl& d) const { std::visit(*this, d.what); }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

void walk(const ast::Item& item, const ast::OnExpr& f) { std::visit(Walk{f}, item); }

void add_names(const Expr& e, Names& names) {
  if (e.kind == Expr::Kind::kName || e.kind == Expr::Kind::kPath || e.kind == Expr::Kind::kCall || e.kind == Expr::Kind::kMatches || e.kind == Expr::Kind::kNotMatches)
    names.insert(e.name.text);
}

Names mentioned(const Pack& pack) {
  Names out;
  for (const ast::File* file : pack.own)
    for (const ast::Item& item : file->items) {
      walk(item, [&](const Expr& e) { add_names(e, out); });
      std::visit(Headers{out}, item);
    }
  return out;
}

}  // namespace zs::lint
