// Layout: what zs fmt would write.
#include "compiler/ast/print.h"
#include "compiler/syntax/parse.h"
#include "lsp/features.h"

#include <algorithm>

namespace zs::lsp {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1);
    out.push_back(text.substr(at, end + 1 - at));
    at = end + 1;
  }
  return out;
}

struct Hunk { size_t from, to, new_from, new_to; };   // lines [from, to) become [new_from, new_to)

/// What differs between two equal ends, cut where lines agree again: formatting seldom moves lines, so looking a little ahead is enough.
std::vector<Hunk> hunks(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  constexpr size_t kAhead = 40;
  std::vector<Hunk> out;
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
      continue;
    }
    size_t best_i = a.size(), best_j = b.size();
    for (size_t sum = 1; sum < 2 * kAhead && best_i == a.size() && best_j == b.size(); ++sum)
      for (size_t di = 0; di <= sum; ++di) {
        const size_t x = i + di, y = j + (sum - di);
        if (x < a.size() && y < b.size() && a[x] == b[y] && a[x].size() > 3) {
          best_i = x, best_j = y;
          break;
        }
      }
    out.push_back({i, best_i, j, best_j});
    i = best_i, j = best_j;
  }
  return out;
}

}  // namespace

json formatting(const View& view, int file, std::optional<Span> range) {
  syntax::Sources sources;
  const int own = sources.add(view.sources().name(file), std::string(view.text(file)));
  diag::Sink sink;
  const ast::File tree = syntax::parse(sources, own, sink);
  if (sink.has_errors()) return nullptr;
  const std::string after = ast::print(sources, tree);
  const auto before = lines_of(view.text(file)), then = lines_of(after);
  std::vector<uint32_t> begins{0};
  for (const auto& l : before) begins.push_back(begins.back() + static_cast<uint32_t>(l.size()));
  json edits = json::array();
  for (const Hunk& h : hunks(before, then)) {
    const Span src{file, begins[h.from], begins[h.to]};
    if (range && (src.end < range->begin || src.begin > range->end)) continue;
    std::string text;
    for (size_t k = h.new_from; k < h.new_to; ++k) text += then[k];
    edits.push_back({{"range", view.range(src)}, {"newText", std::move(text)}});
  }
  return edits;
}

}  // namespace zs::lsp
