// Clauses of the regulation in which no quote stands.
#include "compiler/syntax/sources.h"
#include "lint/clauses.h"
#include "lint/pack.h"

namespace zs::lint::found {

void uncovered_clause(const Pack& pack, Report& report) {
  const ast::RuleSetDecl* set = pack.rule_set();
  const auto& files = pack.compiled.regulation_files;
  if (!set || pack.compiled.covered.empty() || files.size() != set->sources.size()) return;
  for (size_t i = 0; i < files.size(); ++i)
    for (const Clause& c : clauses(pack.sources.text(files[i]), files[i])) {
      const bool quoted = std::any_of(pack.compiled.covered.begin(), pack.compiled.covered.end(), [&](const CoveredPart& part) {
        return part.src.file == c.src.file && part.src.begin < c.src.end && c.src.begin < part.src.end;
      });
      if (!quoted) report(set->sources[i].src, {c.name}, c.name).also({c.src.file, c.src.begin, c.src.begin}, "在这里", "here");
    }
}

}  // namespace zs::lint::found
