#pragma once
// The official table, row by row: what is an indicator, what it says, and what is none.
#include "scaffold/grid.h"

#include <string>
#include <vector>

namespace zs::scaffold {

struct Entry {
  uint64_t row = 0;                    // as Grid::Row::number
  std::string table;                   // Grid::name
  std::string code, name;
  std::string clause;                  // 序号3, 第八条（一）
  std::vector<std::string> levels;     // from the widest, blank ones left out: its 归类
  std::string description;             // as written; may be empty
  std::vector<std::string> quotes;     // of other columns, as written: the 依据 column where it is no article
  std::vector<std::string> cards;
  std::vector<std::pair<std::string, std::string>> others;   // heading and text of columns that mean nothing here
  std::string record;                  // 办件: told by words of the row
};

/// Something that was not taken as an indicator, or not understood: said with its row.
struct Left {
  std::string zh, en;
};

struct Outline {
  std::string title;                   // empty: none was found
  std::vector<Entry> entries;          // in the order of the document
  std::vector<std::string> cards;      // of all entries, lowest first; never empty
  bool cards_known = false;            // false: the table says nothing of cards
  std::vector<Left> left;
  size_t tables = 0, rows = 0;         // tables understood, their rows below the headings
};

/// `prefix` begins the codes: NM gives NM1-1, or NM-1 where each row has a number of its own. Without any table whose headings are
/// understood, headings of clauses （一） in the text are taken, NM8-1; no entry where there is neither.
Outline outline_of(const Source& source, const std::string& prefix);

/// Clauses of a regulation without a table: 第八条 … （一）业务办理时限监察, on a line of its own, and the text below it.
void take_clauses(const Source& source, const std::string& prefix, Outline& out);

/// Which kind of record the words speak of, by a list of words: a guess.
std::string record_of(const std::string& words);
/// The file of the standard library that declares it.
std::string library_of(const std::string& record);

}  // namespace zs::scaffold
