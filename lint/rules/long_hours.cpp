// 72小时 and more by the clock, where no quote says so.
#include "compiler/syntax/sources.h"
#include "lint/quotes.h"
#include "lint/expr.h"
#include "lint/quantities.h"

namespace zs::lint::found {

void long_hours(const Pack& pack, Report& report) {
  constexpr int64_t kMany = 72;
  std::set<std::pair<int64_t, int64_t>> quoted;
  each_quote(pack, [&](const ast::QuoteClause& q) {
    for (const auto& x : quantities(q.quote.text))
      if (x.of == Quantity::Of::kHours) quoted.insert({x.number.num, x.number.den});
  });
  each_expression(pack, [&](const ast::Expr& e) {
    if (e.kind != ast::Expr::Kind::kSpan || e.unit != Unit::kHour || compare(e.number, Rational::of(kMany)) < 0 || quoted.contains({e.number.num, e.number.den})) return;
    report(e.src, {std::string(pack.sources.text(e.src)), std::to_string(e.number.num / e.number.den / 24)});
  });
}

}  // namespace zs::lint::found
