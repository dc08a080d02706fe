// A rule set without 施行 judges cases of every age.
#include "lint/pack.h"

namespace zs::lint::found {

void no_date_in_force(const Pack& pack, Report& report) {
  pack.each<ast::RuleSetDecl>([&](const ast::RuleSetDecl& set) {
    if (!set.in_force && !set.inherits) report(set.code.src, {set.code.text});
  });
}

}  // namespace zs::lint::found
