#pragma once
// The parse tree of a file, with the lexemes it stands on: what the tree builder and the formatter read.
#include "compiler/syntax/recovery.h"

#include <memory>

namespace zs::syntax {

class ParseTree {
 public:
  /// Parses; problems go to the sink. root() is null where the file is too large or nested too deeply.
  ParseTree(const Sources& sources, int file, diag::Sink& sink);

  Grammar::FileContext* root() const { return root_; }
  const Scan& scanned() const { return scan_; }

  static constexpr size_t kMaxLexemes = 1'000'000;

 private:
  Scan scan_;
  std::unique_ptr<antlr4::ListTokenSource> source_;
  std::unique_ptr<antlr4::CommonTokenStream> stream_;
  std::unique_ptr<Grammar> parser_;
  Grammar::FileContext* root_ = nullptr;  // owned by the parser
};

}  // namespace zs::syntax
