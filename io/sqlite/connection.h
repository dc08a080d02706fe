#pragma once
// SQLite's library, held safely.
#include "runtime/base/result.h"

#include <memory>
#include <sqlite3.h>
#include <string>

namespace zs::sqlite {

class Statement;

class Connection {
 public:
  /// `flags`: SQLITE_OPEN_…; an empty path is a temporary database on disk that goes with the connection. `patience`: how many
  /// milliseconds another program's lock is waited for.
  static Result<Connection> open(const std::string& path, int flags, int patience = 10'000);
  /// A file that is only read. What a killed program left half written there is rolled back first, as every program does that opens it.
  static Result<Connection> open_to_read(const std::string& path, int more_flags = 0);
  sqlite3* get() const noexcept { return connection_.get(); }
  const std::string& path() const noexcept { return path_; }
  Status run(const std::string& sql);
  /// One statement. Errors of SQL are kUsage, of the file kIo.
  Result<Statement> prepare(const std::string& sql);
  /// What went wrong last: SQLITE_FULL …; in words that say what to do; as an error that names the file.
  int code() const noexcept { return sqlite3_extended_errcode(get()) & 0xff; }
  struct Words { std::string zh, en; };
  Words trouble() const;
  Error failed() const;

 private:
  struct Close { void operator()(sqlite3* c) const noexcept { sqlite3_close_v2(c); } };
  std::unique_ptr<sqlite3, Close> connection_;
  std::string path_;
};

class Statement {
 public:
  explicit Statement(sqlite3_stmt* s) : statement_(s) {}
  sqlite3_stmt* get() const noexcept { return statement_.get(); }

 private:
  struct Finish { void operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); } };
  std::unique_ptr<sqlite3_stmt, Finish> statement_;
};

}  // namespace zs::sqlite
