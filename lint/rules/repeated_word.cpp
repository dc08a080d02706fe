// The same word twice in one {…} or 词表.
#include "compiler/syntax/sources.h"
#include "lint/expr.h"

namespace zs::lint::found {

void repeated_word(const Pack& pack, Report& report) {
  each_expression(pack, [&](const ast::Expr& e) {
    if (e.kind != ast::Expr::Kind::kSet) return;
    for (size_t i = 0; i < e.args.size(); ++i)
      for (size_t k = 0; k < i; ++k)
        if (same(*e.args[i], *e.args[k])) {
          report(e.args[i]->src, {std::string(pack.sources.text(e.args[i]->src))}).also(e.args[k]->src, "已在这里写过", "already written here");
          break;
        }
  });
  pack.each<ast::WordListDecl>([&](const ast::WordListDecl& d) {
    std::map<std::string, Span> first;
    for (const auto& word : d.words) {
      const auto [it, fresh] = first.emplace(word.text, word.src);
      if (!fresh) report(word.src, {word.text}).also(it->second, "已在这里写过", "already written here");
    }
  });
}

}  // namespace zs::lint::found
