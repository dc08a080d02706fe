#pragma once
// Which column is what, told by the headings of the table.
#include "scaffold/grid.h"

#include <optional>

namespace zs::scaffold {

enum class Role : uint8_t {
  kOrdinal,      // 序号
  kCode,         // 指标编号
  kLevel,        // 监督指标, 一级指标, 二级指标: from the widest to the narrowest, as they stand
  kDescription,  // 指标说明, 判断规则
  kCard,         // 发牌类型
  kBasis,        // 依据
  kOther,        // kept as a comment
};

struct Column {
  Role role = Role::kOther;
  std::string heading;         // in one line
};

struct Headings {
  size_t first = 0, last = 0;  // rows of the grid that hold them, inclusive
  std::vector<Column> columns;
  bool guessed_description = false;  // no heading says so: the column with the longest texts was taken
  int index_of(Role role) const;     // the first column; -1
};

/// What a heading says; nullopt where it is none that is known.
std::optional<Role> role_of(std::string_view heading);

/// Looked for in the first rows: one row, or two where the second says more about cells drawn over several columns.
/// nullopt where no row has a description or a level of indicators and one more known heading.
std::optional<Headings> find_headings(const Grid& grid);

/// Is this row the headings again, as at the top of a next page?
bool repeats(const Headings& headings, const Grid::Row& row);

}  // namespace zs::scaffold
