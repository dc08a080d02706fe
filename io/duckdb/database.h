#pragma once
// DuckDB's C library, held safely. Used for Parquet and DuckDB's own files, in and out, and to join what is too large for memory.
#include "runtime/base/result.h"

#include <duckdb.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zs::duck {

/// A database with one connection. It loads no extension and reads no settings of the user.
class Database {
 public:
  /// In memory.
  static Result<Database> open();
  /// A file: to read from, or one of our own (created where it is not there yet) that takes at most about `memory` bytes of
  /// memory, its temporary files beside it, one thread. Errors are kIo and name the file.
  static Result<Database> open_to_read(const std::string& path);
  static Result<Database> open_bounded(const std::string& path, size_t memory);
  /// Another connection to the same database, which stays open as long as any.
  Result<Database> another() const;
  Database(Database&& other) noexcept;
  Database(const Database&) = delete;
  Database& operator=(Database&&) = delete;
  ~Database();
  duckdb_connection connection() const noexcept { return connection_; }
  /// Can this query be answered? kUsage where it names what is not there or is no SELECT, else kIo; the message names `name`.
  Status understands(const std::string& query, const std::string& name);
  /// Runs one statement and drops its result: what DuckDB says where it cannot be done.
  std::optional<std::string> refusal(const std::string& sql);
  /// Runs one statement and drops its result. `what` names the doing for the message: 读 a.parquet / reading a.parquet.
  Status run(const std::string& sql, ErrorKind kind, const std::string& zh, const std::string& en);

 private:
  struct Closed { duckdb_database database = nullptr; ~Closed(); };
  using Settings = std::vector<std::pair<std::string, std::string>>;
  Database() = default;
  /// `path`: empty for none.
  static Result<Database> open(const std::string& path, const Settings& settings);
  std::shared_ptr<Closed> database_;
  duckdb_connection connection_ = nullptr;
};

/// 'it''s' and "a""b"
std::string literal(const std::string& s);
std::string quoted_name(const std::string& s);

}  // namespace zs::duck
