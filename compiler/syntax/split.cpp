#include "compiler/syntax/split.h"

#include "compiler/syntax/keywords.h"

namespace zs::syntax {
namespace {

constexpr size_t kHan = 3;  // bytes of a Han character

bool is_han_word(std::string_view w) { return !w.empty() && static_cast<unsigned char>(w[0]) >= 0xE3; }

/// The longest keyword the word ends with, as an operator of two characters or more.
std::string_view operator_suffix(std::string_view word) {
  std::string_view best;
  for (const Keyword& k : keywords())
    if (k.word_class == WordClass::kOperator && k.zh.size() >= 2 * kHan && k.zh.size() > best.size() && word.size() > k.zh.size() && word.ends_with(k.zh)) best = k.zh;
  return best;
}

/// The longest keyword the word begins with that heads a clause or stands before an operand.
std::string_view head_prefix(std::string_view word) {
  std::string_view best;
  for (const Keyword& k : keywords()) {
    const bool head = k.word_class == WordClass::kDecl || k.word_class == WordClass::kClause || k.zh == "发" || k.zh == "处置" || k.zh == "逐" ||
                      k.zh == "非" || k.zh == "自" || k.zh == "没有" || k.zh == "每个" || k.zh == "不超过" || k.zh == "超过";
    if (head && k.zh.size() > best.size() && word.size() > k.zh.size() && word.starts_with(k.zh)) best = k.zh;
  }
  return best;
}

}  // namespace

std::string propose_split(std::string_view word) {
  if (!is_han_word(word)) return {};
  std::string before, after;
  for (std::string_view head = head_prefix(word); !head.empty(); head = head_prefix(word)) {
    before += std::string(head) + " ";
    word.remove_prefix(head.size());
  }
  for (std::string_view tail = operator_suffix(word); !tail.empty(); tail = operator_suffix(word)) {
    after = " " + std::string(tail) + after;
    word.remove_suffix(tail.size());
  }
  if (before.empty() && after.empty()) return {};
  return before + std::string(word) + after;
}

}  // namespace zs::syntax
