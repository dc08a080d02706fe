#include "compiler/syntax/parse.h"

#include "compiler/syntax/brackets.h"
#include "compiler/syntax/builder.h"
#include "compiler/syntax/parser.h"
#include "compiler/syntax/scanner.h"
#include "compiler/syntax/slips.h"

#include <algorithm>

namespace zs::syntax {

/// One run of the parser over the lexemes, with what it complained about.
struct ParseTree::Attempt {
  std::unique_ptr<antlr4::ListTokenSource> source;
  std::unique_ptr<antlr4::CommonTokenStream> stream;
  std::unique_ptr<Grammar> parser;
  std::vector<Complaint> complaints;
  Grammar::FileContext* root = nullptr;
};

ParseTree::~ParseTree() = default;

std::unique_ptr<ParseTree::Attempt> ParseTree::attempt(const Sources& sources, int file, const Scan& scan, bool told) const {
  auto out = std::make_unique<Attempt>();
  std::vector<std::unique_ptr<antlr4::Token>> tokens;
  tokens.reserve(scan.lexemes.size());
  for (const Lexeme& l : scan.lexemes) tokens.push_back(std::make_unique<antlr4::CommonToken>(static_cast<size_t>(l.type)));
  out->source = std::make_unique<antlr4::ListTokenSource>(std::move(tokens));
  out->stream = std::make_unique<antlr4::CommonTokenStream>(out->source.get());
  out->parser = std::make_unique<Grammar>(out->stream.get());
  out->parser->removeErrorListeners();
  const auto recovery = std::make_shared<Recovery>(sources, file, scan, told);
  out->parser->setErrorHandler(recovery);
  out->parser->getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  out->root = out->parser->file();
  out->complaints = recovery->take();
  return out;
}

ParseTree::ParseTree(const Sources& sources, int file, diag::Sink& sink) : scan_(syntax::scan(sources, file, sink)) {
  if (scan_.lexemes.size() > kMaxLexemes) {
    const Lexeme& l = scan_.lexemes[kMaxLexemes];
    sink.report(diag::Code::kTooLong, {file, l.begin, l.end}, {"文件", "the file", std::to_string(kMaxLexemes) + " 个词", std::to_string(kMaxLexemes) + " words"});
    return;
  }
  if (!balance(sources, file, scan_, sink)) return;
  last_ = attempt(sources, file, scan_, sink.has_errors());
  if (!last_->complaints.empty() && scan_.lexemes.size() <= kMaxMended) mend(sources, file, sink);
  for (const Complaint& c : last_->complaints) sink.report(c.code, c.src, c.args);
  root_ = last_->root;
}

/// Where one change makes a sentence of what was written, that change is the message, and reading goes on as if it had
/// been made: one slip, one message. A proposal counts only if the parser has nothing more to say up to the line's end.
void ParseTree::mend(const Sources& sources, int file, diag::Sink& sink) {
  uint32_t given_up = 0;
  for (int round = 0; round < kMostMended; ++round) {
    const auto& complaints = last_->complaints;
    const auto first = std::find_if(complaints.begin(), complaints.end(), [&](const Complaint& c) { return c.src.begin >= given_up; });
    if (first == complaints.end()) return;
    bool mended = false;
    for (const Proposal& p : propose(sources, file, scan_, *first)) {
      Scan tried = scan_;
      if (!apply(sources, p, tried)) continue;
      auto again = attempt(sources, file, tried, true);
      const uint32_t until = sources.line_of(file, std::max(first->src.begin, p.src.end)).end;
      const auto left = [&](const std::vector<Complaint>& all) { return std::count_if(all.begin(), all.end(), [&](const Complaint& c) { return c.src.begin <= until; }); };
      if (left(again->complaints) >= left(complaints) || again->complaints.size() >= complaints.size()) continue;
      auto& d = sink.report(p.code, p.src, p.args);
      if (p.certain) d.suggest(p.src, p.replacement);
      scan_ = std::move(tried);
      last_ = std::move(again);
      mended = true;
      break;
    }
    if (!mended) given_up = first->src.begin + 1;
  }
}

ast::File parse(const Sources& sources, int file, diag::Sink& sink) {
  ast::File out;
  out.file = file;
  const ParseTree tree(sources, file, sink);
  if (tree.root() == nullptr) return out;
  Builder builder(sources, file, tree.scanned(), sink);
  for (auto* item : tree.root()->item()) builder.item(item, out.items);
  return out;
}

void Builder::item(Grammar::ItemContext* c, std::vector<ast::Item>& out) {
  const auto add = [&](auto decl) {
    if (decl) out.push_back(std::move(*decl));
  };
  if (auto* x = c->importDecl()) {
    if (lexeme(x->STR()) != nullptr) out.push_back(ast::ImportDecl{text(x->STR()), span(x)});
  } else if (auto* x = c->ruleSet()) add(rule_set(x));
  else if (auto* x = c->recordDecl()) add(record(x));
  else if (auto* x = c->enumDecl()) add(enumeration(x));
  else if (auto* x = c->calendarDecl()) add(calendar(x));
  else if (auto* x = c->clockDecl()) add(clock(x));
  else if (auto* x = c->conditionDecl()) add(condition(x));
  else if (auto* x = c->parameterDecl()) add(parameter(x));
  else if (auto* x = c->choiceDecl()) add(choice(x));
  else if (auto* x = c->wordListDecl()) add(word_list(x));
  else if (auto* x = c->patternDecl()) add(pattern(x));
  else if (auto* x = c->indicatorDecl()) add(indicator(x));
  else if (auto* x = c->aggregateDecl()) add(statistic(x));
  else if (auto* x = c->amendDecl()) add(amend(x));
  else if (auto* x = c->suspendDecl()) add(suspend(x));
  else if (auto* x = c->bindingDecl()) add(binding(x));
  else if (auto* x = c->testDecl()) add(test_decl(x));
}

}  // namespace zs::syntax
