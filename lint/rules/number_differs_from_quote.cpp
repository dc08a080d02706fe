// A span or percentage of the rule whose kind the quote mentions with another number, or whose number it mentions with another unit.
#include "compiler/syntax/sources.h"
#include "lint/thresholds.h"

#include <set>
#include <tuple>

namespace zs::lint::found {

void number_differs_from_quote(const Pack& pack, Report& report) {
  std::set<std::tuple<int32_t, uint32_t, std::string>> told;
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
      if (said || !other) continue;
      // Where the number is written: a 参数 is told once, however often it is used.
      const Span at = pack.is_own(t.value->src) ? t.value->src : t.src;
      std::vector<std::string> args{std::string(pack.sources.text(t.value->src)), other->text};
      if (!told.emplace(at.file, at.begin, args[1]).second) continue;
      auto& d = report(at, std::move(args));
      if (at.file != t.src.file || at.begin != t.src.begin) d.also(t.src, "在这里用到", "used here");
    }
  });
}

}  // namespace zs::lint::found
