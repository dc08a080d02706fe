#include "lsp/cursor.h"

#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/make_expr.h"
#include "compiler/syntax/scanner.h"
#include "compiler/syntax/utf8.h"

#include <algorithm>

namespace zs::lsp {
namespace {

using syntax::Grammar;
using syntax::Lexeme;

uint32_t word_begin(std::string_view text, uint32_t offset) {
  uint32_t at = offset;
  while (at > 0) {
    uint32_t k = at - 1;
    while (k > 0 && (static_cast<unsigned char>(text[k]) & 0xC0) == 0x80) --k;
    const auto d = syntax::decode_utf8(text, k);
    if (!d.valid || !(syntax::is_word_char(syntax::fold(d.c)) || d.c == '-' || d.c == U'〔')) break;
    at = k;
  }
  return at;
}

/// Is the end of this line, up to the cursor, within a comment or a quote?
void look_at_line(std::string_view line, Cursor& c) {
  size_t open = std::string::npos;
  std::string_view close;
  for (size_t i = 0; i < line.size();) {
    const auto d = syntax::decode_utf8(line, i);
    if (open == std::string::npos) {
      if (line.substr(i).starts_with("//")) {
        c.in_comment = true;
        return;
      }
      const char32_t q = d.c;
      if (q == U'「' || q == U'“' || q == U'"') open = i + d.size, close = q == U'「' ? "」" : q == U'“' ? "”" : "\"";
    } else if (line.substr(i).starts_with(close)) {
      open = std::string::npos;
    }
    i += d.size;
  }
  if (open != std::string::npos) c.quote = std::string(line.substr(open));
}

/// The last line that begins a declaration, without a blank in front.
uint32_t declaration_begin(std::string_view text, uint32_t offset) {
  for (size_t at = offset;;) {
    const size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) == std::string_view::npos ? 0 : text.rfind('\n', at - 1) + 1;
    size_t end = line;
    while (end < offset) {
      const auto d = syntax::decode_utf8(text, end);
      if (!syntax::is_word_char(syntax::fold(d.c))) break;
      end += d.size;
    }
    const auto* k = syntax::find_keyword(syntax::normalise(text.substr(line, end - line)));
    if (k && k->word_class == syntax::WordClass::kDecl && end < offset) return static_cast<uint32_t>(line);
    if (line == 0) return 0;
    at = line - 1;
  }
}

/// Follows the lexemes of a declaration and keeps the levels that are open.
class Follow {
 public:
  Follow(const View& view, int file, Cursor& c) : view_(view), index_(view.index()), file_(file), c_(c) {}

  void run() {
    const auto& all = c_.before;
    if (all.empty()) {
      c_.level = push({});
      return;
    }
    const int head = all[0].type;
    Level record;
    for (size_t i = 0; i + 1 < all.size() && all[i].type != Grammar::LBRACE && all[i].type != Grammar::EQ; ++i)
      if (all[i].type == Grammar::K_FOR) record.fields = index_.record(name(all[i + 1]));
    if (head == Grammar::K_RECORD && all.size() > 1) record.fields = index_.record(name(all[1]));
    push(record);
    Level own;
    own.locals = declared(all[0]);
    push(own);
    test_ = head == Grammar::K_TEST;
    for (size_t i = 0; i < all.size(); ++i) step(i);
    c_.level = &c_.levels.back();
    if (!frames_.empty()) c_.datum = frames_.back().datum;
  }

 private:
  struct Open {
    int bracket = 0;
    size_t levels = 0;        // how many levels there were outside
    int datum = kNothing;
  };

  std::string name(const Lexeme& l) const { return name_of(view_, file_, l); }
  const Level* push(Level l) {
    l.parent = c_.levels.empty() ? nullptr : &c_.levels.back();
    return &c_.levels.emplace_back(std::move(l));
  }
  /// The symbol that a declaration beginning at this lexeme has.
  int declared(const Lexeme& head) const {
    for (int s = 0; s < index_.size(); ++s)
      if (const Symbol& x = index_[s]; x.whole.file == file_ && x.whole.begin == head.begin && x.owner == kNothing) return s;
    return kNothing;
  }
  int situation(const std::string& name) const {
    for (int s = 0; s < index_.size(); ++s)
      if (const Symbol& x = index_[s]; x.kind == Symbol::Kind::kSituation && x.src.file == file_ && x.name == name && x.owner == c_.levels[1].locals) return s;
    return kNothing;
  }
  void open_row(size_t list, const std::string& alias) {
    const auto path = path_before(view_, file_, c_.before, list);
    if (!path) return;
    const int s = meaning_of(index_, *path, c_.levels.back());
    Level row;
    if (alias.empty()) row.fields = s;
    else row.alias = alias, row.alias_rows = s;
    push(row);
  }

  void step(size_t i) {
    const Lexeme& l = c_.before[i];
    if (l.first_on_line && pause_ != 0) {
      c_.levels.resize(pause_);
      pause_ = 0;
    }
    switch (l.type) {
      case Grammar::K_SITUATION: situation_ = i + 1 < c_.before.size() ? name(c_.before[i + 1]) : ""; break;
      case Grammar::K_EACH:
        if (i > 0 && c_.before[i - 1].type == Grammar::K_PAUSE && i + 1 < c_.before.size()) pause_ = c_.levels.size(), open_row(i + 1, "");
        else each_ = i + 1;
        break;
      case Grammar::K_SOME: case Grammar::K_NONE_OF: case Grammar::K_EVERY: case Grammar::K_AT_LEAST: alias_.clear(), list_ = 0; break;
      case Grammar::K_AS: list_ = i - 1, alias_ = i + 1 < c_.before.size() ? name(c_.before[i + 1]) : ""; break;
      case Grammar::K_WITH: if (list_ == 0) list_ = i - 1; break;
      case Grammar::K_GIVEN: given_ = i + 1 < c_.before.size() ? index_.record(name(c_.before[i + 1])) : kNothing; break;
      case Grammar::LBRACE: case Grammar::LPAREN: case Grammar::LBRACK: open(i); break;
      case Grammar::RBRACE: case Grammar::RPAREN: case Grammar::RBRACK:
        if (frames_.empty()) break;
        c_.levels.resize(frames_.back().levels);
        frames_.pop_back();
        break;
      default: break;
    }
  }

  void open(size_t i) {
    Open frame{c_.before[i].type, c_.levels.size(), kNothing};
    if (test_) {
      const int outer = frames_.empty() ? kNothing : frames_.back().datum;
      if (given_ != kNothing) frame.datum = given_, given_ = kNothing;
      else if (frames_.size() > 0 && i > 0 && c_.before[i - 1].type != Grammar::LBRACK && c_.before[i - 1].type != Grammar::RBRACE && outer != kNothing) frame.datum = index_.member(outer, name(c_.before[i - 1]));
      else frame.datum = outer;
    } else if (c_.before[i].type == Grammar::LBRACE && !situation_.empty()) {
      Level own;
      own.locals = situation(situation_);
      push(own);
      if (each_ > 0) open_row(each_, "");
      situation_.clear(), each_ = 0;
    } else if (c_.before[i].type == Grammar::LPAREN && i > 0 && c_.before[i - 1].type == Grammar::K_WITH) {
      open_row(list_, alias_);
      alias_.clear(), list_ = 0;
    }
    frames_.push_back(frame);
  }

  const View& view_;
  const Index& index_;
  int file_;
  Cursor& c_;
  std::vector<Open> frames_;
  std::string situation_, alias_;
  size_t each_ = 0, list_ = 0, pause_ = 0;
  int given_ = kNothing;
  bool test_ = false;
};

}  // namespace

std::string name_of(const View& view, int file, const Lexeme& l) {
  std::string_view s = view.text(file).substr(l.begin, l.end - l.begin);
  if (s.starts_with("〔")) s.remove_prefix(3);
  if (s.ends_with("〕")) s.remove_suffix(3);
  return syntax::normalise(s);
}

ast::ExprPtr path_before(const View& view, int file, const std::vector<Lexeme>& lexemes, size_t last) {
  if (last >= lexemes.size()) return nullptr;
  size_t first = last;
  while (first >= 2 && lexemes[first - 1].type == Grammar::DOT) first -= 2;
  ast::ExprPtr out;
  for (size_t i = first; i <= last; i += 2) {
    const Lexeme& l = lexemes[i];
    if (l.type != Grammar::WORD && l.type != Grammar::QNAME && !syntax::keyword_of(l.type)) return nullptr;
    const Span src{file, l.begin, l.end};
    ast::ExprPtr next = out ? syntax::make_expr(ast::Expr::Kind::kPath, src, std::move(out)) : syntax::make_expr(ast::Expr::Kind::kName, src);
    next->name = {name_of(view, file, l), src};
    out = std::move(next);
  }
  return out;
}

Cursor cursor_at(const View& view, int file, uint32_t offset) {
  Cursor c;
  const std::string_view text = view.text(file);
  c.file = file, c.begin = word_begin(text, offset);
  c.word = std::string(text.substr(c.begin, offset - c.begin));
  const size_t line = offset == 0 ? 0 : text.rfind('\n', offset - 1) == std::string_view::npos ? 0 : text.rfind('\n', offset - 1) + 1;
  look_at_line(text.substr(line, offset - line), c);
  if (c.in_comment) return c;
  const uint32_t from = declaration_begin(text, offset);
  syntax::Sources part;
  const uint32_t until = c.quote ? offset - static_cast<uint32_t>(c.quote->size()) : c.begin;
  const int own = part.add("", std::string(text.substr(from, until > from ? until - from : 0)));
  diag::Sink unheard;
  const syntax::Scan scan = syntax::scan(part, own, unheard);
  for (Lexeme l : scan.lexemes) {
    if (l.type <= 0 || l.end <= l.begin) continue;
    l.begin += from, l.end += from;
    c.before.push_back(l);
  }
  if (c.quote && !c.before.empty() && c.before.back().type == Grammar::STR) c.before.pop_back();
  Follow(view, file, c).run();
  c.expected = expected_behind(c.before);
  return c;
}

}  // namespace zs::lsp
