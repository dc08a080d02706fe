#pragma once
// The fenced blocks of a Markdown page that claim to be rule language.
#include <string>
#include <string_view>
#include <vector>

namespace zs::docs {

/// ```zs            a whole rule set
/// ```zs 声明       declarations at the top level of a rule set
/// ```zs 条件       a condition a line, about a 办件
/// ```zs 错误 E0317 declarations that must give this diagnostic
struct Block {
  std::string kind;  // what stands behind zs, blanks trimmed
  std::string text;
  int line = 0;      // of the opening fence, one-based
};

/// Blocks fenced by ```zs, in their order.
std::vector<Block> rule_blocks(std::string_view markdown);

/// The block as a rule set of its own: what it leaves out (rule set, imports, common definitions) is put around it.
std::string whole_text(const Block& block);

}  // namespace zs::docs
