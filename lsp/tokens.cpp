// Semantic tokens: what each word is, where the words alone do not tell.
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/scanner.h"
#include "lsp/features.h"

#include <algorithm>

namespace zs::lsp {
namespace {

using Kind = Symbol::Kind;
using Token = syntax::Grammar;

enum Type { kKeyword, kStruct, kProperty, kEnum, kEnumMember, kNamespace, kEvent, kFunction, kVariable, kParameter, kClass, kMacro, kString, kNumber, kComment, kOperator, kType };

Type type_of(Kind kind) {
  switch (kind) {
    case Kind::kRuleSet: case Kind::kCalendar: return kNamespace;
    case Kind::kRecord: return kStruct;
    case Kind::kField: case Kind::kUnitField: return kProperty;
    case Kind::kEnum: return kEnum;
    case Kind::kLabel: case Kind::kOption: return kEnumMember;
    case Kind::kClock: return kEvent;
    case Kind::kCondition: case Kind::kTest: return kFunction;
    case Kind::kParameter: case Kind::kChoice: case Kind::kWords: case Kind::kPattern: return kVariable;
    case Kind::kAlias: case Kind::kFormal: return kParameter;
    case Kind::kIndicator: case Kind::kStatistic: case Kind::kSituation: return kClass;
    case Kind::kCard: return kMacro;
  }
  return kVariable;
}

std::optional<Type> type_of(const syntax::Lexeme& l) {
  switch (l.type) {
    case Token::STR: return kString;
    case Token::NUM: case Token::PCT: case Token::DUR: case Token::DATE: case Token::INSTANT: case Token::TIME: return kNumber;
    case Token::PLUS: case Token::MINUS: case Token::TIMES: case Token::DIVIDED: case Token::EQ: case Token::NE: case Token::LT: case Token::LE: case Token::GT: case Token::GE: return kOperator;
    default: break;
  }
  const auto* k = syntax::keyword_of(l.type);
  if (!k) return std::nullopt;
  return k->word_class == syntax::WordClass::kType ? kType : kKeyword;
}

struct Piece {
  Span src;
  int type = 0, modifiers = 0;
};

std::vector<Piece> pieces(const View& view, int file) {
  diag::Sink unheard;
  const syntax::Scan scan = syntax::scan(view.sources(), file, unheard);
  std::map<uint32_t, const Use*> uses;
  for (const Use& u : view.index().uses())
    if (u.src.file == file) uses.emplace(u.src.begin, &u);
  std::vector<Piece> out;
  uint32_t covered = 0;      // a code of several lexemes is one use
  for (const auto& l : scan.lexemes) {
    if (l.end <= l.begin || l.inserted || l.begin < covered) continue;
    const auto it = uses.find(l.begin);
    if (it != uses.end() && it->second->src.end >= l.end) {
      const Symbol& s = view.index()[it->second->symbol];
      out.push_back({it->second->src, type_of(s.kind), (it->second->declares ? 1 : 0) | (s.src.file >= 0 && view.is_library(s.src.file) ? 2 : 0)});
      covered = it->second->src.end;
    } else if (const auto t = type_of(l)) {
      out.push_back({{file, l.begin, l.end}, *t, 0});
    }
  }
  // Names within the 「」 of a 理由 stand inside of a text: they are shown, the text around them in parts.
  for (const auto& [begin, use] : uses)
    out.push_back({use->src, type_of(view.index()[use->symbol].kind), use->declares ? 1 : 0});
  for (const auto& c : scan.comments) out.push_back({{file, c.begin, c.end}, kComment, 0});
  std::stable_sort(out.begin(), out.end(), [](const Piece& a, const Piece& b) { return a.src.begin != b.src.begin ? a.src.begin < b.src.begin : a.src.end > b.src.end; });
  return out;
}

/// None overlaps another: what lies within a text parts it.
std::vector<Piece> apart(const std::vector<Piece>& all) {
  std::vector<Piece> out;
  for (const Piece& p : all) {
    if (!out.empty() && p.src.begin < out.back().src.end) {
      Piece& last = out.back();
      if (last.type != kString || p.src.end > last.src.end || p.type == kString) continue;
      Piece rest = last;
      last.src.end = p.src.begin, rest.src.begin = p.src.end;
      if (last.src.end <= last.src.begin) out.pop_back();
      out.push_back(p);
      if (rest.src.end > rest.src.begin) out.push_back(rest);
    } else {
      out.push_back(p);
    }
  }
  return out;
}

}  // namespace

const std::vector<std::string>& token_types() {
  static const std::vector<std::string> names{"keyword", "struct", "property", "enum", "enumMember", "namespace", "event", "function", "variable", "parameter", "class", "macro", "string", "number", "comment", "operator", "type"};
  return names;
}

json semantic_tokens(const View& view, int file) {
  const Lines& lines = view.lines(file);
  json data = json::array();
  Place last;
  const auto put = [&](Place at, int64_t length, const Piece& p) {
    if (length <= 0) return;
    const int64_t line = at.line - last.line;
    data.insert(data.end(), {line, line ? at.character : at.character - last.character, length, p.type, p.modifiers});
    last = at;
  };
  for (const Piece& p : apart(pieces(view, file))) {
    const Place from = lines.place(p.src.begin), to = lines.place(p.src.end);
    for (int64_t n = from.line; n <= to.line; ++n) {
      const int64_t begin = n == from.line ? from.character : 0;
      const int64_t end = n == to.line ? to.character : length_in(lines.line(n), view.encoding);
      put({n, begin}, end - begin, p);
    }
  }
  return {{"data", std::move(data)}};
}

}  // namespace zs::lsp
