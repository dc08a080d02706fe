#include "lsp/workspace.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace zs::lsp {
namespace {

namespace fs = std::filesystem;

/// The code of the text's first 规则集; empty where it has none. Looked for, not parsed: it is asked of every file of a folder.
std::string rule_set_of(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
    for (const std::string_view word : {"规则集", "ruleset"})
      if (line.starts_with(word) && line.size() > word.size() && (line[word.size()] == ' ' || line[word.size()] == '\t' || line.substr(word.size()).starts_with("　"))) {
        std::string_view code = line.substr(word.size());
        while (code.starts_with(' ') || code.starts_with('\t') || code.starts_with("　")) code.remove_prefix(code.starts_with("　") ? 3 : 1);
        return "规则集 " + std::string(code.substr(0, code.find_first_of(" \t{\r")));
      }
    at = end + 1;
  }
  return {};
}
bool has_rule_set(std::string_view text) { return !rule_set_of(text).empty(); }

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

constexpr int kLevelsUp = 6;

}  // namespace

void Workspace::open(Document d) {
  const std::string path = d.path;
  documents_[d.uri] = std::move(d);
  roots_.clear();
  touched(path);
}

void Workspace::change(const std::string& uri, std::string text, int64_t version) {
  Document* d = document(uri);
  if (!d) return;
  if (has_rule_set(d->text) != has_rule_set(text)) roots_.clear();
  d->text = std::move(text), d->version = version;
  touched(d->path);
}

void Workspace::close(const std::string& uri) {
  const auto it = documents_.find(uri);
  if (it == documents_.end()) return;
  const std::string path = it->second.path;
  touched(path);
  documents_.erase(it);
  roots_.clear();
}

void Workspace::disk_changed() {
  roots_.clear();
  for (auto& [root, pack] : packs_) pack->stale = true;
}

const Document* Workspace::document(const std::string& uri) const {
  const auto it = documents_.find(uri);
  return it == documents_.end() ? nullptr : &it->second;
}

Document* Workspace::document(const std::string& uri) {
  const auto it = documents_.find(uri);
  return it == documents_.end() ? nullptr : &it->second;
}

void Workspace::touched(const std::string& path) {
  pack_of(path).stale = true;
  // A file may be imported by other packs.
  for (auto& [root, pack] : packs_)
    if (pack->now && pack->now->file(path) >= 0) pack->stale = true;
}

/// The nearest folder above with a 规则集 (in one or more versions) directly in it; the file itself where there is none, or
/// where it has its own beside other rule sets.
std::string Workspace::root_of(const std::string& path) const {
  const auto text_of = [&](const fs::path& p) {
    for (const auto& [uri, d] : documents_)
      if (d.path == p.string()) return d.text;
    return read(p);
  };
  fs::path folder = fs::path(path).parent_path();
  for (int level = 0; level < kLevelsUp && folder.has_relative_path(); ++level, folder = folder.parent_path()) {
    std::set<std::string> sets;
    bool own = false;
    std::error_code ignored;
    for (const auto& e : fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, ignored)) {
      if (e.path().extension() != ".zs") continue;
      const std::string code = rule_set_of(text_of(e.path()));
      if (code.empty()) continue;
      sets.insert(code);
      own |= e.path().string() == path;
    }
    if (sets.size() > 1 && own) return path;
    if (!sets.empty()) return fs::exists(path, ignored) ? folder.string() : path;
  }
  return path;
}

Pack& Workspace::pack_of(const std::string& path) {
  auto it = roots_.find(path);
  if (it == roots_.end()) it = roots_.emplace(path, root_of(path)).first;
  auto& pack = packs_[it->second];
  if (!pack) {
    pack = std::make_unique<Pack>();
    pack->root = it->second;
  }
  return *pack;
}

const std::shared_ptr<const Snapshot>& Workspace::fresh(Pack& pack) {
  if (!pack.stale && pack.now) return pack.now;
  CompileOptions options;
  options.cache = &pack.cache;
  options.stdlib_dir = library_;
  for (const auto& [uri, d] : documents_) options.texts[d.path] = d.text;
  std::error_code ignored;
  const bool folder = fs::is_directory(pack.root, ignored);
  const auto own = options.texts.find(pack.root);
  pack.library = options.library = !folder && !has_rule_set(own != options.texts.end() ? own->second : read(pack.root));
  auto next = std::make_shared<Snapshot>();
  const bool on_disk = folder || fs::exists(pack.root, ignored);
  next->compilation = on_disk || own == options.texts.end() ? compile(pack.root, options) : compile_text(pack.root, own->second, options);
  next->index = Index(next->compilation.trees);
  for (int f = 0; f < next->compilation.sources.size(); ++f) next->files.emplace(next->compilation.sources.name(f), f);
  std::set<int> unread;
  for (const auto& d : next->compilation.diagnostics.all())
    if (diag::row(d.code).id.starts_with("E01")) unread.insert(d.src.file);
  for (const auto& [name, file] : next->files)
    if (!unread.contains(file)) pack.good[name] = next;
  pack.now = std::move(next);
  pack.stale = false;
  return pack.now;
}

}  // namespace zs::lsp
