#pragma once
// The tables that a binding reads, copied as texts into a private DuckDB, where views are made and rows find their records
// in bounded memory. Each staged row knows its place: the file and the line that it came from.
#include "io/bound/tables.h"
#include "io/duckdb/database.h"
#include "io/temporary/name.h"
#include "runtime/model/data_binding.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::bound {

/// Where a row stands in the source.
struct Place {
  std::string file;
  uint64_t line = 0;
};

/// A table in DuckDB: _o the order of its rows, _f the index into `files`, _l the line; _z, _e, _v of a row that could not be
/// taken apart: why (Chinese, English) and what stands there. Columns are c0, c1 … in the order of `columns`.
struct Staged {
  std::string name;
  std::string table;                 // in DuckDB; empty: the source does not have it, which the binding allows
  std::vector<std::string> columns;  // as the binding or the source calls them
  std::vector<std::string> files;

  /// c3, or empty where the table has no such column.
  std::string sql_of(const std::string& column) const;
};

class Staging {
 public:
  using OnBroken = std::function<void(const std::string& table, Place place, binding::Problem problem)>;
  using OnNote = std::function<void(std::string zh, std::string en)>;

  /// Reads everything. `on_broken` hears of rows that cannot be taken apart, but for those of the main table, which are staged.
  static Result<Staging> make(const model::DataBinding& binding, const Tables& source, const OnBroken& on_broken, const OnNote& on_note);

  Staging(Staging&&) noexcept = default;
  Staging(const Staging&) = delete;
  /// One for each of the binding's tables, in their order.
  const Staged& of(size_t table) const { return staged_[of_[table]]; }
  const duck::Database& database() const { return *database_; }

 private:
  class Work;
  Staging() = default;
  std::optional<temporary::Name> spill_;  // the folder to which DuckDB moves what does not fit in memory; goes after the database
  std::unique_ptr<duck::Database> database_;
  std::vector<Staged> staged_;
  std::vector<size_t> of_;
};

}  // namespace zs::bound
