#include "scaffold/official.h"

#include "scaffold/cards.h"
#include "scaffold/codes.h"
#include "scaffold/headings.h"
#include "scaffold/words.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

namespace zs::scaffold {
namespace {

constexpr size_t kShown = 40;  // characters of a row in messages

std::string shown(const Grid::Row& row) {
  std::string s;
  for (const auto& c : row.cells)
    if (!c.text.empty() && !c.above) s += (s.empty() ? "" : " | ") + one_line(c.text);
  return length(s) > kShown ? first(s, kShown) + "…" : s;
}

std::string place_zh(const std::string& table, uint64_t row) { return table.empty() ? fmt::format("第 {} 行", row) : fmt::format("{} 第 {} 行", table, row); }
std::string place_en(const std::string& table, uint64_t row) { return table.empty() ? fmt::format("line {}", row) : fmt::format("{} row {}", table, row); }

/// Texts of its own that a row has.
size_t texts_of(const Grid::Row& row) {
  return static_cast<size_t>(std::count_if(row.cells.begin(), row.cells.end(), [](const Cell& c) { return !c.text.empty() && !c.above; }));
}

/// A note alone in its row, or a row of sums, whatever column they begin in.
bool is_remark(const Grid::Row& row) {
  constexpr std::array<std::string_view, 5> kNotes = {"注:", "注1", "备注:", "说明:", "填表"};
  constexpr std::array<std::string_view, 3> kSums = {"合计", "小计", "总计"};
  const auto lead = std::find_if(row.cells.begin(), row.cells.end(), [](const Cell& c) { return !c.text.empty() && !c.above; });
  if (lead == row.cells.end()) return false;
  const std::string s = folded(lead->text);
  const auto begins = [&](std::string_view h) { return s.starts_with(h); };
  return std::any_of(kSums.begin(), kSums.end(), begins) || (texts_of(row) == 1 && std::any_of(kNotes.begin(), kNotes.end(), begins));
}

/// The article that a 依据 cell names: 第七条（一）.
bool is_article(const std::string& text) {
  const std::string s = one_line(text);
  return s.starts_with("第") && s.find("条") != std::string::npos && length(s) <= 16 && s.find_first_of(".,;:\"'") == std::string::npos && s.find("，") == std::string::npos && s.find("、") == std::string::npos;
}

/// Reads the rows of one table; what it inherits from above is kept between its pages.
class TableReader {
 public:
  TableReader(const Headings& h, Codes& codes, Outline& out) : h_(h), codes_(codes), out_(out) {
    for (size_t c = 0; c < h.columns.size(); ++c)
      if (h.columns[c].role == Role::kLevel) level_columns_.push_back(c);
    levels_.resize(level_columns_.size());
  }

  void read(const Grid& grid, size_t from) {
    grid_ = &grid;
    for (const auto& row : grid.rows)
      for (const size_t c : level_columns_) drawn_ = drawn_ || (c < row.cells.size() && row.number > grid.rows[from > 0 ? from - 1 : 0].number && row.cells[c].above);
    for (size_t r = from; r < grid.rows.size(); ++r) take(grid.rows[r]);
  }

 private:
  const Cell& at(const Grid::Row& row, size_t column) const {
    static const Cell none;
    return column < row.cells.size() ? row.cells[column] : none;
  }
  const Cell& at(const Grid::Row& row, Role role) const {
    static const Cell none;
    const int c = h_.index_of(role);
    return c < 0 ? none : at(row, static_cast<size_t>(c));
  }

  void leave(const Grid::Row& row, const char* zh, const char* en) {
    out_.left.push_back({fmt::format("{}：{}：{}", place_zh(grid_->name, row.number), zh, shown(row)), fmt::format("{}: {}: {}", place_en(grid_->name, row.number), en, shown(row))});
  }

  void take(const Grid::Row& row) {
    ++out_.rows;
    if (repeats(h_, row)) return leave(row, "又是列名", "the headings again");
    if (is_remark(row)) return leave(row, "附注或合计，不是指标", "a remark or sum, no indicator");
    const size_t texts = texts_of(row);
    const bool own_level = inherit(row);
    const Cell& description = at(row, Role::kDescription);
    const Cell& card = at(row, Role::kCard);
    const bool says = !description.text.empty() && (!description.above || own_level || (!card.text.empty() && !card.above));
    if (!says && !(own_level && texts > 1) && !(!card.above && !cards_in(card.text).empty() && std::any_of(levels_.begin(), levels_.end(), [](const std::string& l) { return !l.empty(); })))
      return leave(row, texts <= 1 ? "只有一格有字，不是指标" : "没有说明，不是指标", texts <= 1 ? "one cell alone, no indicator" : "it describes nothing: no indicator");
    add(row);
  }

  /// Levels of this row: its own, or those above. True where it has one of its own.
  bool inherit(const Grid::Row& row) {
    bool own = false;
    for (size_t i = 0; i < level_columns_.size(); ++i) {
      const Cell& c = at(row, level_columns_[i]);
      if (!c.text.empty()) {
        own = own || !c.above;
        levels_[i] = one_line(c.text);
      } else if (c.left || own || drawn_) {
        levels_[i].clear();   // a wider level is new, or merges are drawn and this cell is not part of one: it is blank
      }
    }
    const Cell& ordinal = at(row, Role::kOrdinal);
    if (!ordinal.text.empty()) ordinal_ = one_line(ordinal.text);
    own_ordinal_ = !ordinal.text.empty() && !ordinal.above;
    return own;
  }

  void add(const Grid::Row& row) {
    Entry e;
    e.row = row.number, e.table = grid_->name;
    for (const auto& l : levels_)
      if (!l.empty() && (e.levels.empty() || e.levels.back() != l)) e.levels.push_back(l);
    e.description = at(row, Role::kDescription).text;
    basis(e, row);
    cards(e, row);
    for (size_t c = 0; c < h_.columns.size(); ++c)
      if (h_.columns[c].role == Role::kOther && !at(row, c).text.empty()) e.others.emplace_back(h_.columns[c].heading.empty() ? fmt::format("第 {} 列", c + 1) : h_.columns[c].heading, at(row, c).text);
    // Cells to the right of all headings are no column: they are said, too.
    for (size_t c = h_.columns.size(); c < row.cells.size(); ++c)
      if (!row.cells[c].text.empty()) e.others.emplace_back(fmt::format("第 {} 列", c + 1), row.cells[c].text);
    e.name = name_of(e);
    const std::string given = one_line(at(row, Role::kCode).text);
    e.code = codes_.next({given, ordinal_, own_ordinal_, e.levels.size() > 1 ? e.levels.front() : ""});
    std::string words;
    for (const auto& l : e.levels) words += l + "\n";
    e.record = record_of(words + one_line(e.description));
    out_.entries.push_back(std::move(e));
  }

  static std::string name_of(const Entry& e) {
    std::string name = !e.levels.empty() ? e.levels.back() : one_line(e.description);
    // A sentence stands where a name should: its beginning will do, the whole is in 归类 or quoted.
    if (length(name) > 30)
      for (const std::string_view stop : {"，", "。", "；", ",", ";", "："})
        if (const size_t at = name.find(stop); at != std::string::npos && at > 0) name.resize(at);
    return length(name) > 30 ? first(name, 30) : name;
  }

  void basis(Entry& e, const Grid::Row& row) {
    const std::string& text = at(row, Role::kBasis).text;
    if (is_article(text)) e.clause = one_line(text);
    else if (!text.empty()) e.quotes.push_back(text);
    if (e.clause.empty()) e.clause = number_of(ordinal_) > 0 ? fmt::format("序号{}", number_of(ordinal_)) : fmt::format("第{}行", row.number);
  }

  void cards(Entry& e, const Grid::Row& row) {
    const std::string& text = at(row, Role::kCard).text;
    e.cards = cards_in(text);
    if (text.empty() || !e.cards.empty()) return;
    e.others.emplace_back(h_.columns[static_cast<size_t>(h_.index_of(Role::kCard))].heading, text);
    out_.left.push_back({fmt::format("{}：发牌一格读不懂，留作注释：{}", place_zh(grid_->name, row.number), first(one_line(text), kShown)),
                         fmt::format("{}: the card is not understood, kept as a comment: {}", place_en(grid_->name, row.number), first(one_line(text), kShown))});
  }

  Headings h_;
  Codes& codes_;
  Outline& out_;
  const Grid* grid_ = nullptr;
  std::vector<size_t> level_columns_;
  std::vector<std::string> levels_;
  bool drawn_ = false;               // levels that hold for several rows are drawn as merged cells
  std::string ordinal_;
  bool own_ordinal_ = false;
};

void not_understood(const Grid& grid, Outline& out) {
  if (grid.rows.empty()) return;
  out.left.push_back({fmt::format("{}：{} 行，认不出列名，没有读；第一行是：{}", grid.name, grid.rows.size(), shown(grid.rows.front())),
                      fmt::format("{}: {} rows without known headings, not read; the first is: {}", grid.name, grid.rows.size(), shown(grid.rows.front()))});
}

/// The last line before the table that is no 附件 and no bookmark.
std::string title_of(const Source& source, const Grid* table, size_t heading_row) {
  std::vector<std::string> lines = source.above;
  for (size_t r = 0; table && r < heading_row; ++r)
    for (const auto& c : table->rows[r].cells)
      if (!c.text.empty() && !c.above) lines.push_back(one_line(c.text));
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    std::string s = *line;
    if (s.starts_with("[bookmark")) s = s.substr(std::min(s.find(']') + 1, s.size()));
    while (s.starts_with('#') || s.starts_with(' ')) s.erase(0, 1);
    if (s.empty() || s.starts_with("附件") || s.starts_with("附表") || s.starts_with("单位") || s.starts_with("填报") || length(s) > 60 || length(s) < 4) continue;
    return s;
  }
  return "";
}

/// A table whose headings are understood, with the pages that follow it.
struct Table {
  Headings headings;
  std::vector<std::pair<const Grid*, size_t>> pages;   // and the row behind the headings
};

/// What follows without headings of its own, as wide as the table, is its next page.
bool is_page(const Grid& next, const Headings& h) {
  if (!next.follows || next.rows.empty() || find_headings(next)) return false;
  const size_t width = next.rows.front().cells.size();
  return width <= h.columns.size() && width + 1 >= h.columns.size();
}

std::vector<Table> tables_of(const Source& source, Outline& out) {
  std::vector<Table> tables;
  for (size_t i = 0; i < source.grids.size(); ++i) {
    auto h = find_headings(source.grids[i]);
    if (!h) {
      not_understood(source.grids[i], out);
      continue;
    }
    Table t{std::move(*h), {{&source.grids[i], 0}}};
    t.pages[0].second = t.headings.last + 1;
    while (i + 1 < source.grids.size() && is_page(source.grids[i + 1], t.headings)) t.pages.emplace_back(&source.grids[++i], 0);
    tables.push_back(std::move(t));
  }
  return tables;
}

/// Does each row have a number of its own, or does one stand for a group?
bool numbered_by_row(const Table& table) {
  const int c = table.headings.index_of(Role::kOrdinal);
  if (c < 0) return true;
  for (const auto& [grid, from] : table.pages)
    for (size_t r = from; r < grid->rows.size(); ++r) {
      const auto& cells = grid->rows[r].cells;
      if (is_remark(grid->rows[r]) || texts_of(grid->rows[r]) < 2) continue;
      if (static_cast<size_t>(c) >= cells.size() || number_of(cells[static_cast<size_t>(c)].text) == 0 || cells[static_cast<size_t>(c)].above) return false;
    }
  return true;
}

/// What stands beside the rows: text above the headings, a column that was guessed.
void tell_about(const Table& table, Outline& out) {
  const Grid& grid = *table.pages.front().first;
  const Headings& h = table.headings;
  for (size_t r = 0; r < h.first; ++r)
    out.left.push_back({fmt::format("{}：列名以前的文字：{}", place_zh(grid.name, grid.rows[r].number), shown(grid.rows[r])), fmt::format("{}: text before the headings: {}", place_en(grid.name, grid.rows[r].number), shown(grid.rows[r]))});
  if (!h.guessed_description) return;
  const auto& heading = h.columns[static_cast<size_t>(h.index_of(Role::kDescription))].heading;
  out.left.push_back({fmt::format("{}没有“指标说明”一列，取字最多的“{}”", grid.name, heading), fmt::format("{} has no column 指标说明; the one with the longest texts was taken: {}", grid.name, heading)});
}

}  // namespace

Outline outline_of(const Source& source, const std::string& prefix) {
  Outline out;
  const auto tables = tables_of(source, out);
  out.tables = tables.size();
  if (!tables.empty()) out.title = title_of(source, tables.front().pages.front().first, tables.front().headings.first);
  Codes codes(prefix, std::all_of(tables.begin(), tables.end(), numbered_by_row));
  for (const Table& t : tables) {
    tell_about(t, out);
    TableReader reader(t.headings, codes, out);
    for (const auto& [grid, from] : t.pages) reader.read(*grid, from);
  }
  if (out.tables == 0) take_clauses(source, prefix, out);
  if (out.title.empty()) out.title = title_of(source, nullptr, 0);
  std::vector<std::string> cards;
  for (const auto& e : out.entries) cards.insert(cards.end(), e.cards.begin(), e.cards.end());
  out.cards = ranked(cards);
  out.cards_known = !out.cards.empty();
  if (!out.cards_known) out.cards = {"预警", "红牌"};
  return out;
}

}  // namespace zs::scaffold
