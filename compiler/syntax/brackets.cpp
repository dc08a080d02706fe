#include "compiler/syntax/brackets.h"

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
  bool take(size_t i) {
    const Lexeme& l = scan_.lexemes[i];
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
  std::vector<Lexeme> out_;
  std::vector<size_t> open_;  // indices into out_
};

}  // namespace

bool balance(const Sources& sources, int file, Scan& scan, diag::Sink& sink) { return Balancer(sources, file, scan, sink).run(); }

}  // namespace zs::syntax
