// 依据: the regulation's own sentences.
#include "lsp/complete.h"

#include <algorithm>


namespace zs::lsp {
namespace {

constexpr size_t kMost = 600, kLongest = 600;   // sentences, bytes of one

struct Sentence {
  std::string clause, text;
};

bool starts_clause(std::string_view line, std::string& mark) {
  if (!line.starts_with("第")) return false;
  const size_t end = line.find("条");
  if (end == std::string_view::npos || end > 24) return false;
  mark = std::string(line.substr(0, end + 3));
  return true;
}

/// （一） at the head of a line.
bool starts_item(std::string_view line, std::string& mark, size_t& mark_bytes) {
  const bool wide = line.starts_with("（");
  if (!wide && !line.starts_with('(')) return false;
  const size_t from = wide ? 3 : 1, end = std::min(line.find("）"), line.find(')'));
  if (end == std::string_view::npos || end > 16) return false;
  mark = "（" + std::string(line.substr(from, end - from)) + "）";
  mark_bytes = end + (line.substr(end).starts_with("）") ? 3 : 1);
  return true;
}

std::vector<Sentence> sentences_of(std::string_view text) {
  std::vector<Sentence> out;
  std::string clause, item;
  const auto add = [&](std::string_view s) {
    while (s.starts_with(' ')) s.remove_prefix(1);
    while (s.starts_with("　")) s.remove_prefix(3);
    if (s.size() >= 12 && s.size() <= kLongest && out.size() < kMost) out.push_back({clause + item, std::string(s)});
  };
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    // Blanks, and the marks of headings and emphasis that scans come with.
    while (!line.empty() && (std::string_view(" \t#*-").find(line.front()) != std::string_view::npos || line.starts_with("　"))) line.remove_prefix(line.starts_with("　") ? 3 : 1);
    std::string mark;
    size_t mark_bytes = 0;
    if (starts_clause(line, mark)) clause = mark, item.clear(), line.remove_prefix(mark.size());
    else if (starts_item(line, mark, mark_bytes)) item = mark, line.remove_prefix(mark_bytes);
    if (clause.empty()) continue;              // headings, who it is addressed to
    for (size_t from = 0; from < line.size();) {
      size_t stop = std::min({line.find("。", from), line.find("；", from), line.find(';', from)});
      if (stop == std::string_view::npos) stop = line.size();
      add(line.substr(from, stop - from));
      from = stop + (stop < line.size() && line[stop] == ';' ? 1 : 3);
    }
  }
  return out;
}

}  // namespace

void quote_items(const View& view, const Cursor& cursor, Items& items) {
  // The clause that is written already narrows what follows.
  std::string written;
  for (size_t i = cursor.before.size(); i-- > 0 && cursor.before[i].type != syntax::Grammar::K_BASIS;) {
    const auto& l = cursor.before[i];
    written = std::string(view.text(cursor.file).substr(l.begin, l.end - l.begin)) + written;
  }
  for (const int file : view.at->compilation.regulation_files)
    for (const Sentence& s : sentences_of(view.text(file))) {
      if (!written.empty() && !s.clause.starts_with(written)) continue;
      const std::string rest = s.clause.substr(std::min(written.size(), s.clause.size()));
      const std::string text = cursor.quote ? s.text : rest + "「" + s.text + "」";
      items.add(cursor.quote ? s.text : s.clause + "「" + s.text + "」", kTextItem, s.clause, 1, text);
    }
}

}  // namespace zs::lsp
