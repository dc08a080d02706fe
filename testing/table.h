#pragma once
// Tests in tables: one row a case, in CSV or Excel.
//
//   测试        受理时间          承诺时限  承诺时限单位  事项.办件类型  截至  HN8-1                        期望
//   十个工作日  2024-05-13 10:00  10        工作日                             预警 自 2024-05-23 至 …；红牌 自 …
//
// The header's first row has a column 测试 (test): the case's name. Other columns: fields of the judged record (Chinese name or
// code; lists as JSON), 事项.字段 a field of a reference row, 截至 (as_of), an indicator's code: what it shows, 期望 (expect):
// every card of the case. # or 备注 (note) begins the name of a column that is not read. An empty cell is a missing value, or
// an expectation that is not compared.
#include "io/sheets/sheet.h"
#include "testing/case.h"

#include <string>
#include <vector>

namespace zs::testing {

/// A problem of a table, with its place in words.
struct TableProblem {
  std::string file;
  uint64_t row = 0;
  Words what;
};

struct TableTests {
  std::vector<Case> cases;
  std::vector<TableProblem> problems;   // nothing of the table is run while there are any
};

/// Does the sheet begin with a test header?
bool is_test_table(const sheets::Sheet& sheet);

/// `file` is for messages. A sheet without a test header is a problem.
TableTests read_table(const typed::Program& program, const sheets::Sheet& sheet, const std::string& file);

/// The header and an example row of a table for the record kind `model`: its fields, T, and its indicators.
std::vector<std::vector<std::string>> new_table(const typed::Program& program, int model, Language language);

}  // namespace zs::testing
