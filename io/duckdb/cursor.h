#pragma once
// The rows of a query of DuckDB, one after another, without holding them all.
#include "io/duckdb/database.h"

#include <string_view>

namespace zs::duck {

class Cursor {
 public:
  /// `db` must outlive it and run nothing else meanwhile.
  static Result<Cursor> start(Database& db, const std::string& sql);
  Cursor(Cursor&& other) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();
  /// False at the end.
  Result<bool> next();
  /// Of the present row; text is valid until the next one.
  bool is_null(idx_t column) const;
  int64_t integer(idx_t column) const;      // of a BIGINT
  std::string_view bytes(idx_t column) const;  // of a BLOB or VARCHAR

 private:
  Cursor() = default;
  duckdb_result result_{};
  bool open_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  idx_t row_ = 0, rows_ = 0;
};

}  // namespace zs::duck
