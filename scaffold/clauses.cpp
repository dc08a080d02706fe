// A regulation without a table: its clauses with headings of their own.
#include "scaffold/official.h"
#include "scaffold/words.h"

#include <array>
#include <fmt/format.h>
#include <optional>

namespace zs::scaffold {
namespace {

/// Marks of Markdown before a line.
std::string unmarked(std::string line) {
  size_t at = line.find_first_not_of("#*> -\t");
  if (at == std::string::npos) return "";
  line = one_line(line.substr(at));
  return line;
}

struct Item { int number = 0; std::string written, rest; };

/// （一） at the start of a line, and what follows.
std::optional<Item> item_of(const std::string& line) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
    if (!line.starts_with(open)) continue;
    const size_t end = line.find(close);
    if (end == std::string::npos) continue;
    const std::string inside = line.substr(open.size(), end - open.size());
    const int n = number_of(inside);
    if (n == 0) continue;
    std::string rest = line.substr(end + close.size());
    return Item{n, inside, one_line(rest)};
  }
  return std::nullopt;
}

/// 第八条 at the start of a line: its number; 0 where there is none.
int article_of(const std::string& line) {
  if (!line.starts_with("第")) return 0;
  const size_t end = line.find("条");
  return end == std::string::npos || end > 24 ? 0 : number_of(line.substr(0, end + 3));
}

bool is_heading(const std::string& text) {
  if (text.empty() || length(text) > 24) return false;
  for (const std::string_view stop : {"，", "。", "；", "：", ",", ";", ":"})
    if (text.find(stop) != std::string::npos) return false;
  return true;
}

/// Cards that the words name.
std::vector<std::string> named_cards(const std::string& text) {
  std::vector<std::string> out;
  for (const std::string_view card : {"预警", "蓝牌", "黄牌", "橙牌", "红牌"})
    if (text.find(card) != std::string::npos) out.emplace_back(card);
  if (text.find("纳入异常") != std::string::npos) out.emplace_back("异常");
  return out;
}

class Clauses {
 public:
  Clauses(const std::string& prefix, Outline& out) : prefix_(prefix), out_(out) {}

  void line(uint64_t number, const std::string& raw) {
    const std::string text = unmarked(raw);
    if (text.empty()) return;
    if (const int n = article_of(text)) {
      close();
      article_ = n;
      const size_t end = text.find("条") + 3;
      heading_ = text.substr(0, end);
      title_ = one_line(text.substr(end));
      if (!is_heading(title_)) title_.clear();
      return;
    }
    if (text.starts_with("第") && text.find("章") != std::string::npos && length(text) < 20) return close();
    const auto item = item_of(text);
    if (item && article_ > 0 && is_heading(item->rest)) {
      close();
      open_ = Entry();
      open_->row = number;
      open_->name = item->rest;
      open_->code = fmt::format("{}{}-{}", prefix_, article_, item->number);
      open_->clause = fmt::format("{}（{}）", heading_, item->written);
      if (!title_.empty()) open_->levels.push_back(title_);
      open_->levels.push_back(item->rest);
    } else if (open_) {
      open_->description += (open_->description.empty() ? "" : "\n") + text;
    }
  }

  void close() {
    if (open_ && !open_->description.empty()) {
      open_->cards = named_cards(open_->description);
      open_->record = record_of(open_->name + "\n" + title_ + "\n" + one_line(open_->description));
      out_.entries.push_back(std::move(*open_));
    } else if (open_) {
      out_.left.push_back({fmt::format("第 {} 行：{}只有标题", open_->row, open_->clause), fmt::format("line {}: {} is a heading alone", open_->row, open_->clause)});
    }
    open_.reset();
  }

 private:
  const std::string& prefix_;
  Outline& out_;
  int article_ = 0;
  std::string heading_, title_;
  std::optional<Entry> open_;
};

}  // namespace

void take_clauses(const Source& source, const std::string& prefix, Outline& out) {
  Clauses clauses(prefix, out);
  const auto lines = lines_of(source.text);
  for (size_t i = 0; i < lines.size(); ++i) clauses.line(i + 1, lines[i]);
  clauses.close();
}

}  // namespace zs::scaffold
