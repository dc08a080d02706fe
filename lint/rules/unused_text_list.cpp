// 词表 and 句式 that nothing uses.
#include "lint/uses.h"

namespace zs::lint::found {

void unused_text_list(const Pack& pack, Report& report) {
  if (!pack.rule_set()) return;
  const Names names = mentioned(pack);
  pack.each<ast::WordListDecl>([&](const ast::WordListDecl& d) {
    if (!names.contains(d.name.text)) report(d.name.src, {"词表", d.name.text});
  });
  pack.each<ast::PatternDecl>([&](const ast::PatternDecl& d) {
    if (!names.contains(d.name.text)) report(d.name.src, {"句式", d.name.text});
  });
}

}  // namespace zs::lint::found
