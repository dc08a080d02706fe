#pragma once
// What the grammar allows behind a piece of text: the same grammar that reads rule files, walked by hand.
#include "compiler/syntax/tokens.h"

#include <string_view>
#include <vector>

namespace zs::lsp {

struct Expected {
  int token = 0;                    // a keyword or sign; 0: a name
  std::vector<size_t> rules;        // the rules of the grammar around it, innermost first
  bool in(size_t rule) const { return !rules.empty() && rules.front() == rule; }
  /// The innermost rule that is none of those which only spell names.
  size_t place() const;
  bool within(size_t rule) const;
};

/// The lexemes in front of the cursor, from the head of a declaration on. A clause that cannot be read is left out.
std::vector<Expected> expected_behind(const std::vector<syntax::Lexeme>& before);

}  // namespace zs::lsp
