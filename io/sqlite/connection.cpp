#include "io/sqlite/connection.h"

#include <string_view>

namespace zs::sqlite {
namespace {

/// How long another program's lock is waited for.
constexpr int kBusyMilliseconds = 10'000;

}  // namespace

Result<Connection> Connection::open(const std::string& path, int flags) {
  Connection c;
  c.path_ = path;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  c.connection_.reset(raw);
  if (code != SQLITE_OK) return c.failed();
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  return c;
}

Error Connection::failed() const {
  const std::string why = sqlite3_errmsg(get()), name = path_.empty() ? "SQLite" : "SQLite " + path_;
  const int code = sqlite3_extended_errcode(get()) & 0xff;
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    return {ErrorKind::kIo, name + " 正被别的程序使用；请稍后重试（" + why + "）", name + " is in use by another program; try again later (" + why + ")"};
  return {code == SQLITE_ERROR ? ErrorKind::kUsage : ErrorKind::kIo, name + "：" + why, name + ": " + why};
}

Status Connection::run(const std::string& sql) {
  if (sqlite3_exec(get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failed();
  return {};
}

Result<Statement> Connection::prepare(const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  if (sqlite3_prepare_v2(get(), sql.c_str(), static_cast<int>(sql.size()) + 1, &raw, &rest) != SQLITE_OK) return failed();
  Statement statement(raw);
  if (rest && std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos)
    return Error{ErrorKind::kUsage, "SQLite " + path_ + "：只能写一条语句", "SQLite " + path_ + ": there can be one statement only"};
  return statement;
}

}  // namespace zs::sqlite
