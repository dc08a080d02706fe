#include "compiler/syntax/recovery.h"

#include "compiler/syntax/expected.h"

namespace zs::syntax {
namespace {
using antlr4::Parser;
using antlr4::misc::IntervalSet;
using diag::Code;

/// Rules that are a list of clauses: what does not belong there is skipped up to the next clause.
bool is_clause_list(size_t rule) {
  switch (rule) {
    case Grammar::RuleFile: case Grammar::RuleRuleSet: case Grammar::RuleRecordBody: case Grammar::RuleCalendarDecl:
    case Grammar::RuleClockBody: case Grammar::RuleBody: case Grammar::RuleTestDecl: case Grammar::RuleDatumRecord: case Grammar::RuleDatumList:
    case Grammar::RuleBindingBody:
      return true;
    default:
      return false;
  }
}

/// What is written there, in 「」 and shortened.
std::string shown(std::string_view written) {
  constexpr size_t kMost = 48;
  std::string s(written.substr(0, written.find('\n')));
  if (s.size() > kMost) {
    size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(s[end]) & 0xC0) == 0x80) --end;
    s = s.substr(0, end) + "…";
  }
  return s.starts_with("「") ? s : "「" + s + "」";
}

bool is_opener(int type) { return type == Grammar::LPAREN || type == Grammar::LBRACK || type == Grammar::LBRACE; }

}  // namespace

Span Recovery::span(size_t at) const {
  const Lexeme& l = scan_.lexemes[std::min(at, scan_.lexemes.size() - 1)];
  return {file_, l.begin, l.end};
}

int Recovery::line(size_t at) const { return sources_.position(file_, span(at).begin).line; }

void Recovery::sync(Parser* parser) {
  auto* state = parser->getInterpreter<antlr4::atn::ParserATNSimulator>()->atn.states[parser->getState()];
  const auto kind = state->getStateType();
  const bool loop = kind == antlr4::atn::ATNState::STAR_LOOP_ENTRY || kind == antlr4::atn::ATNState::STAR_LOOP_BACK ||
                    kind == antlr4::atn::ATNState::STAR_BLOCK_START;
  if (inErrorRecoveryMode(parser) || !loop || !is_clause_list(state->ruleIndex)) return DefaultErrorStrategy::sync(parser);
  const IntervalSet expected = parser->getExpectedTokens();
  const size_t next = parser->getTokenStream()->LA(1);
  if (expected.contains(next)) return;
  beginErrorCondition(parser);
  explain(parser, parser->getCurrentToken()->getTokenIndex(), expected);
  // To the next clause or the end of the list; at the top, never past a declaration.
  consumeUntil(parser, expected);
  endErrorCondition(parser);
}

void Recovery::reportError(Parser* parser, const antlr4::RecognitionException& e) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  explain(parser, e.getOffendingToken()->getTokenIndex(), e.getExpectedTokens());
}

void Recovery::reportUnwantedToken(Parser* parser) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  explain(parser, parser->getCurrentToken()->getTokenIndex(), getExpectedTokens(parser));
}

void Recovery::reportMissingToken(Parser* parser) { reportUnwantedToken(parser); }

/// Only a forgotten keyword or sign is made up for, never a name or a value.
bool Recovery::singleTokenInsertion(Parser* parser) {
  const IntervalSet expected = parser->getExpectedTokens();
  if (expected.size() != 1 || expected.getMinElement() <= Grammar::CODE) return false;
  return DefaultErrorStrategy::singleTokenInsertion(parser);
}

/// A token without a place: the tree builder knows it by that.
antlr4::Token* Recovery::getMissingSymbol(Parser* parser) {
  const auto type = static_cast<size_t>(parser->getExpectedTokens().getMinElement());
  return made_up_.emplace_back(std::make_unique<antlr4::CommonToken>(type)).get();
}

/// Skips blocks as a whole, so that what is inside is not taken for clauses of the outside.
void Recovery::consumeUntil(Parser* parser, const IntervalSet& set) {
  auto* stream = parser->getTokenStream();
  for (size_t type = stream->LA(1); type != antlr4::Token::EOF && !set.contains(type); type = stream->LA(1)) {
    const size_t at = parser->getCurrentToken()->getTokenIndex();
    const Lexeme& l = scan_.lexemes[at];
    const size_t until = is_opener(l.type) && l.match > static_cast<int32_t>(at) ? static_cast<size_t>(l.match) : at;
    while (parser->getCurrentToken()->getTokenIndex() <= until && stream->LA(1) != antlr4::Token::EOF) parser->consume();
  }
}

void Recovery::explain(Parser* parser, size_t at, const IntervalSet& expected) {
  if (at >= scan_.lexemes.size()) at = scan_.lexemes.size() - 1;
  const int here = line(at);
  if (here == last_line_) return;
  last_line_ = here;
  const Lexeme& l = scan_.lexemes[at];
  const bool echo = l.broken || (at > 0 && scan_.lexemes[at - 1].broken) || l.inserted;
  if (echo && told_) return;
  const bool midway = !l.first_on_line && at > 0 && scan_.lexemes[at - 1].type != Grammar::LBRACE && scan_.lexemes[at - 1].type != Grammar::RBRACE;
  const Words words = midway && parser->getContext()->getRuleIndex() == Grammar::RuleBody ? describe_continuation() : describe_expected(expected, parser->getContext());
  const size_t rule = parser->getContext()->getRuleIndex();
  const bool header = rule == Grammar::RuleIndicatorDecl || rule == Grammar::RuleAggregateDecl;
  const bool end = l.type == static_cast<int>(antlr4::Token::EOF);
  complaints_.push_back({at, parser->getContext()->getRuleIndex(), end ? Code::kUnexpectedEnd : Code::kUnexpected, span(at),
                         {end ? "" : shown(sources_.text(span(at))), header ? "指标的开头写成「指标 编号 名称 对 记录 {」，如「指标 HN8-5 证照监察 对 办件 {」" : words.zh,
                          header ? "the head of an indicator is 指标 code name 对 record {, such as 指标 HN8-5 证照监察 对 办件 {" : words.en}, {}});
  constexpr size_t kFew = 6;
  if (expected.size() <= kFew)
    for (const ssize_t type : expected.toList()) complaints_.back().expected.push_back(static_cast<int>(type));
}

}  // namespace zs::syntax
