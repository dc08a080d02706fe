// An indicator that quotes nothing, in a pack whose others do.
#include "lint/uses.h"

namespace zs::lint::found {

void no_quote(const Pack& pack, Report& report) {
  if (pack.compiled.covered.empty()) return;
  pack.each<ast::IndicatorDecl>([&](const ast::IndicatorDecl& i) {
    bool any = false;
    each_situation(i, [&](const ast::SituationDecl& s) { any = any || !s.quotes.empty(); });
    if (!any) report(i.code.src, {i.code.text});
  });
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) {
    if (a.quotes.empty()) report(a.code.src, {a.code.text});
  });
}

}  // namespace zs::lint::found
