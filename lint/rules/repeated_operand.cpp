// The same condition twice in one 且 or 或.
#include "compiler/syntax/sources.h"
#include "lint/expr.h"

namespace zs::lint::found {

void repeated_operand(const Pack& pack, Report& report) {
  using Kind = ast::Expr::Kind;
  std::set<std::pair<int, uint32_t>> said;
  each_expression(pack, [&](const ast::Expr& e) {
    if (e.kind != Kind::kAnd && e.kind != Kind::kOr) return;
    std::vector<const ast::Expr*> seen;
    each_operand(e, [&](const ast::Expr& a) {
      for (const ast::Expr* other : seen)
        if (same(*other, a) && said.insert({a.src.file, a.src.begin}).second) {
          const char* word = e.kind == Kind::kAnd ? "且" : "或";
          report(a.src, {std::string(pack.sources.text(a.src)), word}).also(other->src, "已在这里写过", "already written here");
          return;
        }
      seen.push_back(&a);
    });
  });
}

}  // namespace zs::lint::found
