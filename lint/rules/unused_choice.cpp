// 口径 whose options are never asked for.
#include "lint/choices.h"
#include "lint/uses.h"

namespace zs::lint::found {

void unused_choice(const Pack& pack, Report& report) {
  const Names all = mentioned(pack);
  each_choice(pack, [&](const ast::ChoiceDecl& d, const Names* inside) {
    if (!inside && !pack.rule_set()) return;
    if (!(inside ? *inside : all).contains(d.name.text)) report(d.name.src, {d.name.text});
  });
}

}  // namespace zs::lint::found
