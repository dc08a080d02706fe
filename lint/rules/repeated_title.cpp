// Two codes with one title. One code may stand for two kinds of record.
#include "lint/pack.h"

namespace zs::lint::found {

void repeated_title(const Pack& pack, Report& report) {
  std::map<std::string, const ast::Name*> first;  // title -> code
  const auto look = [&](const auto& d) {
    const auto [it, fresh] = first.emplace(d.title.text, &d.code);
    if (!fresh && it->second->text != d.code.text) report(d.title.src, {it->second->text, d.code.text, d.title.text}).also(it->second->src, "另一个在这里", "the other is here");
  };
  pack.each<ast::IndicatorDecl>(look);
  pack.each<ast::AggregateDecl>(look);
}

}  // namespace zs::lint::found
