#include "lint/expr.h"

namespace zs::lint {

using ast::Expr;

bool same(const Expr& a, const Expr& b) {
  if (a.kind != b.kind || a.name.text != b.name.text || a.text != b.text || a.number != b.number || a.unit != b.unit || a.value != b.value || a.ops != b.ops || a.args.size() != b.args.size()) return false;
  for (size_t i = 0; i < a.args.size(); ++i)
    if (!a.args[i] != !b.args[i] || (a.args[i] && !same(*a.args[i], *b.args[i]))) return false;
  return true;
}

void each_operand(const Expr& joined, const ast::OnExpr& f) {
  for (const auto& a : joined.args) a->kind == joined.kind ? each_operand(*a, f) : f(*a);
}

void Parameters::add(const std::vector<ast::ParameterDecl>& all) {
  for (const auto& p : all)
    if (p.value) values_[p.name.text] = p.value.get();
}

void Parameters::add_shared(const Pack& pack) {
  pack.each<ast::ParameterDecl>([&](const ast::ParameterDecl& p) {
    if (p.value) values_[p.name.text] = p.value.get();
  });
}

const Expr& Parameters::resolved(const Expr& e) const {
  const auto it = e.kind == Expr::Kind::kName ? values_.find(e.name.text) : values_.end();
  return it == values_.end() ? e : *it->second;
}

void each_expression(const Pack& pack, const ast::OnExpr& f) {
  for (const ast::File* file : pack.own)
    for (const ast::Item& item : file->items) walk(item, f);
}

}  // namespace zs::lint
