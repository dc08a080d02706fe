// Clauses of the regulation in which no quote stands.
#include "compiler/syntax/sources.h"
#include "lint/clauses.h"
#include "lint/pack.h"

#include <filesystem>

namespace zs::lint::found {

namespace {

/// The regulation's text that a 原文 names; -1 where there is none.
int file_of(const Pack& pack, const ast::Text& source) {
  const std::string folder = std::filesystem::path(pack.sources.name(source.src.file)).parent_path().string();
  const std::string path = (std::filesystem::path(folder) / source.text).lexically_normal().string();
  for (const int file : pack.compiled.regulation_files)
    if (pack.sources.name(file) == path) return file;
  return -1;
}

}  // namespace

void uncovered_clause(const Pack& pack, Report& report) {
  const auto& covered = pack.compiled.covered;
  if (covered.empty()) return;
  std::set<int> seen;  // several versions may share a text
  pack.each<ast::RuleSetDecl>([&](const ast::RuleSetDecl& set) {
    for (const ast::Text& source : set.sources) {
      const int file = file_of(pack, source);
      if (file < 0 || !seen.insert(file).second) continue;
      for (const Clause& c : clauses(pack.sources.text(file), file)) {
        const bool quoted = std::any_of(covered.begin(), covered.end(), [&](const CoveredPart& part) {
          return part.src.file == c.src.file && part.src.begin < c.src.end && c.src.begin < part.src.end;
        });
        if (!quoted) report(source.src, {c.name}, c.name).also({c.src.file, c.src.begin, c.src.begin}, "在这里", "here");
      }
    }
  });
}

}  // namespace zs::lint::found
