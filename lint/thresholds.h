#pragma once
// The thresholds of an indicator beside the quotes that they come from.
#include "lint/expr.h"
#include "lint/quantities.h"

namespace zs::lint {

struct Threshold {
  Span src;                  // where the rule uses it
  const ast::Expr* value;    // a span or a percentage, parameters resolved
  Side side = Side::kUnsaid; // to which side the number itself belongs; unsaid within formulas
};

/// f(thresholds, quantities of the quotes) for each 情形 and each statistic that quotes quantities.
void each_quoted(const Pack& pack, const std::function<void(const std::vector<Threshold>&, const std::vector<Quantity>&)>& f);

/// Could the words mean this value's kind of quantity?
inline bool comparable(const Quantity& q, const ast::Expr& value) {
  return (value.kind == ast::Expr::Kind::kPercent) == (q.of == Quantity::Of::kPercent) && compatible(q.of, value.unit);
}

}  // namespace zs::lint
