#include "compiler/syntax/parse.h"

#include "compiler/syntax/brackets.h"
#include "compiler/syntax/builder.h"
#include "compiler/syntax/parser.h"
#include "compiler/syntax/scanner.h"

namespace zs::syntax {

ParseTree::ParseTree(const Sources& sources, int file, diag::Sink& sink) : scan_(syntax::scan(sources, file, sink)) {
  if (scan_.lexemes.size() > kMaxLexemes) {
    const Lexeme& l = scan_.lexemes[kMaxLexemes];
    sink.report(diag::Code::kTooLong, {file, l.begin, l.end}, {"文件", "the file", std::to_string(kMaxLexemes) + " 个词", std::to_string(kMaxLexemes) + " words"});
    return;
  }
  if (!balance(sources, file, scan_, sink)) return;
  std::vector<std::unique_ptr<antlr4::Token>> tokens;
  tokens.reserve(scan_.lexemes.size());
  for (const Lexeme& l : scan_.lexemes) tokens.push_back(std::make_unique<antlr4::CommonToken>(static_cast<size_t>(l.type)));
  source_ = std::make_unique<antlr4::ListTokenSource>(std::move(tokens));
  stream_ = std::make_unique<antlr4::CommonTokenStream>(source_.get());
  parser_ = std::make_unique<Grammar>(stream_.get());
  parser_->removeErrorListeners();
  parser_->setErrorHandler(std::make_shared<Recovery>(sources, file, scan_, sink));
  parser_->getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  root_ = parser_->file();
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
  else if (auto* x = c->testDecl()) add(test_decl(x));
}

}  // namespace zs::syntax
