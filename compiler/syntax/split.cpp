#include "compiler/syntax/split.h"

#include "compiler/syntax/keywords.h"
#include "compiler/syntax/utf8.h"

#include <algorithm>
#include <vector>

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

namespace {

/// Bytes of 3个工作日, 3工作日 at the beginning of s; 0 where there is none.
size_t duration_length(std::string_view s) {
  size_t n = 0;
  while (n < s.size() && ((s[n] >= '0' && s[n] <= '9') || s[n] == '.')) ++n;
  if (n == 0) return 0;
  if (s.substr(n).starts_with("个")) n += kHan;
  size_t best = 0;
  for (const Keyword& k : keywords())
    if (k.word_class == WordClass::kUnit && s.substr(n).starts_with(k.zh)) best = std::max(best, k.zh.size());
  return best == 0 ? 0 : n + best;
}

/// May stand glued to a name: what joins, tests or begins; not the words for types, units and days of the week.
bool is_glue(const Keyword& k) {
  return k.word_class != WordClass::kType && k.word_class != WordClass::kUnit && static_cast<unsigned char>(k.zh[0]) >= 0xE3 &&
         (k.zh.size() >= 2 * kHan || std::string_view("后自至在内合有发当对逐其非依为按限").find(k.zh) != std::string_view::npos);
}

bool heads(const Keyword& k) { return k.word_class == WordClass::kDecl || k.word_class == WordClass::kClause; }

/// The cheapest way to read word[at..] as pieces.
struct Piece {
  int cost = 1 << 20;
  size_t length = 0;
  bool keyword = false;
};

class Parter {
 public:
  Parter(std::string_view word, const std::unordered_set<std::string>& known, bool strict) : word_(word), known_(known), strict_(strict), best_(word.size() + 1) {}

  std::string run() {
    best_[word_.size()].cost = 0;
    for (size_t at = word_.size(); at-- > 0;)
      if ((static_cast<unsigned char>(word_[at]) & 0xC0) != 0x80) look(at);
    std::string out;
    size_t pieces = 0, words = 0;
    for (size_t at = 0; at < word_.size(); at += best_[at].length, ++pieces) {
      if (best_[at].length == 0) return {};
      out += (out.empty() ? "" : " ") + std::string(word_.substr(at, best_[at].length));
      words += best_[at].keyword;
    }
    return pieces > 1 && words > 0 ? out : "";
  }

 private:
  void offer(size_t at, size_t length, int cost, bool keyword) {
    const int all = cost + best_[at + length].cost;
    if (all < best_[at].cost) best_[at] = {all, length, keyword};
  }

  void look(size_t at) {
    const std::string_view rest = word_.substr(at);
    for (const Keyword& k : keywords())
      if (is_glue(k) && rest.starts_with(k.zh) && (at == 0 ? !strict_ || !heads(k) : !heads(k))) offer(at, k.zh.size(), k.zh.size() > kHan ? 4 : 6, true);
    if (const size_t n = duration_length(rest)) offer(at, n, 2, true);
    for (size_t n = 2 * kHan; n <= rest.size(); ++n)
      if ((n == rest.size() || (static_cast<unsigned char>(rest[n]) & 0xC0) != 0x80) && n < word_.size() && known_.contains(std::string(rest.substr(0, n)))) offer(at, n, 2, false);
    if (strict_) return;
    for (size_t n = 2 * kHan; n <= rest.size() && n < word_.size(); n += kHan) {
      if (n < rest.size() && (static_cast<unsigned char>(rest[n]) & 0xC0) == 0x80) return;
      offer(at, n, 5 + static_cast<int>(n / kHan), false);
    }
  }

  std::string_view word_;
  const std::unordered_set<std::string>& known_;
  bool strict_;
  std::vector<Piece> best_;
};

constexpr size_t kLongestGlued = 180;  // bytes

}  // namespace

std::string part_words(std::string_view word, const std::unordered_set<std::string>& known, bool strict) {
  return word.size() > kLongestGlued ? std::string() : Parter(word, known, strict).run();
}

}  // namespace zs::syntax
