#pragma once
// How a source's tables become records of one kind: plain data, made from 绑定 declarations by the compiler, stored in the
// bytecode pack, carried out by io/bound. All names of tables and columns are the source's own.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::model {

/// Where one field of a record, or of a list's row, comes from.
struct FieldSource {
  int field = -1;          // of the record's model; in a child table, of the row's
  bool unit = false;       // the unit of a 期限, not its number
  bool optional = false;   // the table may lack the column
  bool constant = false;   // `value` in every record; there is no column
  bool coded = false;      // only what `codes` lists is taken
  std::string column;
  std::string value;       // constant: as it would stand in a data file
  std::string format;      // 日期, 时刻: see io/bound/time_format.h; empty: the usual forms
  std::vector<std::pair<std::string, std::string>> codes;  // as it stands in the source, and what it means
};

/// A table of the source, or a view of the binding.
struct TableSource {
  std::string name;
  int list = -1;                   // child table: the field of the list that its rows make; -1: one row for a record
  bool optional = false;           // the source may lack it
  std::string key;                 // the column with the record's key
  std::vector<std::string> order;  // child table: the columns by which a record's rows are sorted
  std::vector<FieldSource> fields;
};

/// A table that a SELECT makes of tables of the source (DuckDB's SQL; every column is text).
struct ViewSource {
  std::string name;
  std::vector<std::string> tables;
  std::string sql;
};

struct DataBinding {
  std::string name;
  int model = -1;
  std::vector<ViewSource> views;
  std::vector<TableSource> tables;  // the first is the main table, each row of which is a record
};

}  // namespace zs::model
