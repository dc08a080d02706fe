#pragma once
// Tables that people write by hand: a CSV file or the sheets of an Excel workbook, as text cell by cell.
#include "runtime/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zs::sheets {

/// Cells as the user sees them, without blanks around: numbers as written, dates as 2024-10-08 or 2024-10-08 10:00:00, 是 and 否.
struct Sheet {
  std::string name;                             // of the workbook's sheet; empty for CSV
  struct Row {
    uint64_t number = 0;                        // the row of the sheet, or the line of the file, from 1
    std::vector<std::string> cells;             // short rows lack their last, empty cells
  };
  std::vector<Row> rows;                        // rows without any text are left out
  struct Merge {                                // cells drawn as one: their text is the first's
    uint64_t top = 0, bottom = 0;               // rows as in Row::number, inclusive
    size_t left = 0, right = 0;                 // columns from 0, inclusive
  };
  std::vector<Merge> merges;                    // of workbooks and Word tables
};

/// A Word document from top to bottom: paragraphs, and tables as sheets without a name, their rows numbered from 1. What a table in
/// a cell holds is the cell's text. Deleted text of tracked changes, headers, footers, notes and automatic numbers are left out.
struct Document {
  struct Block {
    std::string text;                           // of a paragraph; of a table: its rows, a line each, cells between tabs
    int table = -1;                             // index into tables; -1: a paragraph
  };
  std::vector<Block> blocks;
  std::vector<Sheet> tables;
};

/// .xlsx by its name, CSV otherwise (UTF-8 or GB18030). Errors: kIo where the file cannot be read, kUsage where it is no such file.
Result<std::vector<Sheet>> read(const std::string& path);
Result<std::vector<Sheet>> read_xlsx(const std::string& path);
/// Errors: kIo where it cannot be read, kUsage where it is no .docx, kLimit where it is larger or deeper than a table of rules can be.
Result<Document> read_docx(const std::string& path);
Result<Sheet> read_csv(const std::string& path);

/// Is it a workbook by its name?
bool is_xlsx(const std::string& path);
/// A, B, …, Z, AA of the column counted from 0.
std::string column_letters(size_t column);

}  // namespace zs::sheets
