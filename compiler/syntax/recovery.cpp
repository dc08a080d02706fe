#include "compiler/syntax/recovery.h"

#include "compiler/syntax/expected.h"
#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/near.h"
#include "compiler/syntax/split.h"

#include <unordered_map>

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

std::string Recovery::word(size_t at) const { return normalise(sources_.text(span(at))); }

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
  if (echo && sink_.has_errors()) return;
  if (explain_word(at, expected)) return;
  const bool midway = !l.first_on_line && at > 0 && scan_.lexemes[at - 1].type != Grammar::LBRACE && scan_.lexemes[at - 1].type != Grammar::RBRACE;
  const Words words = midway && parser->getContext()->getRuleIndex() == Grammar::RuleBody ? describe_continuation() : describe_expected(expected, parser->getContext());
  if (l.type == static_cast<int>(antlr4::Token::EOF)) {
    sink_.report(Code::kUnexpectedEnd, span(at), {"", words.zh, words.en});
    return;
  }
  sink_.report(Code::kUnexpected, span(at), {shown(sources_.text(span(at))), words.zh, words.en});
}

/// What people write for a keyword that looks otherwise, or that looks most like its opposite.
std::string_view said_for(std::string_view word) {
  static const std::unordered_map<std::string_view, std::string_view> kSaid = {
      {"没发生", "未发生"}, {"不发生", "未发生"}, {"没有发生", "未发生"}, {"无发生", "未发生"}, {"尚未发生", "未发生"}, {"未曾发生", "未发生"},
      {"未在", "不在"}, {"没在", "不在"}, {"不为空", "已填"}, {"非空", "已填"}, {"不空", "已填"}, {"不是空", "已填"}, {"填了", "已填"},
      {"未填", "为空"}, {"没填", "为空"}, {"没有填", "为空"}, {"未填写", "为空"}, {"小于等于", "不超过"}, {"少于等于", "不超过"}, {"至多", "不超过"},
      {"大于等于", "不少于"}, {"多于等于", "不少于"}, {"不足", "少于"}, {"不到", "少于"}, {"超时", "超期"}, {"逾期", "超期"}, {"过期", "超期"},
      {"并且", "且"}, {"而且", "且"}, {"以及", "且"}, {"或者", "或"}, {"等于", "="}, {"不等于", "≠"},
  };
  const auto it = kSaid.find(word);
  return it == kSaid.end() ? std::string_view() : it->second;
}

/// Does the word deny? A typo never turns a sentence into its opposite.
bool denies(std::string_view word) {
  bool odd = false;
  for (const std::string_view no : {"不", "未", "没", "无", "非"})
    for (size_t at = word.find(no); at != std::string_view::npos; at = word.find(no, at + no.size())) odd = !odd;
  return odd;
}

/// A word that is nearly a keyword, or several words in one.
bool Recovery::explain_word(size_t at, const IntervalSet& expected) {
  if (scan_.lexemes[at].type == Grammar::WORD) {
    const std::string written = word(at);
    if (const auto meant = said_for(written); !meant.empty()) {
      sink_.report(Code::kKeywordTypo, span(at), {written, std::string(meant)}).suggest(span(at), std::string(meant));
      return true;
    }
    std::vector<std::string_view> candidates;
    const bool midway = !scan_.lexemes[at].first_on_line;  // the sentence before it may go on
    for (const Keyword& k : keywords())
      if (expected.contains(static_cast<size_t>(k.type)) || (midway && k.word_class == WordClass::kOperator)) candidates.push_back(k.zh), candidates.push_back(k.en);
    std::erase_if(candidates, [&](std::string_view c) { return denies(c) != denies(written); });
    const std::string_view close = nearest(written, candidates);
    if (!close.empty()) {
      sink_.report(Code::kKeywordTypo, span(at), {written, std::string(close)}).suggest(span(at), std::string(close));
      return true;
    }
    const bool after_number = at > 0 && scan_.lexemes[at - 1].type == Grammar::NUM;
    if (after_number) {
      std::string units;
      std::vector<std::string_view> names;
      for (const Keyword& k : keywords())
        if (k.word_class == WordClass::kUnit) units += (units.empty() ? "" : "、") + std::string(k.zh), names.push_back(k.zh);
      auto& d = sink_.report(Code::kUnknownUnit, span(at), {written, units});
      if (const auto unit = nearest(written, names); !unit.empty()) d.suggest(span(at), std::string(unit));
      return true;
    }
  }
  for (const size_t k : {at, at - 1}) {
    if (k >= scan_.lexemes.size() || scan_.lexemes[k].type != Grammar::WORD) continue;
    const std::string split = propose_split(word(k));
    if (split.empty()) continue;
    sink_.report(Code::kGluedWords, span(k), {word(k), split}).suggest(span(k), split);
    return true;
  }
  return false;
}

}  // namespace zs::syntax
