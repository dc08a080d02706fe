#include "compiler/echoes.h"

#include <algorithm>
#include <vector>

namespace zs {
namespace {
using diag::Code;

bool is_syntax(Code code) { return diag::row(code).id.starts_with("E01"); }

/// The declaration was read all the same: reading went on as if the fix had been made, or only a leaf is wrong.
bool is_mended(const diag::Diagnostic& d) {
  if (d.fix && d.code != Code::kUnclosedBracket && d.code != Code::kMissingBrace) return true;
  switch (d.code) {
    case Code::kMixedJoiners: case Code::kNoSuchDate: case Code::kNoSuchTime: case Code::kTooManyDigits: case Code::kUnknownUnit: case Code::kBadTemplate:
    case Code::kBadNumber: case Code::kBadHours: case Code::kRepeatedClause: case Code::kBadClockWord: case Code::kMissingWith: case Code::kMissingClause:
      return true;
    default: return false;
  }
}

bool is_bracket(Code code) { return code == Code::kUnclosedBracket || code == Code::kStrayBracket || code == Code::kMissingBrace || code == Code::kUnclosedQuote; }

/// Says that something is not there: it may stand in what could not be read.
bool is_absence(Code code) {
  switch (code) {
    case Code::kUndefinedName: case Code::kUnknownRecord: case Code::kNoSuchClock: case Code::kNoSuchPattern: case Code::kUnknownCalendar: case Code::kUnknownCard:
    case Code::kUnknownIndicator: case Code::kUnknownEnumeration: case Code::kClockWithoutLimit: case Code::kNoCalendar: case Code::kCardNotGiven:
    case Code::kIndicatorWithoutCard: case Code::kSituationWithoutCard: case Code::kNoRuleSet: case Code::kNoCards: case Code::kCardNotLower: case Code::kNothingGiven:
    case Code::kNoSuchField: case Code::kNotAListOfRows: case Code::kNoSuchBase: case Code::kTextNeedsQuotes:
      return true;
    default: return false;
  }
}

/// The declaration around a place: from a line that begins at the margin to the next one.
Span declaration(const syntax::Sources& sources, Span at) {
  const std::string_view text = sources.text(at.file);
  const auto margin = [&](uint32_t line) { return line < text.size() && std::string_view(" \t\r\n})/").find(text[line]) == std::string_view::npos; };
  uint32_t begin = sources.line_of(at.file, at.begin).begin;
  while (begin > 0 && !margin(begin)) begin = sources.line_of(at.file, begin - 1).begin;
  uint32_t end = sources.line_of(at.file, at.begin).end;
  while (end < text.size()) {
    const uint32_t next = static_cast<uint32_t>(std::min<size_t>(text.size(), text.find('\n', end) + 1));
    if (next == 0 || next >= text.size() || margin(next)) break;
    end = sources.line_of(at.file, next).end;
    if (end <= next && next + 1 >= text.size()) break;
    if (end < next) end = next;
  }
  return {at.file, begin, end};
}

}  // namespace

void drop_echoes(const syntax::Sources& sources, diag::Sink& sink) {
  std::vector<Span> unread;
  std::vector<Span> brackets;
  bool missing = false;
  for (const diag::Diagnostic& d : sink.all()) {
    missing = missing || d.code == Code::kMissingImport || d.code == Code::kMissingLibrary || d.code == Code::kCannotRead;
    if (d.src.file < 0 || !is_syntax(d.code) || is_mended(d)) continue;
    unread.push_back(declaration(sources, d.src));
    if (is_bracket(d.code)) brackets.push_back(d.src);
  }
  if (unread.empty() && !missing) return;
  const auto within = [&](Span s) { return std::any_of(unread.begin(), unread.end(), [&](Span u) { return u.file == s.file && u.begin <= s.begin && s.begin <= u.end; }); };
  const auto behind = [&](const diag::Diagnostic& d) {
    return std::any_of(brackets.begin(), brackets.end(), [&](Span b) { return b.file == d.src.file && (b.begin != d.src.begin || b.end != d.src.end) && b.begin <= d.src.begin; });
  };
  sink.forget([&](const diag::Diagnostic& d) {
    if (is_syntax(d.code)) return (d.code == Code::kUnexpected || d.code == Code::kUnexpectedEnd || d.code == Code::kMisplacedClause || d.code == Code::kStrayBracket || d.code == Code::kMissingIssue) && behind(d);
    return is_absence(d.code) || within(d.src);
  });
}

}  // namespace zs
