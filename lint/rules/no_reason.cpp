// Cards without 理由: whoever gets one is not told why.
#include "lint/uses.h"

namespace zs::lint::found {

void no_reason(const Pack& pack, Report& report) {
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    each_situation(i, [&](const ast::SituationDecl& s) {
      if (!s.cards.empty() && !s.reason && !i.common.reason) report(s.cards.front().src, {i.code.text + (s.name.text.empty() ? "" : " " + s.name.text)});
    });
  });
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) {
    if (!a.cards.empty() && !a.reason) report(a.cards.front().src, {a.code.text});
  });
}

}  // namespace zs::lint::found
