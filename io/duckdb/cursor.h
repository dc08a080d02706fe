#pragma once
// The rows of a query of DuckDB, one after another, without holding them all.
#include "io/duckdb/query.h"

#include <memory>
#include <optional>
#include <string_view>

namespace zs::duck {

class Cursor {
 public:
  /// What is being done, for messages: 在磁盘上连接数据 / joining data on disk.
  struct Doing {
    const char *zh, *en;
  };
  /// `connection` runs nothing else meanwhile and stays open. Errors are kIo.
  static Result<Cursor> start(duckdb_connection connection, const std::string& sql, Doing doing);
  Cursor(Cursor&& other) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();
  /// False at the end, and from then on.
  Result<bool> next();
  /// Of the present row; text is valid until the next one, and nothing where it is NULL.
  bool is_null(idx_t column) const;
  int64_t integer(idx_t column) const;         // of a BIGINT
  std::string_view bytes(idx_t column) const;  // of a BLOB or VARCHAR that is not NULL
  std::optional<std::string_view> text(idx_t column) const { return is_null(column) ? std::nullopt : std::optional(bytes(column)); }

 private:
  explicit Cursor(Doing doing) : doing_(doing), query_(std::make_unique<Query>()) {}
  Error failed(const std::string& why) const;
  Doing doing_;
  std::unique_ptr<Query> query_;
  duckdb_data_chunk chunk_ = nullptr;
  idx_t row_ = 0, rows_ = 0;
  bool ended_ = false;
};

}  // namespace zs::duck
