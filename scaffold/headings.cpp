#include "scaffold/headings.h"

#include "scaffold/words.h"

#include <algorithm>
#include <array>

namespace zs::scaffold {
namespace {

constexpr size_t kLooked = 30;  // rows before the headings: titles, issuing office, unit

struct Known { Role role; std::string_view word; };
/// Whole headings, blanks and brackets taken out.
constexpr std::array kWhole = {
    Known{Role::kOrdinal, "序号"}, Known{Role::kOrdinal, "序"}, Known{Role::kOrdinal, "编号"}, Known{Role::kOrdinal, "项次"}, Known{Role::kOrdinal, "项号"},
    Known{Role::kOrdinal, "No."}, Known{Role::kOrdinal, "No"}, Known{Role::kOrdinal, "NO."}, Known{Role::kOrdinal, "NO"}, Known{Role::kOrdinal, "№"}, Known{Role::kOrdinal, "行号"},
    Known{Role::kCode, "指标编号"}, Known{Role::kCode, "指标代码"}, Known{Role::kCode, "指标编码"}, Known{Role::kCode, "规则编号"}, Known{Role::kCode, "规则代码"}, Known{Role::kCode, "代码"}, Known{Role::kCode, "编码"},
    Known{Role::kLevel, "指标"}, Known{Role::kLevel, "类别"}, Known{Role::kLevel, "分类"}, Known{Role::kLevel, "大类"}, Known{Role::kLevel, "小类"}, Known{Role::kLevel, "项目"}, Known{Role::kLevel, "名称"},
    Known{Role::kLevel, "监察项"}, Known{Role::kLevel, "监察点"}, Known{Role::kLevel, "监督点"}, Known{Role::kLevel, "监察事项"}, Known{Role::kLevel, "监督事项"}, Known{Role::kLevel, "规则名称"}, Known{Role::kLevel, "考核项目"}, Known{Role::kLevel, "监察类型"}, Known{Role::kLevel, "监察要素"},
    Known{Role::kDescription, "说明"}, Known{Role::kDescription, "内容"}, Known{Role::kDescription, "规则"}, Known{Role::kDescription, "标准"}, Known{Role::kDescription, "重点任务"}, Known{Role::kDescription, "工作任务"}, Known{Role::kDescription, "任务"},
    Known{Role::kCard, "牌"}, Known{Role::kCard, "级别"}, Known{Role::kCard, "结果"}, Known{Role::kCard, "发牌"}, Known{Role::kCard, "亮牌"},
    Known{Role::kBasis, "依据"},
};
/// Parts of headings; the first that is found counts.
constexpr std::array kParts = {
    Known{Role::kCard, "发牌"}, Known{Role::kCard, "亮牌"}, Known{Role::kCard, "牌型"}, Known{Role::kCard, "牌别"}, Known{Role::kCard, "预警级别"}, Known{Role::kCard, "预警等级"}, Known{Role::kCard, "警示级别"}, Known{Role::kCard, "监察结果"}, Known{Role::kCard, "红黄牌"},
    Known{Role::kBasis, "依据"},
    Known{Role::kDescription, "说明"}, Known{Role::kDescription, "描述"}, Known{Role::kDescription, "判断规则"}, Known{Role::kDescription, "判定规则"}, Known{Role::kDescription, "监察规则"}, Known{Role::kDescription, "监督规则"}, Known{Role::kDescription, "判定标准"},
    Known{Role::kDescription, "判断标准"}, Known{Role::kDescription, "评判标准"}, Known{Role::kDescription, "认定标准"}, Known{Role::kDescription, "具体要求"}, Known{Role::kDescription, "工作要求"}, Known{Role::kDescription, "监察内容"}, Known{Role::kDescription, "监督内容"}, Known{Role::kDescription, "具体内容"},
    Known{Role::kLevel, "级指标"}, Known{Role::kLevel, "监督指标"}, Known{Role::kLevel, "监察指标"}, Known{Role::kLevel, "指标名称"}, Known{Role::kLevel, "指标类"}, Known{Role::kLevel, "监督项目"}, Known{Role::kLevel, "监察项目"},
};
constexpr size_t kLongest = 20;  // characters of a heading

/// Without what stands in brackets: 指标说明（判断规则）.
std::string bare(std::string_view heading) {
  std::string s = folded(heading), out;
  int depth = 0;
  for (const char c : s) {
    if (c == '(') ++depth;
    else if (c == ')') depth = std::max(0, depth - 1);
    else if (depth == 0) out += c;
  }
  return out.empty() ? s : out;
}

const std::string& text_at(const Grid::Row& row, size_t column) {
  static const std::string none;
  return column < row.cells.size() ? row.cells[column].text : none;
}

size_t known_in(const Grid::Row& row) {
  size_t n = 0;
  for (const auto& c : row.cells) n += !c.above && role_of(c.text).has_value();
  return n;
}

/// Every cell that says anything is a heading: the lower row of headings in two rows.
bool is_lower(const Grid::Row& upper, const Grid::Row& row) {
  bool any = false;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& c = row.cells[i];
    if (c.above || c.text.empty()) continue;
    if (!role_of(c.text) || folded(c.text) == folded(text_at(upper, i))) return false;
    any = true;
  }
  return any;
}

/// The heading of a column: the lower row's word, or the upper's.
std::string heading_at(const Grid& grid, const Headings& h, size_t column) {
  if (h.last > h.first)
    if (const auto& below = grid.rows[h.last]; column < below.cells.size() && !below.cells[column].above && !below.cells[column].text.empty()) return one_line(below.cells[column].text);
  return one_line(text_at(grid.rows[h.first], column));
}

size_t width_of(const Grid& grid, size_t from) {
  size_t n = 0;
  for (size_t r = from; r < grid.rows.size(); ++r) n = std::max(n, grid.rows[r].cells.size());
  return n;
}

/// Where no heading says which column describes: the one with the longest texts, if they are sentences.
void guess_description(const Grid& grid, Headings& h) {
  size_t best = 0, most = 0;
  for (size_t c = 0; c < h.columns.size(); ++c) {
    if (h.columns[c].role != Role::kOther && h.columns[c].role != Role::kLevel) continue;
    size_t sum = 0, n = 0;
    for (size_t r = h.last + 1; r < grid.rows.size(); ++r)
      if (const auto& t = text_at(grid.rows[r], c); !t.empty()) sum += length(t), ++n;
    if (n && sum / n > most) most = sum / n, best = c;
  }
  if (most < 12) return;
  h.columns[best].role = Role::kDescription;
  h.guessed_description = true;
}

}  // namespace

int Headings::index_of(Role role) const {
  for (size_t i = 0; i < columns.size(); ++i)
    if (columns[i].role == role) return static_cast<int>(i);
  return -1;
}

std::optional<Role> role_of(std::string_view heading) {
  const std::string s = bare(heading);
  if (s.empty() || length(s) > kLongest) return std::nullopt;
  for (const Known& k : kWhole)
    if (s == k.word) return k.role;
  if (length(s) > 10) return std::nullopt;
  for (const Known& k : kParts)
    if (s.find(k.word) != std::string::npos) return k.role;
  return std::nullopt;
}

std::optional<Headings> find_headings(const Grid& grid) {
  for (size_t r = 0; r < std::min(grid.rows.size(), kLooked); ++r) {
    if (known_in(grid.rows[r]) < 2) continue;
    Headings h;
    h.first = h.last = r;
    if (r + 1 < grid.rows.size() && is_lower(grid.rows[r], grid.rows[r + 1])) h.last = r + 1;
    h.columns.resize(width_of(grid, r));
    for (size_t c = 0; c < h.columns.size(); ++c) {
      h.columns[c].heading = heading_at(grid, h, c);
      if (const auto role = role_of(h.columns[c].heading)) h.columns[c].role = *role;
    }
    // One column of each but the levels: what comes later under such a name is kept as it is.
    for (const Role once : {Role::kOrdinal, Role::kCode, Role::kDescription, Role::kCard, Role::kBasis})
      for (size_t c = 0, seen = 0; c < h.columns.size(); ++c)
        if (h.columns[c].role == once && seen++) h.columns[c].role = Role::kOther;
    if (h.index_of(Role::kDescription) < 0) guess_description(grid, h);
    if (h.index_of(Role::kDescription) >= 0 || h.index_of(Role::kLevel) >= 0) return h;
  }
  return std::nullopt;
}

bool repeats(const Headings& headings, const Grid::Row& row) {
  size_t same = 0, other = 0;
  for (size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].text.empty() || row.cells[c].above) continue;
    (c < headings.columns.size() && folded(row.cells[c].text) == folded(headings.columns[c].heading) ? same : other)++;
  }
  return same >= 2 && other <= 1;
}

}  // namespace zs::scaffold
