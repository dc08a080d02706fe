// 导入 of files of whose declarations, and of what they import in turn, nothing is used.
#include "compiler/syntax/sources.h"
#include "lint/uses.h"

#include <filesystem>

namespace zs::lint::found {
namespace {

struct DeclaredName {
  std::string operator()(const ast::RuleSetDecl&) const { return {}; }
  std::string operator()(const ast::ImportDecl&) const { return {}; }
  std::string operator()(const ast::IndicatorDecl&) const { return {}; }
  std::string operator()(const ast::AggregateDecl&) const { return {}; }
  std::string operator()(const ast::TestDecl&) const { return {}; }
  template <class Decl>
  std::string operator()(const Decl& d) const { return d.name.text; }
};

class Imports {
 public:
  explicit Imports(const Pack& pack) : pack_(pack), used_(mentioned(pack)) {}

  /// Of use, or a file of rules, tests or a rule set, whose worth is not in its names; or not to be found.
  bool useful(const ast::ImportDecl& import) {
    std::set<const ast::File*> seen;
    const ast::File* file = file_of(import);
    return !file || provides(*file, seen);
  }

 private:
  const ast::File* file_of(const ast::ImportDecl& import) const {
    const std::string folder = std::filesystem::path(pack_.sources.name(import.src.file)).parent_path().string();
    const std::string here = (std::filesystem::path(folder) / import.path.text).lexically_normal().string();
    for (const auto& tree : pack_.compiled.trees) {
      const std::string& name = pack_.sources.name(tree->file);
      // The built-in library is named by its path, a library in a folder ends with it.
      if (name == import.path.text || name == here || (import.path.text.starts_with("标准库/") && name.ends_with(import.path.text.substr(std::string_view("标准库").size())))) return tree.get();
    }
    return nullptr;
  }

  bool provides(const ast::File& file, std::set<const ast::File*>& seen) {
    if (!seen.insert(&file).second) return false;
    for (const ast::Item& item : file.items) {
      if (std::holds_alternative<ast::IndicatorDecl>(item) || std::holds_alternative<ast::AggregateDecl>(item) || std::holds_alternative<ast::RuleSetDecl>(item)) return true;
      if (used_.contains(std::visit(DeclaredName{}, item))) return true;
      const auto* next = std::get_if<ast::ImportDecl>(&item);
      const ast::File* deeper = next ? file_of(*next) : nullptr;
      if (deeper && provides(*deeper, seen)) return true;
    }
    return false;
  }

  const Pack& pack_;
  Names used_;
};

}  // namespace

void unused_import(const Pack& pack, Report& report) {
  Imports imports(pack);
  pack.each<ast::ImportDecl>([&](const ast::ImportDecl& d) {
    if (!imports.useful(d)) report(d.path.src, {d.path.text});
  });
}

}  // namespace zs::lint::found
