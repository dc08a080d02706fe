// Many conditions joined in one line of thought; those within blocks count as one, for they stand each on a line.
#include "lint/expr.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

size_t weight(const Expr& e) {
  if (e.kind == Kind::kNot) return weight(*e.args[0]);
  if (e.kind != Kind::kAnd && e.kind != Kind::kOr) return 1;
  size_t n = 0;
  for (const auto& a : e.args) n = e.block ? std::max(n, weight(*a)) : n + weight(*a);
  return n;
}

}  // namespace

void long_condition(const Pack& pack, Report& report) {
  constexpr size_t kMost = 6;
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      for (const auto& c : s.cards)
        if (const size_t n = weight(*c.when); n > kMost) report(c.when->src, {std::to_string(n)});
    });
  });
}

}  // namespace zs::lint::found
