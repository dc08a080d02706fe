#include "compiler/syntax/remarks.h"

namespace zs::syntax {
namespace {

struct Quotes {
  std::string_view open, close;
};
constexpr Quotes kQuotes[] = {{"「", "」"}, {"“", "”"}, {"\"", "\""}};

/// Behind the quote that begins at i; i where none does.
size_t behind_quote(std::string_view text, size_t i) {
  for (const Quotes& q : kQuotes) {
    if (text.compare(i, q.open.size(), q.open) != 0) continue;
    const size_t end = text.find(q.close, i + q.open.size());
    return end == std::string_view::npos ? text.size() : end + q.close.size();
  }
  return i;
}

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r　") == std::string_view::npos; }

}  // namespace

std::vector<Remark> remarks(const Sources& sources, int file) {
  const std::string_view text = sources.text(file);
  std::vector<Remark> out;
  size_t waiting = 0;  // from here on the remarks wait for the line they speak for
  for (size_t i = 0; i < text.size();) {
    if (const size_t j = behind_quote(text, i); j > i) {
      i = j;
      continue;
    }
    if (text.compare(i, 2, "//") != 0) {
      const bool says = text[i] != '\n' && text[i] != '\r' && text[i] != ' ' && text[i] != '\t';
      if (says && waiting < out.size()) {
        const Span line = sources.line_of(file, static_cast<uint32_t>(i));
        for (; waiting < out.size(); ++waiting) out[waiting].line = line;
      }
      ++i;
      continue;
    }
    const Span line = sources.line_of(file, static_cast<uint32_t>(i));
    out.push_back({{file, static_cast<uint32_t>(i + 2), line.end}, line});
    if (!blank(text.substr(line.begin, i - line.begin))) waiting = out.size();
    i = line.end;
  }
  return out;
}

}  // namespace zs::syntax
