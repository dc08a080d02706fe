// 口径 without 说明: nobody can tell why the text was read so.
#include "lint/choices.h"

namespace zs::lint::found {

void unexplained_choice(const Pack& pack, Report& report) {
  each_choice(pack, [&](const ast::ChoiceDecl& d, const Names*) {
    if (!d.why || d.why->text.empty()) report(d.name.src, {d.name.text});
  });
}

}  // namespace zs::lint::found
