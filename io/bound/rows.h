#pragma once
// The rows of one query, streamed: whole numbers first, then texts.
#include "io/duckdb/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace zs::bound {

/// Not copied, not moved. The rows come as they are asked for, so that a result of any size takes little memory.
class Rows {
 public:
  explicit Rows(duck::Database connection) : db_(std::move(connection)) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  Status start(const std::string& sql);
  /// Goes to the next row; false behind the last.
  Result<bool> next();
  int64_t number(size_t column) const;
  /// Valid until next(); nothing where it is NULL.
  std::optional<std::string_view> text(size_t column) const;

 private:
  duck::Database db_;
  duckdb_result result_{};
  bool have_result_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  idx_t row_ = 0, rows_ = 0;
};

}  // namespace zs::bound
