#pragma once
// DuckDB's C library, held safely. Used for Parquet, in and out.
#include "runtime/base/result.h"

#include <duckdb.h>
#include <string>

namespace zs::duck {

/// An in-memory database with one connection. It loads no extension and reads no settings of the user.
class Database {
 public:
  static Result<Database> open();
  /// Another connection to the same database, which lives as long as one of them does.
  Result<Database> another() const;
  Database(Database&& other) noexcept;
  Database(const Database&) = delete;
  Database& operator=(Database&&) = delete;
  ~Database();
  duckdb_connection connection() const noexcept { return connection_; }
  /// Runs one statement and drops its result. `what` names the doing for the message: 读 a.parquet / reading a.parquet.
  Status run(const std::string& sql, ErrorKind kind, const std::string& zh, const std::string& en);

 private:
  Database() = default;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

/// 'it''s' and "a""b"
std::string literal(const std::string& s);
std::string quoted_name(const std::string& s);

}  // namespace zs::duck
