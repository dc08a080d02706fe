#pragma once
// What the grammar expects, in words a rule writer knows.
#include "compiler/syntax/tokens.h"

#include <string>

namespace zs::syntax {

struct Words {
  std::string zh, en;
};

/// A token type by name: 「发」, "a number".
Words describe_token(int type);
/// What a set of expected tokens comes to within a rule of the grammar.
Words describe_expected(const antlr4::misc::IntervalSet& expected, antlr4::RuleContext* context);
/// What may follow where a sentence is not at its end.
Words describe_continuation();
/// A clause or block by the rule that reads it, for "does not belong in".
Words describe_rule(size_t rule);

}  // namespace zs::syntax
