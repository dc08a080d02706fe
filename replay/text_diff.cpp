#include "replay/text_diff.h"

#include <algorithm>
#include <cstdint>

namespace zs::replay {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string line(text.substr(0, end));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.pop_back();
    out.push_back(std::move(line));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace

std::vector<DiffLine> diff_lines(std::string_view old_text, std::string_view new_text) {
  const auto a = lines_of(old_text), b = lines_of(new_text);
  const size_t n = a.size(), m = b.size();
  std::vector<std::vector<uint32_t>> longest(n + 1, std::vector<uint32_t>(m + 1, 0));
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;) longest[i][j] = a[i] == b[j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
  std::vector<DiffLine> out;
  for (size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && a[i] == b[j]) out.push_back({'=', a[i++]}), ++j;
    else if (i < n && (j == m || longest[i + 1][j] >= longest[i][j + 1])) out.push_back({'-', a[i++]});
    else out.push_back({'+', b[j++]});
  }
  return out;
}

}  // namespace zs::replay
