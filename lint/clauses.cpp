#include "lint/clauses.h"

namespace zs::lint {
namespace {

constexpr std::string_view kNumerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零", "〇"};

/// Takes `word` off the front.
bool eat(std::string_view& s, std::string_view word) {
  if (!s.starts_with(word)) return false;
  s.remove_prefix(word.size());
  return true;
}

std::string_view numeral(std::string_view& s) {
  const std::string_view from = s;
  for (bool more = true; more;) {
    more = false;
    for (const auto n : kNumerals) more = eat(s, n) || more;
  }
  return from.substr(0, from.size() - s.size());
}

/// Blanks and the marks of headings, lists and bold type at the start of a line.
std::string_view behind_marks(std::string_view line) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark : {" ", "\t", "\r", "　", "#", "*", ">", "- "}) more = eat(line, mark) || more;
    if (line.starts_with("[bookmark")) {
      const size_t end = line.find(']');
      if (end != std::string_view::npos) line.remove_prefix(end + 1), more = true;
    }
  }
  return line;
}

/// 第八条, or 第二章 with chapter set; empty where the line begins otherwise.
std::string article(std::string_view line, bool& chapter) {
  if (!eat(line, "第")) return {};
  const std::string_view n = numeral(line);
  if (n.empty()) return {};
  chapter = line.starts_with("章") || line.starts_with("节");
  return chapter || line.starts_with("条") ? "第" + std::string(n) + "条" : std::string();
}

std::string item(std::string_view line) {
  if (!eat(line, "（") && !eat(line, "(")) return {};
  const std::string_view n = numeral(line);
  return !n.empty() && (line.starts_with("）") || line.starts_with(")")) ? "（" + std::string(n) + "）" : std::string();
}

/// The number that is all of a table's cell at the start of a row.
std::string row(std::string_view line) {
  if (!line.starts_with("\t")) return {};
  std::string_view cell = behind_marks(line);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\r' || cell.back() == '\t')) cell.remove_suffix(1);
  if (cell.empty() || cell.size() > 3 || cell.find_first_not_of("0123456789") != std::string_view::npos) return {};
  return "序号" + std::string(cell);
}

}  // namespace

std::vector<Clause> clauses(std::string_view text, int file) {
  std::vector<Clause> out;
  std::string current;    // the article
  bool open = false;
  const auto close = [&](size_t at) {
    if (open) out.back().src.end = static_cast<uint32_t>(at);
    open = false;
  };
  const auto begin = [&](std::string name, size_t at) {
    close(at);
    out.push_back({std::move(name), {file, static_cast<uint32_t>(at), static_cast<uint32_t>(at)}});
    open = true;
  };
  bool first_item = false;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at), words = behind_marks(line);
    bool chapter = false;
    if (std::string a = article(words, chapter); !a.empty()) {
      if (chapter) close(at), current.clear();
      else begin(a, at), current = std::move(a), first_item = true;
    } else if (std::string i = current.empty() ? std::string() : item(words); !i.empty()) {
      if (first_item && open) out.pop_back(), open = false;  // the article is its items
      first_item = false;
      begin(current + i, at);
    } else if (std::string r = current.empty() ? row(line) : std::string(); !r.empty()) {
      begin(std::move(r), at);
    }
    at = end + 1;
  }
  close(text.size());
  return out;
}

std::string clause_name(std::string_view written) {
  std::string out;
  while (!written.empty()) {
    if (eat(written, " ") || eat(written, "　") || eat(written, "\t")) continue;
    if (eat(written, "(")) out += "（";
    else if (eat(written, ")")) out += "）";
    else out += written.front(), written.remove_prefix(1);
  }
  return out;
}

bool akin(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  // 序号1 is no part of 序号12.
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] < '0' || b[a.size()] > '9');
}

}  // namespace zs::lint
