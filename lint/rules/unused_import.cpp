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
  std::string operator()(const ast::AmendDecl&) const { return {}; }
  std::string operator()(const ast::SuspendDecl&) const { return {}; }
  template <class Decl>
  std::string operator()(const Decl& d) const { return d.name.text; }
};

bool has_rules(const ast::File& file) {
  return std::any_of(file.items.begin(), file.items.end(), [](const ast::Item& item) {
    return std::holds_alternative<ast::IndicatorDecl>(item) || std::holds_alternative<ast::AggregateDecl>(item) || std::holds_alternative<ast::RuleSetDecl>(item) || std::holds_alternative<ast::AmendDecl>(item) ||
           std::holds_alternative<ast::BindingDecl>(item);
  });
}

class Imports {
 public:
  explicit Imports(const Pack& pack) : pack_(pack), used_(mentioned(pack)) {
    pack.each<ast::ImportDecl>([&](const ast::ImportDecl& d) { all_.push_back(&d); });
  }

  /// Of use: a name of the file itself, or one of what it imports that no other import of the pack brings. A file of rules is worth more
  /// than its names; one that cannot be found is no matter of lints.
  bool useful(const ast::ImportDecl& import) const {
    const ast::File* file = file_of(import);
    if (!file || has_rules(*file) || uses_any(names_of(*file))) return true;
    Names here, elsewhere;
    closure(*file, here);
    for (const ast::ImportDecl* other : all_)
      if (const ast::File* f = other->path.text == import.path.text ? nullptr : file_of(*other)) closure(*f, elsewhere);
    std::erase_if(here, [&](const std::string& name) { return elsewhere.contains(name); });
    return uses_any(here);
  }

 private:
  const ast::File* file_of(const ast::ImportDecl& import) const {
    const std::string folder = std::filesystem::path(pack_.sources.name(import.src.file)).parent_path().string();
    const std::string here = (std::filesystem::path(folder) / import.path.text).lexically_normal().string();
    constexpr std::string_view kLibrary = "标准库";
    for (const auto& tree : pack_.compiled.trees) {
      const std::string& name = pack_.sources.name(tree->file);
      // The built-in library is named by its path, a library in a folder ends with it.
      if (name == import.path.text || name == here || (import.path.text.starts_with(kLibrary) && name.ends_with(import.path.text.substr(kLibrary.size())))) return tree.get();
    }
    return nullptr;
  }

  static Names names_of(const ast::File& file) {
    Names out;
    for (const ast::Item& item : file.items) out.insert(std::visit(DeclaredName{}, item));
    out.erase("");
    return out;
  }

  bool uses_any(const Names& names) const {
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return used_.contains(n); });
  }

  /// The names of a file and of all that it imports.
  void closure(const ast::File& file, Names& out) const {
    std::set<const ast::File*> seen;
    std::vector<const ast::File*> open{&file};
    while (!open.empty()) {
      const ast::File* f = open.back();
      open.pop_back();
      if (!seen.insert(f).second) continue;
      out.merge(names_of(*f));
      for (const ast::Item& item : f->items)
        if (const auto* next = std::get_if<ast::ImportDecl>(&item))
          if (const ast::File* deeper = file_of(*next)) open.push_back(deeper);
    }
  }

  const Pack& pack_;
  Names used_;
  std::vector<const ast::ImportDecl*> all_;
};

}  // namespace

void unused_import(const Pack& pack, Report& report) {
  const Imports imports(pack);
  pack.each<ast::ImportDecl>([&](const ast::ImportDecl& d) {
    if (!imports.useful(d)) report(d.path.src, {d.path.text});
  });
}

}  // namespace zs::lint::found
