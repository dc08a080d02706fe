// 3 ≤ x ≤ 3.
#include "compiler/syntax/sources.h"
#include "lint/expr.h"

namespace zs::lint::found {

void equal_bounds(const Pack& pack, Report& report) {
  each_expression(pack, [&](const ast::Expr& e) {
    if (e.kind != ast::Expr::Kind::kCompare || e.args.size() != 3) return;
    if (same(*e.args[0], *e.args[2])) report(e.src, {std::string(pack.sources.text(e.src))});
  });
}

}  // namespace zs::lint::found
