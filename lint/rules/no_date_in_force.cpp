// A rule set without 施行 judges cases of every age.
#include "lint/pack.h"

namespace zs::lint::found {

void no_date_in_force(const Pack& pack, Report& report) {
  if (const ast::RuleSetDecl* set = pack.rule_set(); set && !set->in_force) report(set->code.src, {set->code.text});
}

}  // namespace zs::lint::found
