// 超过 3日 in the quote and 达到 3日 in the rule: what is exactly 3 days falls on the other side.
#include "compiler/syntax/sources.h"
#include "lint/thresholds.h"

namespace zs::lint::found {

void boundary_differs_from_quote(const Pack& pack, Report& report) {
  each_quoted(pack, [&](const std::vector<Threshold>& thresholds, const std::vector<Quantity>& quoted) {
    for (const Threshold& t : thresholds) {
      const Quantity* other = nullptr;
      bool agrees = t.side == Side::kUnsaid;
      for (const Quantity& q : quoted) {
        if (!comparable(q, *t.value) || q.number != t.value->number) continue;
        if (q.side == Side::kUnsaid || q.side == t.side) agrees = true;
        else other = &q;
      }
      if (agrees || !other) continue;
      const bool above = other->side == Side::kAbove;
      report(t.src, {other->text, above ? "把这个数归到上面一边" : "把这个数归到下面一边", std::string(pack.sources.text(t.value->src)), above ? "the number belongs to what is above" : "the number belongs to what is below"});
    }
  });
}

}  // namespace zs::lint::found
