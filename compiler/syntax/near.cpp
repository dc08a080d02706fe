#include "compiler/syntax/near.h"

#include "compiler/syntax/utf8.h"

#include <algorithm>

namespace zs::syntax {
namespace {
std::vector<char32_t> code_points(std::string_view s) {
  std::vector<char32_t> out;
  for (size_t i = 0; i < s.size();) {
    const Decoded d = decode_utf8(s, i);
    out.push_back(d.c);
    i += d.size;
  }
  return out;
}

int distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b) {
  std::vector<int> before, row(b.size() + 1), next(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    next[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.size()];
}
constexpr size_t kLongest = 40;  // longer words are no typos of anything
}  // namespace

int edit_distance(std::string_view a, std::string_view b) { return distance(code_points(a), code_points(b)); }

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto w = code_points(word.substr(0, kLongest * 4));
  if (w.empty() || w.size() > kLongest) return {};
  std::string_view best;
  int least = w.size() <= 3 ? 2 : 3;
  for (const std::string_view c : candidates) {
    const auto p = code_points(c);
    const int limit = static_cast<int>(std::max(w.size(), p.size()));
    if (p.size() > w.size() + 2 || w.size() > p.size() + 2) continue;
    const int d = distance(w, p);
    if (d < least && d < limit) least = d, best = c;
  }
  return best;
}

}  // namespace zs::syntax
