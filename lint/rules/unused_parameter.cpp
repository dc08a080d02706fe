// 参数 that nothing reads, and the names in the brackets of a 条件 that its body does not read.
#include "lint/uses.h"

namespace zs::lint::found {

void unused_parameter(const Pack& pack, Report& report) {
  const auto one = [&](const Names& names, const ast::ParameterDecl& d) {
    if (!names.contains(d.name.text)) report(d.name.src, {d.name.text});
  };
  each_declared<ast::ParameterDecl>(pack, &ast::SituationDecl::parameters, one);
  pack.each<ast::AggregateDecl>([&](const ast::AggregateDecl& a) {
    for (const auto& d : a.parameters) one(names_in(a), d);
  });
  each_declared<ast::ConditionDecl>(pack, &ast::SituationDecl::conditions, [&](const Names&, const ast::ConditionDecl& d) {
    const Names inside = names_in(d);
    for (const ast::Name& formal : d.parameters)
      if (!inside.contains(formal.text)) report(formal.src, {formal.text});
  });
}

}  // namespace zs::lint::found
