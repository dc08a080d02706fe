#pragma once
// What happens when the parser cannot go on: one message a rule writer understands, then on to the next clause.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"
#include "compiler/syntax/tokens.h"

namespace zs::syntax {

/// What the parser had to say at one place, if nothing better can be said.
struct Complaint {
  size_t at = 0;       // index of the lexeme
  size_t rule = 0;     // the rule of the grammar that was being read
  diag::Code code{};
  Span src;
  std::vector<std::string> args;
  std::vector<int> expected;  // the tokens that could stand here, where they are few
};

class Recovery : public antlr4::DefaultErrorStrategy {
 public:
  /// `told`: errors were reported before; what stands beside a broken lexeme is then only their echo.
  Recovery(const Sources& sources, int file, const Scan& scan, bool told) : sources_(sources), file_(file), scan_(scan), told_(told) {}
  std::vector<Complaint> take() { return std::move(complaints_); }

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
  Span span(size_t at) const;
  int line(size_t at) const;

  const Sources& sources_;
  int file_;
  const Scan& scan_;
  bool told_;
  std::vector<Complaint> complaints_;
  std::vector<std::unique_ptr<antlr4::Token>> made_up_;
  int last_line_ = 0;  // of the last message: more on the same line would only be its echo
};

}  // namespace zs::syntax
