// An indicator without 归类 among others that have one: the table of the rule set would have a hole.
#include "lint/pack.h"

namespace zs::lint::found {

void no_category(const Pack& pack, Report& report) {
  bool any = false;
  std::vector<const ast::Name*> without;
  const auto look = [&](const auto& d) {
    any = any || !d.category.empty();
    if (d.category.empty()) without.push_back(&d.code);
  };
  pack.each<ast::IndicatorDecl>(look);
  pack.each<ast::AggregateDecl>(look);
  for (const ast::Name* code : without)
    if (any) report(code->src, {code->text});
}

}  // namespace zs::lint::found
