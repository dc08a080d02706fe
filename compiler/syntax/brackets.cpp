#include "compiler/syntax/brackets.h"

#include "compiler/syntax/keywords.h"

#include <algorithm>
#include <utility>

namespace zs::syntax {
namespace {
using diag::Code;

int closer_of(int type) {
  switch (type) {
    case Grammar::LPAREN: return Grammar::RPAREN;
    case Grammar::LBRACK: return Grammar::RBRACK;
    case Grammar::LBRACE: return Grammar::RBRACE;
    default: return 0;
  }
}
bool is_closer(int type) { return type == Grammar::RPAREN || type == Grammar::RBRACK || type == Grammar::RBRACE; }

const char* sign_of(int type) {
  switch (type) {
    case Grammar::LPAREN: return "（";
    case Grammar::RPAREN: return "）";
    case Grammar::LBRACK: return "[";
    case Grammar::RBRACK: return "]";
    case Grammar::LBRACE: return "{";
    default: return "}";
  }
}

/// Declarations that never stand inside another one: at the left margin they end whatever is still open.
bool starts_declaration(int type) {
  switch (type) {
    case Grammar::K_RULESET: case Grammar::K_IMPORT: case Grammar::K_RECORD: case Grammar::K_INDICATOR:
    case Grammar::K_STATISTIC: case Grammar::K_TEST: case Grammar::K_WORDS: case Grammar::K_PATTERN:
      return true;
    default:
      return false;
  }
}
/// Clauses that cannot stand inside round brackets.
bool starts_clause(int type) {
  return type == Grammar::K_WHEN || type == Grammar::K_SITUATION || type == Grammar::K_BASIS || starts_declaration(type);
}

class Balancer {
 public:
  Balancer(const Sources& sources, int file, Scan& scan, diag::Sink& sink) : sources_(sources), file_(file), scan_(scan), sink_(sink) {}

  bool run() {
    open_headers();
    unbalanced_ = !braces_match();
    out_.reserve(scan_.lexemes.size());
    std::vector<size_t> moved(scan_.lexemes.size());
    for (size_t i = 0; i < scan_.lexemes.size(); ++i) {
      moved[i] = out_.size();
      if (!take(i)) return false;
    }
    for (Comment& c : scan_.comments) c.next = moved[c.next];
    scan_.lexemes = std::move(out_);
    return true;
  }

 private:
  /// Every { has its } if only braces are counted.
  bool braces_match() const {
    int depth = 0;
    for (const Lexeme& l : scan_.lexemes) {
      if (l.type == Grammar::LBRACE) ++depth;
      if (l.type == Grammar::RBRACE && --depth < 0) return false;
    }
    return depth == 0;
  }

  /// 情形 未上传 and 指标 HN8-6 … 对 办件 on a line of their own, and no { behind: it is put there.
  void open_headers() {
    auto& all = scan_.lexemes;
    for (size_t i = 0; i + 1 < all.size(); ++i) {
      const int t = all[i].type;
      if (!all[i].first_on_line || (t != Grammar::K_SITUATION && t != Grammar::K_INDICATOR && t != Grammar::K_STATISTIC && t != Grammar::K_TEST)) continue;
      size_t next = i + 1;
      while (next + 1 < all.size() && !all[next].first_on_line) ++next;
      const bool plain = next > i + 1 && std::none_of(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.begin() + static_cast<std::ptrdiff_t>(next),
                                                      [](const Lexeme& l) { return l.type == Grammar::LBRACE || l.type == Grammar::COMMA || l.type == Grammar::EQ || l.broken; });
      if (!plain || all[next].type == Grammar::LBRACE || !heads_clause(all[next].type)) continue;
      Lexeme open;
      open.type = Grammar::LBRACE;
      open.begin = open.end = all[next - 1].end;
      open.inserted = true;
      sink_.report(Code::kMissingBrace, {file_, all[i].begin, all[next - 1].end}, {std::string(sources_.text(Span{file_, all[i].begin, all[next - 1].end}))})
          .suggest({file_, open.begin, open.begin}, " {");
      for (Comment& c : scan_.comments)
        if (c.next >= next) ++c.next;
      all.insert(all.begin() + static_cast<std::ptrdiff_t>(next), open);
    }
  }
  static bool heads_clause(int type) {
    const Keyword* k = keyword_of(type);
    return k != nullptr && (k->word_class == WordClass::kClause || k->word_class == WordClass::kDecl);
  }

  /// The columns in front of the line that holds the lexeme.
  size_t indent_of(const Lexeme& l) const {
    const Span line = sources_.line_of(file_, l.begin);
    const std::string_view text = sources_.text(line);
    const size_t n = text.find_first_not_of(" \t");
    return n == std::string_view::npos ? 0 : n;
  }
  /// In a file whose braces do not match, a clause that stands no further to the right than the line of an open block ends it.
  void close_by_indent(const Lexeme& l) {
    const bool closer = l.type == Grammar::RBRACE;
    if (!closer && !heads_clause(l.type)) return;
    const size_t indent = indent_of(l);
    while (!open_.empty() && out_[open_.back()].type == Grammar::LBRACE) {
      const Lexeme& open = out_[open_.back()];
      if (open.inserted || sources_.line_of(file_, open.begin).begin == sources_.line_of(file_, l.begin).begin) return;
      const size_t own = indent_of(open);
      if (closer ? indent >= own : indent > own) return;
      insert_closer(l);
    }
  }

  bool take(size_t i) {
    const Lexeme& l = scan_.lexemes[i];
    if (unbalanced_ && l.first_on_line) close_by_indent(l);
    if (l.type == static_cast<int>(antlr4::Token::EOF)) {
      close_all(l);
    } else if (l.first_on_line && starts_declaration(l.type) && at_margin(l)) {
      close_all(l);
    } else if (l.first_on_line && starts_clause(l.type)) {
      close_round(l);
    } else if (l.type == Grammar::COMMA && scan_.lexemes[i + 1].type == Grammar::K_ISSUE) {
      close_round(l);
    }
    if (is_closer(l.type)) return close(l), true;
    if (closer_of(l.type) != 0) {
      open_.push_back(out_.size());
      if (open_.size() > kMaxDepth) return sink_.report(Code::kTooDeep, span(l), {std::to_string(kMaxDepth)}), false;
    }
    out_.push_back(l);
    return true;
  }

  bool at_margin(const Lexeme& l) const { return l.begin == 0 || sources_.text(file_)[l.begin - 1] == '\n'; }
  Span span(const Lexeme& l) const { return {file_, l.begin, l.end}; }

  void close(const Lexeme& l) {
    size_t k = open_.size();
    while (k > 0 && closer_of(out_[open_[k - 1]].type) != l.type) {
      // A round or square bracket does not end a block that is still open.
      if (l.type != Grammar::RBRACE && out_[open_[k - 1]].type == Grammar::LBRACE) k = 1;
      --k;
    }
    if (k == 0) {
      sink_.report(Code::kStrayBracket, span(l), {sign_of(l.type)});
      return;
    }
    while (open_.size() > k) insert_closer(l);
    pair(l);
  }

  void pair(const Lexeme& closer) {
    out_[open_.back()].match = static_cast<int32_t>(out_.size());
    out_.push_back(closer);
    out_.back().match = static_cast<int32_t>(open_.back());
    open_.pop_back();
  }

  /// Closes the innermost bracket in front of `before` and says so.
  void insert_closer(const Lexeme& before) {
    const Lexeme opener = out_[open_.back()];
    const int type = closer_of(opener.type);
    const bool end = before.type == static_cast<int>(antlr4::Token::EOF);
    auto& d = sink_.report(Code::kUnclosedBracket, span(opener), {sign_of(opener.type), sign_of(type)});
    if (!end) d.also(span(before), "最迟应在这里之前配对", "it must be closed before this at the latest");
    d.suggest({file_, out_.back().end, out_.back().end}, type == Grammar::RBRACE ? " }" : sign_of(type));
    Lexeme closer;
    closer.type = type;
    closer.begin = closer.end = out_.back().end;
    closer.inserted = true;
    pair(closer);
  }
  void close_all(const Lexeme& before) {
    while (!open_.empty()) insert_closer(before);
  }
  void close_round(const Lexeme& before) {
    while (!open_.empty() && out_[open_.back()].type == Grammar::LPAREN) insert_closer(before);
  }

  const Sources& sources_;
  int file_;
  Scan& scan_;
  diag::Sink& sink_;
  bool unbalanced_ = false;
  std::vector<Lexeme> out_;
  std::vector<size_t> open_;  // indices into out_
};

}  // namespace

bool balance(const Sources& sources, int file, Scan& scan, diag::Sink& sink) { return Balancer(sources, file, scan, sink).run(); }

}  // namespace zs::syntax
