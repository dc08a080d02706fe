// Requests about a place: the view is found, the feature asked; where a broken file has no answer, its last good state has.
#include "lsp/server.h"

#include <algorithm>

namespace zs::lsp {
std::optional<Server::Asked> Server::asked(const json& p) {
  const std::string uri = p.at("textDocument").at("uri");
  const Document* d = workspace_.document(uri);
  if (!d) return std::nullopt;
  Asked a;
  a.pack = &workspace_.pack_of(d->path);
  a.view = view_of(*a.pack);
  a.file = a.view.at->file(d->path);
  if (a.file < 0) return std::nullopt;
  if (p.contains("position")) a.offset = a.view.lines(a.file).offset(place_of(p["position"]));
  return a;
}

std::optional<Server::Asked> Server::earlier(const Asked& now) const {
  const std::string& name = now.view.sources().name(now.file);
  const auto it = now.pack->good.find(name);
  if (it == now.pack->good.end() || it->second == now.view.at) return std::nullopt;
  Asked out;
  out.pack = now.pack;
  out.view = now.view.before(it->second);
  out.file = it->second->file(name);
  if (out.file < 0) return std::nullopt;
  out.offset = Drift(out.view.text(out.file), now.view.text(now.file)).back(now.offset);
  return out;
}

template <class F>
json Server::with_earlier(const json& p, F f) {
  const auto now = asked(p);
  if (!now) return nullptr;
  json out = f(*now);
  if (!out.is_null()) return out;
  const auto then = earlier(*now);
  return then ? f(*then) : json();
}

Span Server::span_of(const Asked& a, const json& range) const {
  const Lines& lines = a.view.lines(a.file);
  const uint32_t from = lines.offset(place_of(range.at("start"))), to = lines.offset(place_of(range.at("end")));
  return {a.file, std::min(from, to), std::max(from, to)};
}

json Server::on_hover(const json& p) {
  return with_earlier(p, [](const Asked& a) { return hover(a.view, a.file, a.offset); });
}
json Server::on_definition(const json& p) {
  return with_earlier(p, [](const Asked& a) { return definition(a.view, a.file, a.offset); });
}
json Server::on_references(const json& p) {
  const bool declaration = p.value("/context/includeDeclaration"_json_pointer, true);
  return with_earlier(p, [&](const Asked& a) { return references(a.view, a.file, a.offset, declaration); });
}
json Server::on_highlight(const json& p) {
  return with_earlier(p, [](const Asked& a) { return highlights(a.view, a.file, a.offset); });
}

json Server::on_prepare_rename(const json& p) {
  const auto a = asked(p);
  if (!a) return nullptr;
  auto out = prepare_rename(a->view, a->file, a->offset);
  if (auto* no = std::get_if<Refusal>(&out)) throw *no;
  return std::get<json>(out);
}

json Server::on_rename(const json& p) {
  const auto a = asked(p);
  if (!a) return nullptr;
  auto out = rename(a->view, a->file, a->offset, p.at("newName").get<std::string>());
  if (auto* no = std::get_if<Refusal>(&out)) throw *no;
  return std::get<json>(out);
}

json Server::on_symbols(const json& p) {
  const auto now = asked(p);
  if (!now) return nullptr;
  json out = document_symbols(now->view, now->file);
  if (const auto then = earlier(*now); then && !now->pack->good.empty()) {
    json before = document_symbols(then->view, then->file);
    if (before.size() > out.size()) return before;    // what cannot be read just now has not gone
  }
  return out;
}

json Server::on_workspace_symbols(const json& p) {
  const std::string query = p.value("query", "");
  json out = json::array();
  std::set<std::string> seen;
  for (auto& [root, pack] : workspace_.packs())
    for (auto& one : workspace_symbols(view_of(*pack), query))
      if (seen.insert(one.dump()).second) out.push_back(std::move(one));
  return out;
}

json Server::on_folding(const json& p) {
  const auto a = asked(p);
  return a ? folding(a->view, a->file) : json();
}
json Server::on_formatting(const json& p) {
  const auto a = asked(p);
  return a ? formatting(a->view, a->file, std::nullopt) : json();
}
json Server::on_range_formatting(const json& p) {
  const auto a = asked(p);
  return a ? formatting(a->view, a->file, span_of(*a, p.at("range"))) : json();
}
json Server::on_completion(const json& p) {
  const auto a = asked(p);
  return a ? completion(a->view, a->file, a->offset) : json();
}
json Server::on_tokens(const json& p) {
  const auto a = asked(p);
  return a ? semantic_tokens(a->view, a->file) : json();
}
json Server::on_hints(const json& p) {
  const auto a = asked(p);
  return a ? inlay_hints(a->view, a->file, span_of(*a, p.at("range"))) : json();
}
json Server::on_actions(const json& p) {
  const auto a = asked(p);
  return a ? code_actions(a->view, a->file, span_of(*a, p.at("range")), all_of(*a->pack)) : json();
}

const Examples* Server::examples_of(Pack& pack) {
  const auto now = workspace_.fresh(pack);
  if (!options_.examples || !now->compilation.program) return nullptr;
  auto& [of, found] = examples_[pack.root];
  if (of != now) found = options_.examples(now->compilation, pack.root, cases_), of = now;
  return found ? &*found : nullptr;
}

json Server::on_lenses(const json& p) {
  const auto a = asked(p);
  return a ? code_lenses(a->view, a->file, examples_of(*a->pack)) : json();
}

/// zhunsheng.runTest [uri, name]; zhunsheng.runTests [uri].
json Server::on_command(const json& p) {
  const std::string command = p.at("command");
  if (command != "zhunsheng.runTest" && command != "zhunsheng.runTests") throw Refusal{{"没有命令 " + command, "there is no command " + command}};
  const json& arguments = p.at("arguments");
  const Document* d = workspace_.document(arguments.at(0).get<std::string>());
  if (!d || !options_.run_test) throw Refusal{{"这个文件没有打开", "this file is not open"}};
  Pack& pack = workspace_.pack_of(d->path);
  const auto now = workspace_.fresh(pack);
  if (!now->compilation.program) throw Refusal{{"规则有错，改好才能运行测试", "the rules have errors; tests run when they are mended"}};
  std::vector<std::string> names;
  if (command == "zhunsheng.runTest") names.push_back(arguments.at(1).get<std::string>());
  else
    for (int s = 0; s < now->index.size(); ++s)
      if (now->index[s].kind == Symbol::Kind::kTest && now->compilation.sources.name(now->index[s].src.file) == d->path) names.push_back(now->index[s].name);
  auto& failed = failed_[pack.root];
  size_t passed = 0;
  std::string text;
  for (const auto& name : names) {
    std::erase_if(failed, [&](const auto& f) { return f.first == name; });
    const TestAnswer answer = options_.run_test(now->compilation, pack.root, name, options_.language);
    if (answer.passed) ++passed;
    else failed.emplace_back(name, answer.text), text += (text.empty() ? "" : "\n") + answer.text;
  }
  const bool all = passed == names.size();
  const std::string count = std::to_string(passed) + "/" + std::to_string(names.size());
  const std::string title = names.size() == 1 ? "「" + names[0] + "」" : "";
  notify("window/showMessage", {{"type", all ? 3 : 2},
                                {"message", options_.language == Language::kChinese ? title + (all ? "通过 " : "没有通过 ") + count : title + (all ? "passed " : "failed ") + count}});
  changed_ = true;
  return {{"passed", passed}, {"total", names.size()}, {"text", text}};
}

}  // namespace zs::lsp
