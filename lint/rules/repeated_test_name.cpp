// Two tests of one name: a failure does not say which of them it was.
#include "lint/pack.h"

namespace zs::lint::found {

void repeated_test_name(const Pack& pack, Report& report) {
  std::map<std::string, Span> first;
  pack.each<ast::TestDecl>([&](const ast::TestDecl& d) {
    const auto [it, fresh] = first.emplace(d.name.text, d.name.src);
    if (!fresh) report(d.name.src, {d.name.text}).also(it->second, "另一个在这里", "the other is here");
  });
}

}  // namespace zs::lint::found
