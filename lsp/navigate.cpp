// Definition, references, highlights, renaming.
#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/utf8.h"
#include "lsp/features.h"
#include "lsp/words.h"

#include <algorithm>

namespace zs::lsp {
namespace {

using Kind = Symbol::Kind;

/// 导入 「标准库/办件.zs」: the file.
json imported(const View& view, int file, uint32_t offset) {
  const auto* tree = view.index().tree(file);
  if (!tree) return nullptr;
  for (const auto& item : tree->items) {
    const auto* d = std::get_if<ast::ImportDecl>(&item);
    if (!d || offset < d->path.src.begin || offset > d->path.src.end) continue;
    for (const auto& [name, other] : view.at->files)
      if (name.ends_with(d->path.text) && other != file) return view.location({other, 0, 0});
  }
  return nullptr;
}

/// 依据 第八条（一）「…」: where the words stand in the regulation.
json quoted(const View& view, int file, uint32_t offset) {
  json out = json::array();
  for (const auto& part : view.at->compilation.covered)
    if (part.quote.file == file && part.quote.begin <= offset && offset <= part.quote.end) out.push_back(view.location(part.src));
  return out.empty() ? json() : out;
}

bool renamable(Kind kind) { return kind != Kind::kTest && kind != Kind::kRuleSet; }

std::optional<Refusal> refusal(const View& view, const Use* use) {
  if (!use) return Refusal{{"这里没有可以改名的名称", "there is no name to rename here"}};
  const Symbol& s = view.index()[use->symbol];
  if (!renamable(s.kind)) return Refusal{{"这种名称不能这样改", "such a name is not changed in this way"}};
  if (s.src.file < 0 || view.is_library(s.src.file)) return Refusal{{"「" + s.name + "」是标准库的名称，不能改：数据和别的规则集都用它", "“" + s.name + "” belongs to the standard library and cannot be renamed: data and other rule sets use it"}};
  return std::nullopt;
}

/// The place to be replaced: of a code written in place of the name nothing is changed.
bool says_name(const View& view, const Use& use, const Symbol& s) {
  std::string text(view.sources().text(use.src));
  if (text.starts_with("〔") && text.ends_with("〕")) {
    text = text.substr(3, text.size() - 6);
    text.erase(0, text.find_first_not_of(' '));
    text.erase(text.find_last_not_of(' ') + 1);
  }
  return syntax::normalise(text) == s.name;
}

}  // namespace

json definition(const View& view, int file, uint32_t offset) {
  if (const Use* use = view.index().at(file, offset)) return view.location(view.index()[use->symbol].src);
  if (json at = imported(view, file, offset); !at.is_null()) return at;
  return quoted(view, file, offset);
}

json references(const View& view, int file, uint32_t offset, bool with_declaration) {
  const Use* use = view.index().at(file, offset);
  if (!use) return nullptr;
  json out = json::array();
  for (const Use* u : view.index().uses_of(use->symbol))
    if (with_declaration || !u->declares)
      if (json at = view.location(u->src); !at.is_null()) out.push_back(std::move(at));
  return out;
}

json highlights(const View& view, int file, uint32_t offset) {
  const Use* use = view.index().at(file, offset);
  if (!use) return nullptr;
  json out = json::array();
  for (const Use* u : view.index().uses_of(use->symbol))
    if (u->src.file == file) out.push_back({{"range", view.range(u->src)}, {"kind", u->declares ? 3 : 2}});
  return out;
}

std::variant<json, Refusal> prepare_rename(const View& view, int file, uint32_t offset) {
  const Use* use = view.index().at(file, offset);
  if (auto no = refusal(view, use)) return *no;
  return json{{"range", view.range(use->src)}, {"placeholder", view.index()[use->symbol].name}};
}

std::variant<json, Refusal> rename(const View& view, int file, uint32_t offset, const std::string& name) {
  const Use* use = view.index().at(file, offset);
  if (auto no = refusal(view, use)) return *no;
  const Symbol& s = view.index()[use->symbol];
  const auto text = written(name, s.kind);
  if (!text) return Refusal{{"「" + name + "」不能作名称", "“" + name + "” cannot be a name"}};
  json changes = json::object();
  for (const Use* u : view.index().uses_of(use->symbol)) {
    if (!says_name(view, *u, s)) continue;
    const std::string uri = view.uri(u->src.file);
    if (uri.empty() || view.is_library(u->src.file)) continue;
    changes[uri].push_back({{"range", view.range(u->src)}, {"newText", *text}});
  }
  return json{{"changes", std::move(changes)}};
}

}  // namespace zs::lsp
