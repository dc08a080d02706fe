#pragma once
// A table as somebody drew it: cells of text, and which of them are drawn as one.
#include <cstdint>
#include <string>
#include <vector>

namespace zs::scaffold {

struct Cell {
  std::string text;            // without blanks around; may hold line breaks
  bool above = false;          // drawn as one with the cell above: `text` is that cell's
  bool left = false;           // drawn as one with the cell to the left: `text` is empty
};

struct Grid {
  std::string name;            // 表 2, the sheet's name; empty for text
  struct Row {
    uint64_t number = 0;       // of the table, the sheet or the text's lines, from 1: as messages name it
    std::vector<Cell> cells;   // short rows lack their last, empty cells
  };
  std::vector<Row> rows;       // blank rows are left out
  bool shows_merges = false;   // Word and Excel do; in text a blank cell may mean one drawn with the cell above
  bool follows = false;        // stands right behind the grid before it: perhaps its next page
};

/// A document that may hold tables: all its text, and the tables.
struct Source {
  std::string stem;            // of its file's name, for the copy under sources/
  std::string text;            // UTF-8
  std::vector<Grid> grids;
  std::vector<std::string> above;  // lines before the first table, not blank: its title is among them
  std::vector<std::string> notes_zh, notes_en;  // what could not be read
};

}  // namespace zs::scaffold
