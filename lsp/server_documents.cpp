// Opening, changing, closing; what is wrong is told when the client pauses.
#include "lsp/server.h"

#include <filesystem>

namespace zs::lsp {
namespace {

/// An untitled buffer has no path: its URI stands for it.
std::string path_or(const std::string& uri) {
  const std::string path = path_of(uri);
  return path.empty() ? uri : std::filesystem::path(path).lexically_normal().string();
}

}  // namespace

json Server::did_open(const json& p) {
  const json& d = p.at("textDocument");
  const std::string uri = d.at("uri");
  workspace_.open({uri, path_or(uri), repaired(d.at("text").get<std::string>()), d.value("version", int64_t{0})});
  changed_ = settled_ = true;
  return nullptr;
}

json Server::did_change(const json& p) {
  const json& d = p.at("textDocument");
  const std::string uri = d.at("uri");
  const Document* open = workspace_.document(uri);
  if (!open) return nullptr;
  std::string text = open->text;
  for (const json& change : p.at("contentChanges")) {
    std::string now = repaired(change.at("text").get<std::string>());
    if (!change.contains("range")) {
      text = std::move(now);
      continue;
    }
    const Lines lines(text, encoding_);
    const uint32_t from = lines.offset(place_of(change["range"].at("start")));
    const uint32_t to = std::max(from, lines.offset(place_of(change["range"].at("end"))));
    text.replace(from, to - from, now);
  }
  workspace_.change(uri, std::move(text), d.value("version", int64_t{0}));
  changed_ = true, settled_ = false;
  return nullptr;
}

json Server::did_close(const json& p) {
  workspace_.close(p.at("textDocument").at("uri"));
  changed_ = true;
  return nullptr;
}

json Server::did_save(const json&) {
  workspace_.disk_changed();
  found_.clear();  // they lack the lints
  changed_ = settled_ = true;
  return nullptr;
}

json Server::files_changed(const json&) {
  workspace_.disk_changed();
  changed_ = true;
  return nullptr;
}

void Server::pause() {
  changed_ = false;
  // Only packs with an open document are looked at; one whose last document was closed is forgotten.
  std::set<Pack*> wanted;
  for (const auto& [uri, d] : workspace_.documents()) wanted.insert(&workspace_.pack_of(d.path));
  auto& packs = workspace_.packs();
  for (auto it = packs.begin(); it != packs.end();) {
    if (wanted.contains(it->second.get())) {
      try {
        publish(*it->second);
      } catch (const std::exception& e) {
        it->second->stale = false;
        notify("window/logMessage", {{"type", 1}, {"message", it->first + ": " + e.what()}});
      }
      ++it;
      continue;
    }
    for (const auto& [path, told] : it->second->told)
      if (told != "[]") notify("textDocument/publishDiagnostics", {{"uri", uri_of(path)}, {"diagnostics", json::array()}});
    examples_.erase(it->first), found_.erase(it->first), failed_.erase(it->first);
    it = packs.erase(it);
  }
}

View Server::view_of(Pack& pack) {
  View v;
  v.at = workspace_.fresh(pack), v.language = options_.language, v.encoding = encoding_;
  v.library_copy = options_.library.empty() ? options_.library_copy : options_.library;
  return v;
}

std::vector<diag::Diagnostic> Server::all_of(Pack& pack) {
  const auto now = workspace_.fresh(pack);
  auto& [of, all] = found_[pack.root];
  if (of == now) return all;
  all.assign(now->compilation.diagnostics.all().begin(), now->compilation.diagnostics.all().end());
  if (options_.lint && settled_ && now->compilation.program)
    for (auto& d : options_.lint(now->compilation)) all.push_back(std::move(d));
  // What has no place of its own is shown at the head of the pack's first file.
  const auto& files = now->compilation.rule_files;
  for (auto& d : all)
    if (d.src.file < 0 && !files.empty()) d.src = {files.front(), 0, 0};
  of = now;
  return all;
}

void Server::publish(Pack& pack) {
  const View view = view_of(pack);
  const auto all = all_of(pack);
  std::set<std::string> seen;
  for (const auto& [name, file] : view.at->files) {
    const std::string uri = view.uri(file);
    if (uri.empty() || view.is_library(file)) continue;
    const bool open = workspace_.document(uri) != nullptr;
    json list = diagnostics(view, file, all);
    for (const auto& [test, text] : failed_[pack.root])
      for (int s = 0; s < view.index().size(); ++s)
        if (const Symbol& x = view.index()[s]; x.kind == Symbol::Kind::kTest && x.name == test && x.src.file == file)
          list.push_back({{"range", view.range(x.src)}, {"severity", 1}, {"source", "zs test"}, {"message", text}});
    const std::string text = list.dump(-1, ' ', false, json::error_handler_t::replace);
    seen.insert(name);
    auto& told = pack.told[name];
    if (told == text || (told.empty() && text == "[]" && !open)) continue;
    told = text;
    json params{{"uri", uri}, {"diagnostics", std::move(list)}};
    if (const Document* d = workspace_.document(uri)) params["version"] = d->version;
    notify("textDocument/publishDiagnostics", std::move(params));
  }
  for (auto it = pack.told.begin(); it != pack.told.end();) {
    if (seen.contains(it->first)) {
      ++it;
      continue;
    }
    if (it->second != "[]") notify("textDocument/publishDiagnostics", {{"uri", uri_of(it->first)}, {"diagnostics", json::array()}});
    it = pack.told.erase(it);
  }
}

}  // namespace zs::lsp
