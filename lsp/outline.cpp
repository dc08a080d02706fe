// Symbols of a file and of a pack, folding.
#include "compiler/syntax/scanner.h"
#include "lsp/features.h"
#include "lsp/words.h"

#include <algorithm>

namespace zs::lsp {
namespace {

using Kind = Symbol::Kind;

/// The protocol's numbers.
int symbol_kind(Kind kind) {
  switch (kind) {
    case Kind::kRuleSet: return 4;       // package
    case Kind::kRecord: return 23;       // struct
    case Kind::kField: case Kind::kUnitField: return 8;
    case Kind::kEnum: return 10;
    case Kind::kLabel: case Kind::kOption: return 22;
    case Kind::kCalendar: return 2;      // module
    case Kind::kClock: return 24;        // event
    case Kind::kCondition: return 17;    // boolean
    case Kind::kParameter: case Kind::kFormal: return 14;
    case Kind::kChoice: return 20;       // key
    case Kind::kWords: case Kind::kPattern: return 18;
    case Kind::kIndicator: case Kind::kStatistic: return 5;
    case Kind::kSituation: return 6;
    case Kind::kCard: return 22;
    case Kind::kTest: return 12;
    case Kind::kAlias: return 13;
  }
  return 13;
}

Span whole_of(const Symbol& s) {
  Span whole = s.whole;
  if (whole.file != s.src.file || whole.begin > s.src.begin || whole.end < s.src.end) whole = s.src;   // half read
  return whole;
}

std::string shown(const Symbol& s) {
  const bool titled = s.kind == Kind::kIndicator || s.kind == Kind::kStatistic;
  std::string out = titled && !s.code.empty() ? s.name + " " + s.code : s.name;
  return out.empty() ? "?" : out;
}

bool in_outline(const Symbol& s) { return s.kind != Kind::kAlias && s.kind != Kind::kFormal && s.kind != Kind::kOption && s.kind != Kind::kCard && s.kind != Kind::kUnitField && s.src.end > s.src.begin; }

}  // namespace

json document_symbols(const View& view, int file) {
  const Index& index = view.index();
  std::map<int, json> made;                       // by symbol, children inside
  std::vector<int> order;
  for (int s = 0; s < index.size(); ++s) {
    const Symbol& x = index[s];
    if (x.src.file != file || !in_outline(x)) continue;
    made[s] = {{"name", shown(x)}, {"detail", kind_word(view, x.kind)}, {"kind", symbol_kind(x.kind)}, {"range", view.range(whole_of(x))}, {"selectionRange", view.range(x.src)}};
    order.push_back(s);
  }
  // Children were declared after their owners: from the back, each is complete when it goes into its owner.
  json top = json::array();
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    const int owner = index[*it].owner;
    json& into = made.count(owner) ? made[owner]["children"] : top;
    if (into.is_null()) into = json::array();
    into.insert(into.begin(), std::move(made[*it]));
  }
  return top;
}

json workspace_symbols(const View& view, const std::string& query) {
  json out = json::array();
  const Index& index = view.index();
  for (int s = 0; s < index.size() && out.size() < 500; ++s) {
    const Symbol& x = index[s];
    if (!in_outline(x) || (shown(x).find(query) == std::string::npos && x.code.find(query) == std::string::npos)) continue;
    json at = view.location(x.src);
    if (at.is_null()) continue;
    json one{{"name", shown(x)}, {"kind", symbol_kind(x.kind)}, {"location", std::move(at)}};
    if (x.owner != kNothing) one["containerName"] = index[x.owner].name;
    out.push_back(std::move(one));
  }
  return out;
}

json folding(const View& view, int file) {
  diag::Sink unheard;
  const syntax::Scan scan = syntax::scan(view.sources(), file, unheard);
  const Lines& lines = view.lines(file);
  json out = json::array();
  const auto add = [&](int64_t from, int64_t to, const char* kind) {
    if (to <= from) return;
    json one{{"startLine", from}, {"endLine", to}};
    if (kind) one["kind"] = kind;
    out.push_back(std::move(one));
  };
  std::vector<uint32_t> open;
  for (const auto& l : scan.lexemes) {
    if (l.type == syntax::Grammar::LBRACE || l.type == syntax::Grammar::LBRACK) open.push_back(l.begin);
    else if ((l.type == syntax::Grammar::RBRACE || l.type == syntax::Grammar::RBRACK) && !open.empty()) {
      const int64_t from = lines.place(open.back()).line;
      add(from, std::max(from, lines.place(l.begin).line - 1), nullptr);
      open.pop_back();
    }
  }
  for (size_t i = 0; i < scan.comments.size();) {
    size_t k = i + 1;
    const int64_t from = lines.place(scan.comments[i].begin).line;
    while (k < scan.comments.size() && scan.comments[i].own_line && lines.place(scan.comments[k].begin).line == from + static_cast<int64_t>(k - i)) ++k;
    add(from, from + static_cast<int64_t>(k - i) - 1, "comment");
    i = k;
  }
  return out;
}

}  // namespace zs::lsp
