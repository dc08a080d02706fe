// 依据 第八条（一）「…」 where the quote stands in another clause.
#include "compiler/sema/quotes.h"
#include "compiler/syntax/sources.h"
#include "lint/clauses.h"
#include "lint/quotes.h"

namespace zs::lint::found {

void wrong_clause(const Pack& pack, Report& report) {
  std::map<int, std::vector<Clause>> of_file;
  for (const int file : pack.compiled.regulation_files) of_file[file] = clauses(pack.sources.text(file), file);
  each_quote(pack, [&](const ast::QuoteClause& q) {
    const std::string wanted = clause_name(q.clause);
    const CoveredPart* at = place_of(pack, q);
    if (!at || wanted.empty()) return;
    const Clause* here = nullptr;
    bool known = false;
    for (const Clause& c : of_file[at->src.file]) {
      if (c.src.begin <= at->src.begin && at->src.begin < c.src.end) here = &c;
      if (!akin(c.name, wanted)) continue;
      known = true;
      // It may stand in several clauses; then the one that is named is meant.
      if (!sema::find_quote(sema::fold_text(pack.sources.text(c.src)), q.quote.text).empty()) return;
    }
    if (known && here && !akin(here->name, wanted)) report(q.quote.src, {q.clause, here->name}).also(at->src, "引文在这里", "the quote stands here");
  });
}

}  // namespace zs::lint::found
