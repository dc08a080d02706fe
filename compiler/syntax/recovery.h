#pragma once
// What happens when the parser cannot go on: one message a rule writer understands, then on to the next clause.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"
#include "compiler/syntax/tokens.h"

namespace zs::syntax {

class Recovery : public antlr4::DefaultErrorStrategy {
 public:
  Recovery(const Sources& sources, int file, const Scan& scan, diag::Sink& sink) : sources_(sources), file_(file), scan_(scan), sink_(sink) {}

  void sync(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) override;

 protected:
  void reportUnwantedToken(antlr4::Parser* parser) override;
  void reportMissingToken(antlr4::Parser* parser) override;
  bool singleTokenInsertion(antlr4::Parser* parser) override;
  antlr4::Token* getMissingSymbol(antlr4::Parser* parser) override;
  void consumeUntil(antlr4::Parser* parser, const antlr4::misc::IntervalSet& set) override;

 private:
  void explain(antlr4::Parser* parser, size_t at, const antlr4::misc::IntervalSet& expected);
  bool explain_word(size_t at, const antlr4::misc::IntervalSet& expected);
  std::string word(size_t at) const;
  Span span(size_t at) const;
  int line(size_t at) const;

  const Sources& sources_;
  int file_;
  const Scan& scan_;
  diag::Sink& sink_;
  std::vector<std::unique_ptr<antlr4::Token>> made_up_;
  int last_line_ = 0;  // of the last message: more on the same line would only be its echo
};

}  // namespace zs::syntax
