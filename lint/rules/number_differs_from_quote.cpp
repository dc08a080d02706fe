// A span or percentage of the rule whose kind the quote mentions with another number, or whose number it mentions with another unit.
#include "compiler/syntax/sources.h"
#include "lint/thresholds.h"

namespace zs::lint::found {

void number_differs_from_quote(const Pack& pack, Report& report) {
  each_quoted(pack, [&](const std::vector<Threshold>& thresholds, const std::vector<Quantity>& quoted) {
    for (const Threshold& t : thresholds) {
      if (t.value->number == Rational::of(1) && t.value->kind == ast::Expr::Kind::kPercent) continue;  // 100% is all of them
      const Quantity *other_number = nullptr, *other_unit = nullptr;
      bool said = false;
      for (const Quantity& q : quoted) {
        const bool kind = comparable(q, *t.value), number = q.number == t.value->number;
        said = said || (kind && number);
        if (kind && !other_number) other_number = &q;
        if (number && !kind && q.of != Quantity::Of::kPercent && t.value->kind == ast::Expr::Kind::kSpan) other_unit = &q;
      }
      const Quantity* other = other_unit ? other_unit : other_number;
      if (!said && other) report(t.src, {std::string(pack.sources.text(t.value->src)), other->text});
    }
  });
}

}  // namespace zs::lint::found
