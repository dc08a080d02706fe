// 条件 that nothing uses.
#include "lint/uses.h"

namespace zs::lint::found {

void unused_condition(const Pack& pack, Report& report) {
  each_declared<ast::ConditionDecl>(pack, &ast::SituationDecl::conditions, [&](const Names& names, const ast::ConditionDecl& d) {
    if (!names.contains(d.name.text)) report(d.name.src, {d.name.text});
  });
}

}  // namespace zs::lint::found
