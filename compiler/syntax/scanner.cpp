#include "compiler/syntax/scanner.h"

#include "compiler/syntax/cursor.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/numbers.h"

#include <utility>

namespace zs::syntax {
namespace {
using diag::Code;

class Scanner {
 public:
  Scanner(const Sources& sources, int file, diag::Sink& sink) : text_(sources.text(file)), file_(file), sink_(sink), cur_(text_) {}

  Scan run() {
    while (!cur_.done()) step();
    push(static_cast<int>(antlr4::Token::EOF), cur_.at());
    return std::move(out_);
  }

 private:
  void step() {
    const uint32_t begin = cur_.at();
    const char32_t c = cur_.c();
    if (c == '\n') {
      fresh_line_ = true;
      return cur_.next();
    }
    if (cur_.blank() || c == 0xFEFF) return cur_.next();
    if (c == '/' && cur_.after() == '/') return comment();
    if (cur_.digit()) return number();
    if (is_word_char(c)) return word();
    if (c == U'且' || c == U'或') return joiner();
    if (const char32_t close = closing_quote(c)) return quote(close);
    if (c == U'〔') return bracketed_name();
    if (const int type = sign()) return push(type, begin);
    unknown();
  }

  static char32_t closing_quote(char32_t c) {
    switch (c) {
      case U'「': return U'」';
      case U'『': return U'』';
      case U'“': return U'”';
      case U'《': return U'》';
      case '"': return '"';
      default: return 0;
    }
  }

  void push(int type, uint32_t begin, bool broken = false) {
    Lexeme& l = out_.lexemes.emplace_back();
    l.type = type;
    l.begin = begin;
    l.end = cur_.at();
    l.first_on_line = std::exchange(fresh_line_, false);
    l.broken = broken;
  }
  Span span(uint32_t begin, uint32_t end) const { return {file_, begin, end}; }

  void comment() {
    const uint32_t begin = cur_.at();
    while (!cur_.done() && !cur_.is('\n')) cur_.next();
    uint32_t end = cur_.at();
    while (end > begin && (text_[end - 1] == '\r' || text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    out_.comments.push_back({begin, end, out_.lexemes.size(), fresh_line_});
  }

  void number() {
    const uint32_t begin = cur_.at();
    const bool rows = !out_.lexemes.empty() && out_.lexemes.back().type == Grammar::K_AT_LEAST;
    const Number n = scan_number(cur_, rows, file_, sink_);
    push(n.type, begin, n.broken);
    if (rows && cur_.is(U'个')) {  // 至少 2个环节
      const uint32_t of = cur_.at();
      cur_.next();
      push(Grammar::K_OF, of);
    }
  }

  void word() {
    const uint32_t begin = cur_.at();
    bool ascii_code = cur_.c() >= 'A' && cur_.c() <= 'Z';
    while (is_word_char(cur_.c())) {
      ascii_code = ascii_code && ((cur_.c() >= 'A' && cur_.c() <= 'Z') || cur_.digit());
      cur_.next();
    }
    if (ascii_code && code_tail()) return push(Grammar::CODE, begin);
    const Keyword* k = find_keyword(normalise(cur_.since(begin)));
    push(k != nullptr ? k->type : Grammar::WORD, begin);
  }

  static bool code_char(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  /// HN8-1, BZ-11-a2: the groups behind the first.
  bool code_tail() {
    bool any = false;
    while (cur_.is('-') && code_char(cur_.after())) {
      any = true;
      cur_.next();
      while (code_char(cur_.c())) cur_.next();
    }
    return any;
  }

  /// 且 and 或 part words wherever they stand; where one touches a word, a blank was forgotten or the word is a name.
  void joiner() {
    const uint32_t begin = cur_.at();
    const bool is_and = cur_.is(U'且');
    cur_.next();
    push(is_and ? Grammar::K_AND : Grammar::K_OR, begin);
    const uint32_t end = cur_.at();
    const auto& all = out_.lexemes;
    const bool left = all.size() > 1 && all[all.size() - 2].end == begin && is_word_end(all[all.size() - 2]);
    const bool right = is_word_char(cur_.c());
    if ((!left && !right) || in_phrase()) return;
    const std::string sign = is_and ? "且" : "或";
    uint32_t until = end;
    for (Cursor ahead(text_, end); is_word_char(ahead.c()); ahead.next(), until = ahead.at()) {
    }
    const uint32_t from = left ? all[all.size() - 2].begin : begin;
    const std::string split = (left ? std::string(text_.substr(from, begin - from)) + " " : "") + sign + (right ? " " + std::string(text_.substr(end, until - end)) : "");
    const std::string whole(text_.substr(from, until - from));
    sink_.report(Code::kGluedJoiner, span(from, until), {sign, split, whole}).suggest(span(from, until), split);
  }
  /// Within the words behind 依据 and 归类, which are the regulation's.
  bool in_phrase() const {
    const auto& all = out_.lexemes;
    for (size_t i = all.size(); i-- > 0;) {
      const int type = all[i].type;
      if (type == Grammar::K_CATEGORY || type == Grammar::K_BASIS) return true;
      const bool phrase = type == Grammar::WORD || type == Grammar::NUM || type == Grammar::CODE || type == Grammar::LPAREN || type == Grammar::RPAREN ||
                          type == Grammar::SLASH || type == Grammar::DOT || type == Grammar::MINUS || type == Grammar::K_AND || type == Grammar::K_OR;
      if (!phrase || all[i].first_on_line) return false;
    }
    return false;
  }
  static bool is_word_end(const Lexeme& l) {
    return l.type == Grammar::WORD || l.type == Grammar::DUR || l.type == Grammar::NUM || keyword_of(l.type) != nullptr;
  }

  void quote(char32_t close) {
    const uint32_t begin = cur_.at();
    const char32_t open = cur_.raw();
    const bool one_line = close == '"';
    cur_.next();
    uint32_t line_end = 0;
    while (!cur_.done()) {
      const char32_t c = one_line ? cur_.c() : cur_.raw();
      if (c == close) {
        cur_.next();
        return push(Grammar::STR, begin);
      }
      if (c == '\n' && line_end == 0) line_end = cur_.at();
      if ((one_line && c == '\n') || (!one_line && c == open)) break;
      cur_.next();
    }
    auto& d = sink_.report(Code::kUnclosedQuote, span(begin, begin + utf8_size(open)), {utf8(open), utf8(one_line ? open : close)});
    if (!one_line && !cur_.done()) d.also(span(cur_.at(), cur_.at() + utf8_size(open)), "到这里又出现了一个开引号", "another quote opens here");
    if (line_end == 0 && !cur_.done() && !cur_.is('\n')) line_end = cur_.at();
    if (line_end != 0) cur_.go(line_end);
    push(Grammar::STR, begin, true);
  }

  void bracketed_name() {
    const uint32_t begin = cur_.at();
    while (!cur_.done() && !cur_.is('\n') && !cur_.is(U'〕')) cur_.next();
    const bool closed = cur_.take(U'〕');
    if (!closed) sink_.report(Code::kUnclosedQuote, span(begin, begin + utf8_size(U'〔')), {"〔", "〕"});
    const bool empty = closed && cur_.at() - begin <= 2 * utf8_size(U'〔');
    if (empty) sink_.report(Code::kEmptyName, span(begin, cur_.at()));
    push(Grammar::QNAME, begin, !closed || empty);
  }

  /// The sign here, taken; 0 where there is none.
  int sign() {
    const char32_t c = cur_.c(), second = cur_.after();
    const auto two = [&](int type) {
      cur_.next();
      cur_.next();
      return type;
    };
    if (second == '=' && c == '<') return two(Grammar::LE);
    if (second == '=' && c == '>') return two(Grammar::GE);
    if (second == '=' && c == '!') return two(Grammar::NE);
    if (second == '=' && c == '=') return two(Grammar::EQ);
    const int type = single_sign(c);
    if (type != 0) cur_.next();
    return type;
  }
  static int single_sign(char32_t c) {
    switch (c) {
      case '(': return Grammar::LPAREN;
      case ')': return Grammar::RPAREN;
      case '[': return Grammar::LBRACK;
      case ']': return Grammar::RBRACK;
      case '{': return Grammar::LBRACE;
      case '}': return Grammar::RBRACE;
      case ',': return Grammar::COMMA;
      case U'、': return Grammar::ENUMERATION;
      case ';': return Grammar::SEMI;
      case ':': return Grammar::COLON;
      case '?': return Grammar::OPTIONAL;
      case '/': return Grammar::SLASH;
      case U'的': case '.': return Grammar::DOT;
      case '+': return Grammar::PLUS;
      case '-': return Grammar::MINUS;
      case U'×': case '*': return Grammar::TIMES;
      case U'÷': return Grammar::DIVIDED;
      case '=': return Grammar::EQ;
      case U'≠': return Grammar::NE;
      case '<': return Grammar::LT;
      case U'≤': return Grammar::LE;
      case '>': return Grammar::GT;
      case U'≥': return Grammar::GE;
      default: return 0;
    }
  }

  void unknown() {
    const uint32_t begin = cur_.at();
    const char32_t c = cur_.raw();
    while (!cur_.done() && cur_.raw() == c) cur_.next();
    if (c == 0xFFFD) return;  // broken text: reported once for the file
    sink_.report(Code::kUnknownSign, span(begin, cur_.at()), {c < 0x20 ? "U+00" + std::string(1, "01"[c >> 4]) + "0123456789ABCDEF"[c & 15] : utf8(c)});
  }

  static std::string utf8(char32_t c) {
    std::string s;
    append_utf8(s, c);
    return s;
  }
  static uint32_t utf8_size(char32_t c) { return static_cast<uint32_t>(utf8(c).size()); }

  std::string_view text_;
  int file_;
  diag::Sink& sink_;
  Cursor cur_;
  Scan out_;
  bool fresh_line_ = true;
};

}  // namespace

Scan scan(const Sources& sources, int file, diag::Sink& sink) {
  if (sources.encoding(file) == Sources::Encoding::kBroken) {
    const uint32_t at = sources.broken_at(file);
    sink.report(Code::kBrokenEncoding, {file, at, at + 3});
  }
  return Scanner(sources, file, sink).run();
}

}  // namespace zs::syntax
