#pragma once
// What ChildJoin does where the rows do not fit into memory.
#include "io/binding/value_bytes.h"
#include "io/duckdb/cursor.h"
#include "io/readers/child_join.h"
#include "io/temporary/name.h"

#include <optional>

namespace zs::readers {

/// Two tables of a temporary DuckDB file: records in their order, rows in theirs.
class ChildJoin::Disk {
 public:
  static Result<std::unique_ptr<Disk>> make(size_t memory);
  ~Disk();
  Status add(std::string_view key, int field, RowPlace place, const binding::Value& row);
  Status park(std::string_view key, const ParkedRecord& record);
  Result<bool> next(ParkedRecord& record, JoinedRows& rows);
  Status each_orphan(const OnOrphan& on_orphan);

 private:
  Disk(temporary::Name folder, duck::Database db, duck::Database other) : folder_(std::move(folder)), db_(std::move(db)), other_(std::move(other)) {}
  Status begin();
  Status flush_at(duckdb_appender appender, size_t added);
  Status start_reading();
  Status forward();

  temporary::Name folder_;
  duck::Database db_, other_;       // one stream of rows at a time each
  duckdb_appender rows_ = nullptr, records_ = nullptr;
  std::optional<duck::Cursor> row_cursor_, record_cursor_;
  bool has_row_ = false;            // row_cursor_ stands on a row that belongs to no record so far
  int64_t row_number_ = 0, record_number_ = 0, read_ = 0;
  size_t unflushed_ = 0;
  std::string bytes_;
  binding::Arena arena_;
  std::vector<std::vector<binding::Value>> values_;  // of the present record, by list
};

}  // namespace zs::readers
