// Tables in plain text.
#include "scaffold/headings.h"
#include "scaffold/source.h"
#include "scaffold/words.h"

#include "io/binding/scalar.h"

#include <algorithm>

namespace zs::scaffold {
namespace {

using Lines = std::vector<std::string>;

std::string trimmed(std::string_view s) { return std::string(binding::trim(s)); }
bool blank(std::string_view s) { return binding::is_blank(s); }

void push(Grid& grid, uint64_t number, std::vector<std::string> texts) {
  Grid::Row row;
  row.number = number;
  for (auto& t : texts) row.cells.push_back({std::move(t)});
  while (!row.cells.empty() && row.cells.back().text.empty()) row.cells.pop_back();
  if (!row.cells.empty()) grid.rows.push_back(std::move(row));
}

// ---- | a | b |

std::vector<std::string> markdown_cells(std::string_view line) {
  std::vector<std::string> out;
  std::string cell;
  for (size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') cell += line[++i];
    else if (line[i] == '|') out.push_back(trimmed(cell)), cell.clear();
    else cell += line[i];
  }
  if (!blank(cell)) out.push_back(trimmed(cell));
  for (auto& c : out)
    for (const std::string_view br : {"<br>", "<br/>", "<br />"})
      for (size_t at = c.find(br); at != std::string::npos; at = c.find(br, at + 1)) c.replace(at, br.size(), "\n");
  return out;
}

bool is_rule(const std::vector<std::string>& cells) {
  return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const std::string& c) { return !c.empty() && c.find_first_not_of("-: ") == std::string::npos; });
}

std::vector<Grid> markdown(const Lines& lines) {
  std::vector<Grid> out;
  bool inside = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string line = trimmed(lines[i]);
    if (!line.starts_with('|')) {
      inside = false;
      continue;
    }
    if (!inside) out.emplace_back();
    inside = true;
    auto cells = markdown_cells(line);
    if (!is_rule(cells)) push(out.back(), i + 1, std::move(cells));
  }
  return out;
}

// ---- one cell a line, a tab before each: a Word table saved as text

/// Cells are counted: blank lines stand between rows, but also within cells. `width` cells are a row, the headings tell how many.
std::vector<Grid> cell_a_line(const Lines& lines) {
  const auto starts = [&](size_t i) { return lines[i].starts_with('\t') && lines[i].find('\t', 1) == std::string::npos; };
  size_t at = 0;
  while (at < lines.size() && !starts(at)) ++at;
  size_t width = 0, end = at;
  for (; end < lines.size() && !lines[end].empty(); ++end) width += starts(end);
  if (width < 2) return {};
  size_t last = lines.size();
  while (!starts(last - 1)) --last;
  Grid grid;
  std::vector<std::string> row;
  uint64_t number = at + 1;
  bool after_blank = false;
  for (size_t i = at; i < lines.size(); ++i) {
    if (starts(i)) {
      if (row.size() == width) push(grid, number, std::move(row)), row.clear();
      if (row.empty()) number = i + 1;
      row.push_back(trimmed(lines[i]));
    } else if (blank(lines[i])) {
      after_blank = true;
      continue;
    } else if (!row.empty()) {
      // Text that follows the last row behind a blank line is the document's again.
      if (row.size() == width && after_blank && i > last) break;
      row.back() += (row.back().empty() ? "" : "\n") + trimmed(lines[i]);
    }
    after_blank = false;
  }
  if (!row.empty()) push(grid, number, std::move(row));
  return {std::move(grid)};
}

// ---- cells between delimiters, in quotes where they hold one or a line break

std::vector<Grid> delimited(const std::string& text, char delimiter) {
  Grid grid;
  std::vector<std::string> row;
  std::string cell;
  uint64_t line = 1, number = 1;
  bool quoted = false;
  const auto end_cell = [&] { row.push_back(trimmed(cell)), cell.clear(); };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') cell += c;
      else if (i + 1 < text.size() && text[i + 1] == '"') cell += text[++i];
      else quoted = false;
    } else if (c == '"' && blank(cell)) {
      cell.clear(), quoted = true;
    } else if (c == delimiter) {
      end_cell();
    } else if (c == '\n') {
      end_cell();
      push(grid, number, std::move(row)), row.clear();
      number = line;
    } else if (c != '\r') {
      cell += c;
    }
  }
  end_cell();
  push(grid, number, std::move(row));
  return {std::move(grid)};
}

bool understood(const std::vector<Grid>& grids) {
  return std::any_of(grids.begin(), grids.end(), [](const Grid& g) { return find_headings(g).has_value(); });
}

}  // namespace

std::vector<Grid> grids_of(const std::string& text) {
  const Lines lines = lines_of(text);
  for (auto grids : {markdown(lines), cell_a_line(lines), delimited(text, '\t'), delimited(text, ','), delimited(text, ';')})
    if (understood(grids)) return grids;
  return {};
}

}  // namespace zs::scaffold
