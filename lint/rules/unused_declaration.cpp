// 枚举 and 日历 of the pack that no field, clock or rule set names. Records are left alone: data may hold what no rule reads.
#include "lint/uses.h"

namespace zs::lint::found {

void unused_declaration(const Pack& pack, Report& report) {
  if (!pack.rule_set()) return;
  const Names names = mentioned(pack);
  pack.each<ast::EnumDecl>([&](const ast::EnumDecl& d) {
    if (!names.contains(d.name.text)) report(d.name.src, {"枚举", d.name.text});
  });
  pack.each<ast::CalendarDecl>([&](const ast::CalendarDecl& d) {
    // The only calendar of a pack is used without being named.
    if (!names.contains(d.name.text) && pack.program.calendars.size() > 1) report(d.name.src, {"日历", d.name.text});
  });
}

}  // namespace zs::lint::found
