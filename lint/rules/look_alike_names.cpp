// Two names of a pack that look the same: 己/已, 0/〇, l/1, capitals and small letters.
#include "lint/declared.h"

namespace zs::lint::found {

void look_alike_names(const Pack& pack, Report& report) {
  std::map<std::string, const ast::Name*> first;
  std::set<std::string> said;
  each_declared_name(pack, [&](const ast::Name& n) {
    const auto [it, fresh] = first.emplace(skeleton(n.text), &n);
    if (!fresh && it->second->text != n.text && said.insert(n.text).second) report(n.src, {n.text, it->second->text}).also(it->second->src, "另一个在这里", "the other is here");
  });
}

}  // namespace zs::lint::found
