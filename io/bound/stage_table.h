#pragma once
// One table of a source, row by row, into DuckDB.
#include "io/bound/staging.h"

#include <set>

namespace zs::bound {

class StageTable {
 public:
  /// `on_broken`: null where rows that cannot be taken apart are staged with the others (the main table).
  StageTable(duck::Database& database, const Tables& source, Staged& table, Staging::OnBroken on_broken, const Staging::OnNote& on_note);
  ~StageTable();
  StageTable(const StageTable&) = delete;

  /// Makes the DuckDB table and fills it. `all_columns`: every column that some place has, instead of those that the table lists.
  /// Error: a place that declares its columns lacks one of `needed`.
  Status run(bool all_columns, const std::set<std::string>& needed);

 private:
  struct Hint { std::string name; int column; };
  Status find_columns();
  Status check(const std::vector<std::string>& declared, const std::string& place, const std::set<std::string>& needed);
  Status create();
  Status fill(size_t file);
  void take(const readers::Pulled& row, size_t file);
  void append(std::string_view text);
  void append(const binding::Value& v);
  int column_of(size_t position, std::string_view name);
  Status failed();

  duck::Database& database_;
  const Tables& source_;
  Staged& table_;
  Staging::OnBroken on_broken_;
  const Staging::OnNote& on_note_;
  duckdb_appender appender_ = nullptr;
  std::vector<Hint> hints_;                      // by position in the source's rows: most have the same order
  std::vector<const binding::Value*> values_;    // of one row, by column
  std::set<std::string> noted_;
  int64_t order_ = 0;
};

}  // namespace zs::bound
