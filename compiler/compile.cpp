#include "compiler/compile.h"

#include "compiler/echoes.h"
#include "compiler/sema/check.h"
#include "compiler/sema/names.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <filesystem>
#include <memory>

namespace zs {
namespace {

namespace fs = std::filesystem;
using diag::Code;

constexpr std::string_view kLibraryPrefix = "标准库/";

/// Reads and parses files once each, imports before the files that name them.
class Loader {
 public:
  Loader(Compilation& out, const CompileOptions& options, fs::path root) : out_(out), options_(options), root_(std::move(root)) {}

  void load_file(const fs::path& path, Span where, bool own) {
    const std::string key = fs::weakly_canonical(path).string();
    if (!enter(key, path.string(), where)) return;
    const auto other = options_.texts.find(path.string());
    const auto file = other == options_.texts.end() ? out_.sources.load(path.string()) : Result<int>(out_.sources.add(path.string(), other->second));
    if (!file) {
      out_.diagnostics.report(Code::kCannotRead, where, {path.string(), file.error().zh, file.error().en});
      state_[key] = State::kDone;
      return;
    }
    if (own) out_.rule_files.push_back(*file);
    parse(*file, path.parent_path(), key, path.string());
  }

  void load_text(std::string name, std::string text) {
    const fs::path folder = fs::path(name).parent_path();
    const int file = out_.sources.add(name, std::move(text));
    out_.rule_files.push_back(file);
    const std::string key = "text:" + name;
    enter(key, name, {});
    parse(file, folder, key, name);
  }

  std::vector<const ast::File*> files() const {
    std::vector<const ast::File*> all;
    for (const auto& f : files_) all.push_back(f.get());
    return all;
  }

 private:
  enum class State : uint8_t { kOpen = 1, kDone };

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

  void parse(int file, const fs::path& folder, const std::string& key, const std::string&) {
    auto tree = std::make_unique<ast::File>(syntax::parse(out_.sources, file, out_.diagnostics));
    for (const auto& item : tree->items)
      if (const auto* import = std::get_if<ast::ImportDecl>(&item)) follow(*import, folder);
    files_.push_back(std::move(tree));
    open_.pop_back();
    state_[key] = State::kDone;
  }

  void follow(const ast::ImportDecl& import, const fs::path& folder) {
    const std::string& path = import.path.text;
    if (!path.starts_with(kLibraryPrefix)) {
      const fs::path file = (folder / path).lexically_normal();
      if (fs::is_regular_file(file)) load_file(file, import.path.src, false);
      else absent(path, file, import);
      return;
    }
    library(path.substr(kLibraryPrefix.size()), import);
  }

  void library(const std::string& name, const ast::ImportDecl& import) {
    fs::path folder = options_.stdlib_dir;
    if (folder.empty() && options_.library && !root_.empty() && fs::is_regular_file(root_ / name)) folder = root_;
    if (!folder.empty()) {
      if (fs::is_regular_file(folder / name)) return load_file(folder / name, import.path.src, false);
      return missing(name, import);
    }
    for (const auto& [path, text] : standard_library())
      if (path == name) {
        const std::string key = std::string(kLibraryPrefix) + name;
        const auto other = options_.texts.find(key);
        if (enter(key, key, import.path.src)) parse(out_.sources.add(key, other == options_.texts.end() ? text : other->second), {}, key, key);
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
  std::vector<std::unique_ptr<ast::File>> files_;
};

std::vector<fs::path> rule_files_below(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code ignored;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ignored), end; it != end; it.increment(ignored))
    if (it->is_regular_file(ignored) && it->path().extension() == ".zs") out.push_back(it->path());
  std::sort(out.begin(), out.end());
  return out;
}

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
  std::error_code ignored;
  const bool folder = fs::is_directory(path, ignored);
  Loader loader(out, options, folder ? fs::path(path) : fs::path());
  if (folder) {
    const auto files = rule_files_below(path);
    if (files.empty()) out.diagnostics.report(Code::kEmptyPack, {}, {path});
    for (const auto& f : files) loader.load_file(f, {}, true);
  } else {
    loader.load_file(path, {}, true);
  }
  if (auto set = with_settings(options, loader, out, [&](const CompileOptions& o) { return compile(path, o); })) return std::move(*set);
  if (!loader.files().empty()) sema::check(loader.files(), options, out);
  drop_echoes(out.sources, out.diagnostics);
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
  sema::check(loader.files(), options, out);
  drop_echoes(out.sources, out.diagnostics);
  return out;
}

}  // namespace zs
