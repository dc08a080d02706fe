// A quote that stops within a sentence whose rest says 但, 除外 and the like.
#include "compiler/syntax/sources.h"
#include "lint/quotes.h"

namespace zs::lint::found {
namespace {

constexpr std::string_view kEnds[] = {"。", "；", ";", "\n\n"};
constexpr std::string_view kExceptions[] = {"但", "除外", "以外的", "外，", "外,", "不在此限", "不受此限"};

size_t sentence_end(std::string_view text, size_t from) {
  size_t end = text.size();
  for (const auto e : kEnds) end = std::min(end, text.find(e, from));
  return end;
}

size_t sentence_begin(std::string_view text, size_t before) {
  size_t begin = 0;
  for (const auto e : kEnds)
    if (const size_t at = text.substr(0, before).rfind(e); at != std::string_view::npos) begin = std::max(begin, at + e.size());
  return begin;
}

bool has_exception(std::string_view s) {
  const bool outside = s.find("除") != std::string_view::npos;
  for (const auto w : kExceptions)
    if (s.find(w) != std::string_view::npos && (outside || !w.starts_with("外"))) return true;
  return false;
}

std::string shown(std::string_view s) {
  std::string out;
  size_t n = 0;
  for (const char c : s) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins && ++n > 60) return out + "…";
    if (c != '\n' && c != '\r' && c != ' ' && c != '\t') out += c;
  }
  return out;
}

}  // namespace

void quote_cuts_exception(const Pack& pack, Report& report) {
  const auto& covered = pack.compiled.covered;
  const auto quoted = [&](int file, size_t from, size_t to) {
    return std::any_of(covered.begin(), covered.end(), [&](const CoveredPart& c) { return c.src.file == file && c.src.begin < to && from < c.src.end; });
  };
  std::set<std::pair<int, uint32_t>> said;
  each_quote(pack, [&](const ast::QuoteClause& q) {
    for (const CoveredPart& c : covered) {
      if (c.quote.file != q.src.file || c.quote.begin < q.src.begin || c.quote.begin >= q.src.end) continue;
      const std::string_view text = pack.sources.text(c.src.file);
      const bool whole = text.substr(0, c.src.end).ends_with("。") || text.substr(0, c.src.end).ends_with("；");
      const size_t begin = sentence_begin(text, c.src.begin), end = whole ? c.src.end : sentence_end(text, c.src.end);
      for (const auto& [from, to] : {std::pair<size_t, size_t>{begin, c.src.begin}, {c.src.end, end}}) {
        if (from >= to || !has_exception(text.substr(from, to - from)) || quoted(c.src.file, from, to)) continue;
        if (said.insert({c.src.file, static_cast<uint32_t>(from)}).second) report(q.quote.src, {shown(text.substr(from, to - from))});
      }
    }
  });
}

}  // namespace zs::lint::found
