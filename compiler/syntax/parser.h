#pragma once
// The parse tree of a file, with the lexemes it stands on: what the tree builder and the formatter read.
#include "compiler/syntax/recovery.h"

#include <memory>

namespace zs::syntax {

class ParseTree {
 public:
  /// Parses; problems go to the sink. root() is null where the file is too large or nested too deeply.
  ParseTree(const Sources& sources, int file, diag::Sink& sink);

  ~ParseTree();
  Grammar::FileContext* root() const { return root_; }
  const Scan& scanned() const { return scan_; }

  static constexpr size_t kMaxLexemes = 1'000'000;
  static constexpr size_t kMaxMended = 50'000;  // lexemes of a file whose slips are mended
  static constexpr int kMostMended = 20;        // slips mended in a file

 private:
  struct Attempt;
  std::unique_ptr<Attempt> attempt(const Sources& sources, int file, const Scan& scan, bool told) const;
  void mend(const Sources& sources, int file, diag::Sink& sink);

  Scan scan_;
  std::unique_ptr<Attempt> last_;
  Grammar::FileContext* root_ = nullptr;  // owned by the attempt
};

}  // namespace zs::syntax
