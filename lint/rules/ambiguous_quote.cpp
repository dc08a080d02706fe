// A quote that stands in several places of the regulation, with a clause that does not tell them apart.
#include "compiler/sema/quotes.h"
#include "compiler/syntax/sources.h"
#include "lint/clauses.h"
#include "lint/quotes.h"

namespace zs::lint::found {
namespace {

size_t places(const std::u32string& text, const std::u32string& part) {
  size_t n = 0;
  for (size_t at = text.find(part); at != std::u32string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

}  // namespace

void ambiguous_quote(const Pack& pack, Report& report) {
  std::map<int, std::u32string> folded;
  std::map<int, std::vector<Clause>> of_file;
  for (const int file : pack.compiled.regulation_files) {
    folded[file] = sema::fold_text(pack.sources.text(file)).chars;
    of_file[file] = clauses(pack.sources.text(file), file);
  }
  each_quote(pack, [&](const ast::QuoteClause& q) {
    const CoveredPart* at = place_of(pack, q);
    const std::u32string part = sema::fold_text(q.quote.text).chars;
    if (!at || part.empty() || part.find(U'…') != std::u32string::npos) return;
    const size_t all = places(folded[at->src.file], part);
    if (all < 2) return;
    const std::string wanted = clause_name(q.clause);
    size_t within = 0, mentioned = 0;
    for (const Clause& c : of_file[at->src.file]) {
      const std::string_view text = pack.sources.text(c.src);
      if (akin(c.name, wanted)) within += places(sema::fold_text(text).chars, part);
    }
    // 序号2（审批流程）: what stands in brackets behind the number tells a row of the table.
    if (const size_t open = wanted.find("（"); open != std::string::npos && wanted.starts_with("序号")) mentioned = 1;
    if (within != 1 && !mentioned) report(q.quote.src, {std::to_string(all), q.quote.text, q.clause});
  });
}

}  // namespace zs::lint::found
