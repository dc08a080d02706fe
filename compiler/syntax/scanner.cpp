#include "compiler/syntax/scanner.h"

#include "compiler/syntax/cursor.h"
#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/numbers.h"
#include "compiler/syntax/slips.h"

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
    if (other_quote(cur_.raw())) return;
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
    if (!n.meant.empty()) mean(n.meant);
    if (rows && cur_.is(U'个')) {  // 至少 2个环节
      const uint32_t of = cur_.at();
      cur_.next();
      push(Grammar::K_OF, of);
    }
  }

  void word() {
    const uint32_t begin = cur_.at();
    bool ascii_code = cur_.c() >= 'A' && cur_.c() <= 'Z';
    while (is_word_char(cur_.c()) || (is_invisible(cur_.c()) && is_word_char(cur_.after()))) {
      ascii_code = ascii_code && ((cur_.c() >= 'A' && cur_.c() <= 'Z') || cur_.digit());
      if (is_invisible(cur_.c())) invisible();
      else cur_.next();
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
    if (said_joiner(from, until, left)) return;
    const std::string split = (left ? std::string(text_.substr(from, begin - from)) + " " : "") + sign + (right ? " " + std::string(text_.substr(end, until - end)) : "");
    const std::string whole(text_.substr(from, until - from));
    sink_.report(Code::kGluedJoiner, span(from, until), {sign, split, whole}).suggest(span(from, until), split);
  }
  /// 并且, 或者, 小于或等于: one word that means another; 属于 窗口或电脑端: a list.
  bool said_joiner(uint32_t from, uint32_t until, bool left) {
    const std::string whole(text_.substr(from, until - from));
    const auto& meant = said_for(whole);
    const auto& all = out_.lexemes;
    const size_t before = all.size() - (left ? 3 : 2);
    const bool listed = left && all.size() > 2 && (all[before].type == Grammar::K_IN || all[before].type == Grammar::K_BELONGS_TO || all[before].type == Grammar::K_HAS_ANY_OF);
    if (meant.empty() && !listed) return false;
    const bool fresh = all[left ? all.size() - 2 : all.size() - 1].first_on_line;
    if (listed) {
      std::string set = "{" + whole + "}";
      for (const std::string_view joiner : {"或", "且"})
        if (const size_t at = set.find(joiner); at != std::string::npos) set.replace(at, joiner.size(), "、");
      sink_.report(Code::kWrongSign, span(from, until), {whole, "写成「" + set + "」", "write " + set}).suggest(span(from, until), set);
      const size_t cut = whole.find(whole.find("或") != std::string::npos ? "或" : "且");
      out_.lexemes.resize(all.size() - 2);
      const uint32_t middle = from + static_cast<uint32_t>(cut), after = middle + 3;
      const auto put = [&](int type, uint32_t begin, uint32_t end, const char* text) {
        Lexeme& l = out_.lexemes.emplace_back();
        l.type = type, l.begin = begin, l.end = end;
        if (*text != 0) mean(text);
      };
      cur_.go(until);
      put(Grammar::LBRACE, from, middle, "{");
      put(Grammar::WORD, from, middle, "");
      put(Grammar::ENUMERATION, middle, after, "、");
      put(Grammar::WORD, after, until, "");
      put(Grammar::RBRACE, after, until, "}");
      return true;
    }
    sink_.report(Code::kKeywordTypo, span(from, until), {whole, std::string(meant.front())}).suggest(span(from, until), std::string(meant.front()));
    out_.lexemes.resize(all.size() - (left ? 2 : 1));
    cur_.go(until);
    const Keyword* k = find_keyword(meant.front());
    push(k != nullptr ? k->type : Grammar::EQ, from);
    out_.lexemes.back().first_on_line = fresh;
    mean(std::string(meant.front()));
    return true;
  }
  /// What the lexeme just pushed stands for.
  void mean(std::string text) {
    out_.lexemes.back().text = static_cast<int32_t>(out_.texts.size());
    out_.texts.push_back(std::move(text));
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
    if (c == '=' && second == '<') return swapped("≤", Grammar::LE);
    if (c == '=' && second == '>') return swapped("≥", Grammar::GE);
    if (c == '<' && second == '>') return swapped("≠", Grammar::NE);
    const int type = single_sign(c);
    if (type != 0) cur_.next();
    return type;
  }
  /// =< => <>, signs of other languages.
  int swapped(const char* meant, int type) {
    const uint32_t begin = cur_.at();
    cur_.next();
    cur_.next();
    wrong_sign(begin, meant);
    return type;
  }
  void wrong_sign(uint32_t begin, const std::string& meant) {
    const std::string was(text_.substr(begin, cur_.at() - begin));
    std::string shown = meant;
    std::erase(shown, ' ');
    const auto at = span(begin, cur_.at());
    if (meant.empty()) sink_.report(Code::kWrongSign, at, {was, "删去它", "remove it"}).suggest(at, "");
    else sink_.report(Code::kWrongSign, at, {was, "写成「" + shown + "」", "write " + shown}).suggest(at, meant);
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

  /// ‘…’ '…' ”…“ ”…”: a text in quotes that are none here.
  bool other_quote(char32_t open) {
    char32_t first = 0, second = 0;
    switch (open) {
      case U'‘': case U'’': first = U'’', second = U'‘'; break;
      case U'”': first = U'”', second = U'“'; break;
      case '\'': case 0xFF07: first = '\'', second = 0xFF07; break;
      case U'〝': first = U'〞', second = U'〟'; break;
      default: return false;
    }
    const uint32_t begin = cur_.at();
    cur_.next();
    const uint32_t inner = cur_.at();
    while (!cur_.done() && !cur_.is('\n') && cur_.raw() != first && cur_.raw() != second) cur_.next();
    if (cur_.done() || cur_.is('\n')) return cur_.go(begin), false;
    const std::string meant = "「" + std::string(text_.substr(inner, cur_.at() - inner)) + "」";
    cur_.next();
    wrong_sign(begin, meant);
    push(Grammar::STR, begin);
    mean(meant);
    return true;
  }

  /// Zero-width characters: said once for a run of them, and then taken for nothing.
  void invisible() {
    const uint32_t begin = cur_.at();
    const char32_t c = cur_.raw();
    while (!cur_.done() && is_invisible(cur_.c())) cur_.next();
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string code = "U+";
    for (int shift = 12; shift >= 0; shift -= 4) code += kHex[(c >> shift) & 15];
    sink_.report(Code::kInvisible, span(begin, cur_.at()), {code}).suggest(span(begin, cur_.at()), "");
  }

  /// Signs that are clear in what they mean: the lexeme they stand for; 0 where there is none.
  int meant_by(char32_t c, std::string& meant) const {
    Cursor ahead = cur_;
    while (ahead.blank()) ahead.next();
    const bool last = ahead.done() || ahead.is('\n') || ahead.is('}');
    switch (c) {
      case '&': return meant = "且", Grammar::K_AND;
      case '|': return meant = "或", Grammar::K_OR;
      case '!': return meant = "非", Grammar::K_NOT;
      case U'。': case U'｡': return meant = last ? "" : "，", last ? 0 : Grammar::COMMA;
      case U'—': case U'–': case U'―': case U'‐': case U'‑': case U'─': return meant = "-", Grammar::MINUS;
      case U'·': case U'•': case U'・': return meant = "的", Grammar::DOT;
      case U'﹤': case U'〈': return meant = "<", Grammar::LT;
      case U'﹥': case U'〉': return meant = ">", Grammar::GT;
      case U'╳': case U'✕': case U'✖': return meant = "×", Grammar::TIMES;
      case U'￥': case U'¥': case '$': return meant = "", 0;
      default: return meant = "?", 0;
    }
  }

  void unknown() {
    const uint32_t begin = cur_.at();
    const char32_t c = cur_.raw();
    if (is_invisible(c)) return invisible();
    while (!cur_.done() && cur_.raw() == c) cur_.next();
    if (c == 0xFFFD) return;  // broken text: reported once for the file
    std::string meant;
    const int type = meant_by(fold(c), meant);
    if (meant == "-" && !out_.lexemes.empty() && code_dash(begin)) return;
    if (type != 0 || meant.empty()) {
      const bool apart = meant == "且" || meant == "或" || meant == "非";
      wrong_sign(begin, apart && is_word_char(cur_.c()) ? meant + " " : meant);
      if (type != 0) push(type, begin, true), mean(meant);
      return;
    }
    sink_.report(Code::kUnknownSign, span(begin, cur_.at()), {c < 0x20 ? "U+00" + std::string(1, "01"[c >> 4]) + "0123456789ABCDEF"[c & 15] : utf8(c)});
  }

  /// HN8—6: a long dash in a code.
  bool code_dash(uint32_t begin) {
    Lexeme& before = out_.lexemes.back();
    if (before.end != begin || !code_char(cur_.c())) return false;
    const std::string head = normalise(text_.substr(before.begin, before.end - before.begin));
    for (const char h : head)
      if (!code_char(static_cast<unsigned char>(h))) return false;
    wrong_sign(begin, "-");
    std::string code = head + "-";
    const uint32_t rest = cur_.at();
    while (code_char(cur_.c()) || cur_.is('-')) cur_.next();
    before.type = Grammar::CODE;
    before.end = cur_.at();
    mean(code + normalise(text_.substr(rest, cur_.at() - rest)));
    return true;
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
