#include "compiler/ast/print.h"

#include "compiler/ast/layout.h"
#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/numbers.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/utf8.h"

namespace zs::ast {
namespace {
using syntax::Comment;
using syntax::Grammar;
using syntax::Lexeme;
using Keywords = PrintOptions::Keywords;

class Printer {
 public:
  Printer(const syntax::Sources& sources, int file, const syntax::ParseTree& tree, const PrintOptions& options)
      : sources_(sources), file_(file), tree_(tree), keywords_(options.keywords), english_(keywords_ == Keywords::kEnglish),
        places_(place(tree, options.indent, !english_)) {}

  std::string run() {
    const auto& all = lexemes();
    for (size_t i = 0; i < places_.size(); ++i) {
      const bool broke = comments_before(i);
      separate(i, broke);
      out_ += word(i);
      last_end_ = all[i].end;
    }
    comments_before(places_.size());
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  const std::vector<Lexeme>& lexemes() const { return tree_.scanned().lexemes; }
  std::string_view raw(size_t i) const { return sources_.text(Span{file_, lexemes()[i].begin, lexemes()[i].end}); }

  /// A blank line in the source between the last thing printed and `begin`.
  bool blank_before(uint32_t begin) const {
    int lines = 0;
    for (const char c : sources_.text(Span{file_, last_end_, begin})) lines += c == '\n';
    return lines > 1 && !out_.empty();
  }
  bool opens_block(size_t i) const { return i > 0 && (lexemes()[i - 1].type == Grammar::LBRACE || lexemes()[i - 1].type == Grammar::LBRACK || lexemes()[i - 1].type == Grammar::LPAREN); }

  void new_line(int indent, bool blank) {
    if (out_.empty()) return;
    out_ += blank ? "\n\n" : "\n";
    out_.append(static_cast<size_t>(indent), ' ');
  }

  /// The comments in front of lexeme i; true where the lexeme must begin a line of its own.
  bool comments_before(size_t i) {
    const auto& comments = tree_.scanned().comments;
    bool any = false;
    for (; next_comment_ < comments.size() && comments[next_comment_].next <= i; ++next_comment_) {
      const Comment& c = comments[next_comment_];
      const bool own = c.own_line || out_.empty();
      if (own) new_line(comment_indent(i), blank_before(c.begin) && !(opens_block(i) && !any));
      else out_ += "  ";
      out_ += sources_.text(Span{file_, c.begin, c.end});
      last_end_ = c.end;
      any = true;
    }
    return any;
  }

  int comment_indent(size_t i) const {
    if (i >= places_.size()) return 0;
    const Lexeme& l = lexemes()[i];
    const bool closer = l.type == Grammar::RBRACE || l.type == Grammar::RBRACK || l.type == Grammar::RPAREN;
    return places_[i].indent + (closer ? 2 : 0);
  }

  void separate(size_t i, bool after_comment) {
    const Placed& p = places_[i];
    const Lexeme& l = lexemes()[i];
    if (p.gap == Gap::kLine || after_comment) {
      const bool closer = l.type == Grammar::RBRACE || l.type == Grammar::RBRACK || l.type == Grammar::RPAREN;
      new_line(p.indent, blank_before(l.begin) && !closer && (after_comment || !opens_block(i)));
    } else if (p.gap == Gap::kSpace) {
      if (i > 0) out_ += ' ';
    } else if (p.gap == Gap::kWide) {
      out_ += "  ";
    }
  }

  std::string word(size_t i) const {
    const Lexeme& l = lexemes()[i];
    const Placed& p = places_[i];
    switch (l.type) {
      case Grammar::STR: return std::string(raw(i));
      case Grammar::QNAME: return bracketed(i);
      case Grammar::DUR: return duration(i);
      case Grammar::WORD: case Grammar::CODE: case Grammar::NUM: case Grammar::PCT: case Grammar::DATE: case Grammar::TIME:
        return syntax::normalise(raw(i));
      case Grammar::INSTANT: return instant(i);
      case Grammar::DOT:
        if (p.code_dot) return ".";
        if (p.verbatim || keywords_ == Keywords::kAsWritten) return syntax::normalise(raw(i));
        return english_ ? "." : "的";
      default: break;
    }
    if (const syntax::Keyword* k = syntax::keyword_of(l.type)) {
      if (p.name || p.verbatim || keywords_ == Keywords::kAsWritten) return syntax::normalise(raw(i));
      return std::string(english_ ? k->en : k->zh);
    }
    return sign(l.type, p);
  }

  /// The name without 〔〕 where it can stand alone.
  std::string bracketed(size_t i) const {
    std::string_view s = raw(i);
    s.remove_prefix(std::string_view("〔").size());
    s.remove_suffix(std::string_view("〕").size());
    while (s.starts_with(' ')) s.remove_prefix(1);
    while (s.ends_with(' ')) s.remove_suffix(1);
    const std::string name = syntax::normalise(s);
    return is_bare(name) ? name : "〔" + name + "〕";
  }

  /// 3个工作日, 14个自然日, 24小时; 3 workdays.
  std::string duration(size_t i) const {
    const auto d = syntax::duration_value(raw(i));
    if (!d) return std::string(raw(i));
    const syntax::Keyword* unit = syntax::keyword_of(unit_token(d->unit));
    const std::string digits = syntax::normalise(d->digits);
    const bool chinese = keywords_ == Keywords::kChinese || (keywords_ == Keywords::kAsWritten && static_cast<unsigned char>(raw(i).back()) >= 0x80);
    if (!chinese) return digits + " " + std::string(unit->en);
    const bool counted = d->unit == Unit::kWorkDay || d->unit == Unit::kNaturalDay;
    return digits + (counted ? "个" : "") + std::string(unit->zh);
  }
  static int unit_token(Unit u) {
    switch (u) {
      case Unit::kWorkDay: return Grammar::K_WORKDAYS;
      case Unit::kNaturalDay: return Grammar::K_CALENDAR_DAYS;
      case Unit::kWorkHour: return Grammar::K_WORK_HOURS;
      case Unit::kWorkMinute: return Grammar::K_WORK_MINUTES;
      case Unit::kHour: return Grammar::K_HOURS;
      case Unit::kMinute: return Grammar::K_MINUTES;
      case Unit::kSecond: return Grammar::K_SECONDS;
      default: return Grammar::K_DAYS;
    }
  }

  /// One blank between the day and the time.
  std::string instant(size_t i) const {
    const std::string s = syntax::normalise(raw(i));
    const size_t begin = s.find_first_of(" \tT");
    if (begin == std::string::npos) return s;
    return s.substr(0, begin) + " " + s.substr(s.find_first_not_of(" \tT", begin));
  }

  std::string sign(int type, const Placed& p) const {
    switch (type) {
      case Grammar::LPAREN: return english_ && !p.verbatim ? "(" : "（";
      case Grammar::RPAREN: return english_ && !p.verbatim ? ")" : "）";
      case Grammar::LBRACK: return "[";
      case Grammar::RBRACK: return "]";
      case Grammar::LBRACE: return "{";
      case Grammar::RBRACE: return "}";
      case Grammar::COMMA: return english_ ? "," : "，";
      case Grammar::SEMI: return english_ ? ";" : "；";
      case Grammar::ENUMERATION: return "、";
      case Grammar::COLON: return ":";
      case Grammar::OPTIONAL: return "?";
      case Grammar::SLASH: return p.divides ? "÷" : "/";
      case Grammar::PLUS: return "+";
      case Grammar::MINUS: return "-";
      case Grammar::TIMES: return "×";
      case Grammar::DIVIDED: return "÷";
      case Grammar::EQ: return "=";
      case Grammar::NE: return "≠";
      case Grammar::LT: return "<";
      case Grammar::LE: return "≤";
      case Grammar::GT: return ">";
      default: return "≥";
    }
  }

  const syntax::Sources& sources_;
  int file_;
  const syntax::ParseTree& tree_;
  Keywords keywords_;
  bool english_;
  std::vector<Placed> places_;
  std::string out_;
  size_t next_comment_ = 0;
  uint32_t last_end_ = 0;
};

}  // namespace

bool is_bare(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (size_t i = 0; i < name.size();) {
    const auto d = syntax::decode_utf8(name, i);
    if (!syntax::is_word_char(d.c)) return false;
    i += d.size;
  }
  return syntax::find_keyword(name) == nullptr;
}

std::string print(const syntax::Sources& sources, const File& file, const PrintOptions& options) {
  diag::Sink sink;
  syntax::parse(sources, file.file, sink);
  const std::string_view written = sources.text(file.file);
  if (sink.has_errors()) return std::string(written);
  const syntax::ParseTree tree(sources, file.file, sink);
  return Printer(sources, file.file, tree, options).run();
}

}  // namespace zs::ast
