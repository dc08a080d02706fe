// 时限 that nothing asks.
#include "lint/uses.h"

namespace zs::lint::found {

void unused_clock(const Pack& pack, Report& report) {
  each_declared<ast::ClockDecl>(pack, &ast::SituationDecl::clocks, [&](const Names& names, const ast::ClockDecl& d) {
    if (!names.contains(d.name.text)) report(d.name.src, {d.name.text});
  });
}

}  // namespace zs::lint::found
