// 理由 「承诺时限{承诺时限}，已用{办理时限的已用}」: text and paths.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/cursor.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/make_expr.h"

namespace zs::syntax {
using diag::Code;
using Kind = ast::Expr::Kind;

namespace {
/// A name at the cursor (bare or 〔…〕), blanks around it taken; empty text where there is none.
ast::Name take_name(Cursor& cur, Span base) {
  while (cur.blank()) cur.next();
  const uint32_t begin = cur.at();
  ast::Name n;
  if (cur.raw() == U'〔') {
    cur.next();
    const uint32_t inner = cur.at();
    while (!cur.done() && cur.raw() != U'〕') cur.next();
    n.text = normalise(cur.since(inner));
    if (!cur.take(U'〕')) n.text.clear();
  } else {
    while (is_word_char(cur.c())) cur.next();
    n.text = normalise(cur.since(begin));
  }
  n.src = {base.file, base.begin + begin, base.begin + cur.at()};
  while (cur.blank()) cur.next();
  return n;
}

Kind quantity(const std::string& word) {
  const Keyword* k = find_keyword(word);
  if (k == nullptr) return Kind::kPath;
  return k->type == Grammar::K_USED ? Kind::kClockUsed : k->type == Grammar::K_LEFT ? Kind::kClockLeft : k->type == Grammar::K_DUE ? Kind::kClockDue : Kind::kPath;
}
}  // namespace

/// name (的 name)*, the last perhaps 已用, 剩余 or 到期; null where it is something else.
ast::ExprPtr Builder::template_path(std::string_view written, Span src) {
  Cursor cur(written);
  ast::Name first = take_name(cur, src);
  if (first.text.empty()) return nullptr;
  ast::ExprPtr e = make_expr(Kind::kName, first.src);
  e->name = std::move(first);
  while (!cur.done()) {
    const bool step = cur.take(U'的') || cur.take('.');
    const bool bracketed = cur.raw() == U'〔';
    ast::Name next = take_name(cur, src);
    if (next.text.empty()) return nullptr;
    const Kind kind = bracketed ? Kind::kPath : quantity(next.text);
    if (kind == Kind::kPath && !step) return nullptr;
    e = make_expr(kind, join(e->src, next.src), std::move(e));
    if (kind == Kind::kPath) e->name = std::move(next);
    else e->op_src = next.src;
  }
  return e;
}

std::optional<ast::ReasonClause> Builder::reason(Grammar::ReasonContext* c) {
  if (lexeme(c->STR()) == nullptr) return std::nullopt;
  ast::ReasonClause out;
  out.raw = text(c->STR());
  out.src = span(c);
  const std::string& s = out.raw.text;
  // The text begins behind the opening quote.
  const Span whole = span(c->STR());
  const std::string_view written = sources_.text(whole);
  const uint32_t offset = whole.begin + static_cast<uint32_t>(written.find(s));
  const auto piece = [&](size_t from, size_t to) {
    ast::TemplatePiece p;
    p.text = s.substr(from, to - from);
    p.src = {file_, offset + static_cast<uint32_t>(from), offset + static_cast<uint32_t>(to)};
    return p;
  };
  size_t at = 0;
  while (at < s.size()) {
    const size_t open = s.find_first_of("{", at);
    const size_t wide = s.find("｛", at);
    const size_t begin = std::min(open, wide);
    if (begin == std::string::npos) break;
    const size_t inner = begin + (begin == open ? 1 : 3);
    const size_t end = std::min(s.find('}', inner), s.find("｝", inner));
    if (begin > at) out.pieces.push_back(piece(at, begin));
    if (end == std::string::npos) {
      const Span brace{file_, offset + static_cast<uint32_t>(begin), offset + static_cast<uint32_t>(inner)};
      report(Code::kUnclosedBracket, brace, {"{", "}"});
      return out;
    }
    ast::TemplatePiece p = piece(inner, end);
    p.value = template_path(p.text, p.src);
    if (p.value == nullptr) report(Code::kBadTemplate, p.src, {p.text});
    else out.pieces.push_back(std::move(p));
    at = end + (s[end] == '}' ? 1 : 3);
  }
  if (at < s.size()) out.pieces.push_back(piece(at, s.size()));
  return out;
}

}  // namespace zs::syntax
