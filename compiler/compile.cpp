#include "compiler/compile.h"

#include "compiler/echoes.h"
#include "compiler/sema/bindings.h"
#include "compiler/sema/check.h"
#include "compiler/sema/names.h"
#include "compiler/parse_cache.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <filesystem>
#include <memory>

namespace zs {
namespace {

namespace fs = std::filesystem;
using diag::Code;

constexpr std::string_view kLibraryPrefix = "标准库/";

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::vector<fs::path> rule_files_below(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code ignored;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ignored), end; it != end; it.increment(ignored))
    if (it->is_regular_file(ignored) && it->path().extension() == ".zs") out.push_back(it->path());
  std::sort(out.begin(), out.end());
  return out;
}

/// Reads and parses files once each, imports before the files that name them, inherited packs after the pack that names
/// them.
class Loader {
 public:
  Loader(Compilation& out, const CompileOptions& options, fs::path root) : out_(out), options_(options), root_(std::move(root)) {}

  /// The pack in a folder, or of one file; its index.
  size_t load_pack(const fs::path& path, Span where) {
    const bool folder = is_folder(path);
    const auto paths = folder ? rule_files_below(path) : std::vector<fs::path>{path};
    if (paths.empty()) out_.diagnostics.report(Code::kEmptyPack, where, {path.string()});
    const size_t index = open_pack(folder ? path : path.parent_path());
    for (const auto& p : paths) pack_of_.emplace(fs::weakly_canonical(p).string(), index);
    for (const auto& p : paths) load_file(p, where);
    inherit(index, fs::weakly_canonical(path).string());
    return index;
  }

  void load_text(std::string name, std::string text) {
    const fs::path folder = fs::path(name).parent_path();
    const int file = out_.sources.add(name, std::move(text));
    const std::string key = "text:" + name;
    pack_of_.emplace(key, open_pack(folder));
    enter(key, name, {});
    parse(file, folder, key);
    inherit(0, key);
  }

  const sema::Loaded& loaded() const { return loaded_; }
  std::vector<const ast::File*> files() const {
    std::vector<const ast::File*> all;
    for (const auto& f : out_.trees) all.push_back(f.get());
    return all;
  }

 private:
  enum class State : uint8_t { kOpen = 1, kDone };

  size_t open_pack(const fs::path& root) {
    loaded_.packs.push_back({root.string(), {}, {}});
    return loaded_.packs.size() - 1;
  }

  void load_file(const fs::path& path, Span where) {
    const std::string key = fs::weakly_canonical(path).string();
    if (!enter(key, path.string(), where)) return;
    const auto other = options_.texts.find(path.string());
    const auto file = other == options_.texts.end() ? out_.sources.load(path.string()) : Result<int>(out_.sources.add(path.string(), other->second));
    if (!file) {
      out_.diagnostics.report(Code::kCannotRead, where, {path.string(), file.error().zh, file.error().en});
      state_[key] = State::kDone;
      open_.pop_back();
      return;
    }
    parse(*file, path.parent_path(), key);
  }

  /// False where the file is done already, or is being read: a circle.
  bool enter(const std::string& key, const std::string& name, Span where) {
    const auto [it, fresh] = state_.emplace(key, State::kOpen);
    if (fresh) {
      open_.push_back(name);
      return true;
    }
    if (it->second == State::kOpen) {
      std::string chain;
      const auto from = std::find(open_.begin(), open_.end(), name);
      for (auto at = from; at != open_.end(); ++at) chain += *at + " → ";
      out_.diagnostics.report(Code::kImportCircle, where, {chain + name});
    }
    return false;
  }

  void parse(int file, const fs::path& folder, const std::string& key) {
    auto tree = options_.cache ? options_.cache->parse(out_.sources, file, out_.diagnostics)
                               : std::make_shared<const ast::File>(syntax::parse(out_.sources, file, out_.diagnostics));
    for (const auto& item : tree->items)
      if (const auto* import = std::get_if<ast::ImportDecl>(&item)) follow(*import, folder);
    const auto own = pack_of_.find(key);
    (own == pack_of_.end() ? loaded_.shared : loaded_.packs[own->second].files).push_back(tree.get());
    if (own != pack_of_.end() && own->second == 0) out_.rule_files.push_back(file);
    out_.trees.push_back(std::move(tree));
    open_.pop_back();
    state_[key] = State::kDone;
  }

  /// Reads what the rule sets of a pack inherit.
  void inherit(size_t index, const std::string& key) {
    heirs_.push_back(key);
    const std::vector<const ast::File*> files = loaded_.packs[index].files;
    for (const ast::File* f : files)
      for (const auto& item : f->items)
        if (const auto* d = std::get_if<ast::RuleSetDecl>(&item); d && d->inherits) base_of(index, *d, fs::path(out_.sources.name(f->file)).parent_path());
    heirs_.pop_back();
  }

  void base_of(size_t index, const ast::RuleSetDecl& head, const fs::path& folder) {
    const fs::path path = (folder / head.inherits->text).lexically_normal();
    const std::string key = fs::weakly_canonical(path).string();
    const Span where = head.inherits->src;
    if (std::find(heirs_.begin(), heirs_.end(), key) != heirs_.end()) {
      std::string chain;
      for (const auto& h : heirs_) chain += h + " → ";
      out_.diagnostics.report(Code::kInheritCircle, where, {chain + key});
      return;
    }
    if (!bases_.contains(key)) {
      if (std::error_code ignored; !fs::exists(path, ignored) || (is_folder(path) && rule_files_below(path).empty())) {
        out_.diagnostics.report(Code::kMissingBase, where, {head.inherits->text, path.string()});
        return;
      }
      bases_[key] = load_pack(path, where);
    }
    loaded_.packs[index].bases[&head] = bases_[key];
  }

  void follow(const ast::ImportDecl& import, const fs::path& folder) {
    const std::string& path = import.path.text;
    if (!path.starts_with(kLibraryPrefix)) {
      const fs::path file = (folder / path).lexically_normal();
      if (fs::is_regular_file(file)) load_file(file, import.path.src);
      else absent(path, file, import);
      return;
    }
    library(path.substr(kLibraryPrefix.size()), import);
  }

  void library(const std::string& name, const ast::ImportDecl& import) {
    fs::path folder = options_.stdlib_dir;
    if (folder.empty() && options_.library && !root_.empty() && fs::is_regular_file(root_ / name)) folder = root_;
    if (!folder.empty()) {
      if (fs::is_regular_file(folder / name)) return load_file(folder / name, import.path.src);
      return missing(name, import);
    }
    for (const auto& [path, text] : standard_library())
      if (path == name) {
        const std::string key = std::string(kLibraryPrefix) + name;
        const auto other = options_.texts.find(key);
        if (enter(key, key, import.path.src)) parse(out_.sources.add(key, other == options_.texts.end() ? text : other->second), {}, key);
        return;
      }
    missing(name, import);
  }

  static std::vector<std::string> library_files() {
    std::vector<std::string> known;
    for (const auto& [path, text] : standard_library()) known.push_back(path);
    return known;
  }
  /// The name among those known that was meant: with .zs forgotten, or nearly the same.
  static std::string meant(const std::string& name, const std::vector<std::string>& known) {
    for (const std::string& k : known)
      if (k == name || k == name + ".zs") return k;
    return sema::nearest(name, known);
  }
  void suggest(diag::Diagnostic& d, const ast::ImportDecl& import, const std::string& path) {
    d.also(import.path.src, "是否想写“" + path + "”？", "did you mean “" + path + "”?").suggest(import.path.src, "「" + path + "」");
  }

  void missing(const std::string& name, const ast::ImportDecl& import) {
    const auto known = library_files();
    auto& d = out_.diagnostics.report(Code::kMissingLibrary, import.path.src, {name, sema::list_of(known, 40)});
    if (const std::string near = meant(name, known); !near.empty()) suggest(d, import, std::string(kLibraryPrefix) + near);
  }

  /// A file that is not beside this one: what is, and whether the standard library's was meant.
  void absent(const std::string& path, const fs::path& looked_for, const ast::ImportDecl& import) {
    std::vector<std::string> there;
    std::error_code ignored;
    for (const auto& e : fs::directory_iterator(looked_for.parent_path(), ignored))
      if (e.path().extension() == ".zs") there.push_back((fs::path(path).parent_path() / e.path().filename()).string());
    std::sort(there.begin(), there.end());
    auto& d = out_.diagnostics.report(Code::kMissingImport, import.path.src, {path, looked_for.string(), there.empty() ? "—" : sema::list_of(there, 12)});
    std::string folded = path;
    for (const std::string_view slash : {"／", "\\"})
      for (size_t at; (at = folded.find(slash)) != std::string::npos;) folded.replace(at, slash.size(), "/");
    const bool library = folded.starts_with(kLibraryPrefix);
    if (library) folded.erase(0, kLibraryPrefix.size());
    if (const std::string near = library ? "" : meant(folded, there); !near.empty()) return suggest(d, import, near);
    for (const std::string& k : library_files())
      if (k == folded || k == folded + ".zs") return suggest(d, import, std::string(kLibraryPrefix) + k);
  }

  Compilation& out_;
  const CompileOptions& options_;
  fs::path root_;
  std::map<std::string, State> state_;
  std::vector<std::string> open_;
  sema::Loaded loaded_;
  std::map<std::string, size_t> pack_of_, bases_;  // by canonical path
  std::vector<std::string> heirs_;                 // the packs whose 继承 is being followed
};

/// The same again with the edited texts; nothing where a setting names nothing.
template <class Again>
std::optional<Compilation> with_settings(const CompileOptions& options, const Loader& loader, Compilation& first, Again again) {
  if (options.settings.empty() || first.diagnostics.has_errors()) return std::nullopt;
  CompileOptions edited_options = options;
  edited_options.settings.clear();
  for (auto& [name, text] : edited(options.settings, loader.files(), first.sources, first.diagnostics)) edited_options.texts[name] = text;
  if (first.diagnostics.has_errors()) return std::nullopt;
  return again(edited_options);
}

}  // namespace

Compilation compile(const std::string& path, const CompileOptions& options) {
  Compilation out;
  Loader loader(out, options, is_folder(path) ? fs::path(path) : fs::path());
  loader.load_pack(path, {});
  if (auto set = with_settings(options, loader, out, [&](const CompileOptions& o) { return compile(path, o); })) return std::move(*set);
  if (!loader.files().empty()) sema::check(loader.loaded(), options, out);
  drop_echoes(out.sources, out.diagnostics);
  return out;
}

BindingFile compile_bindings(const std::string& path, const model::Models& models) {
  BindingFile out;
  Result<int> file = Error{};
  for (const auto& [name, text] : standard_library())
    if (path == std::string(kLibraryPrefix) + name) file = out.sources.add(path, text);
  if (!file) file = out.sources.load(path);
  if (!file) {
    out.diagnostics.report(Code::kCannotRead, {}, {path, file.error().zh, file.error().en});
    return out;
  }
  const ast::File tree = syntax::parse(out.sources, *file, out.diagnostics);
  std::vector<const ast::BindingDecl*> decls;
  for (const auto& item : tree.items)
    if (const auto* d = std::get_if<ast::BindingDecl>(&item)) decls.push_back(d);
  out.bindings = sema::make_bindings(models, decls, true, out.diagnostics);
  return out;
}

Compilation compile_text(std::string name, std::string text, const CompileOptions& options) {
  Compilation out;
  Loader loader(out, options, {});
  loader.load_text(name, text);
  const auto again = [&](CompileOptions o) {
    const auto edited_text = o.texts.find(name);
    std::string changed = edited_text == o.texts.end() ? text : edited_text->second;
    return compile_text(name, std::move(changed), o);
  };
  if (auto set = with_settings(options, loader, out, again)) return std::move(*set);
  sema::check(loader.loaded(), options, out);
  drop_echoes(out.sources, out.diagnostics);
  return out;
}

}  // namespace zs
