#include "io/sqlite/connection.h"

#include <string_view>

namespace zs::sqlite {

Result<Connection> Connection::open(const std::string& path, int flags, int patience) {
  Connection c;
  c.path_ = path;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  c.connection_.reset(raw);
  if (code != SQLITE_OK) return c.failed();
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, patience);
  return c;
}

Result<Connection> Connection::open_to_read(const std::string& path, int more_flags) {
  const auto read_only = [&] { return open(path, SQLITE_OPEN_READONLY | more_flags); };
  auto c = read_only();
  constexpr const char* kLook = "SELECT count(*) FROM sqlite_schema";
  if (!c || c->run(kLook)) return c;
  const int why = sqlite3_extended_errcode(c->get());
  if (why != SQLITE_READONLY_ROLLBACK && why != SQLITE_READONLY_RECOVERY) return c->failed();  // having waited once where it is busy
  auto mending = open(path, SQLITE_OPEN_READWRITE);
  if (!mending) return mending;
  if (auto s = mending->run(kLook); !s) return s.error();
  return read_only();
}

Connection::Words Connection::trouble() const {
  const std::string why = sqlite3_errmsg(get());
  switch (code()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {"正被别的程序使用；请稍后重试（" + why + "）", "it is in use by another program; try again later (" + why + ")"};
    case SQLITE_FULL: return {"磁盘已满，或超过了文件大小的限制；请腾出空间后再运行", "the disk is full, or a limit of file size was reached; make room and run again"};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {"文件或它所在的文件夹不能写；请检查权限", "the file or its folder cannot be written; check the permissions"};
    case SQLITE_CANTOPEN: return {"打不开；请检查文件夹是否存在、可写", "it cannot be opened; check that its folder exists and can be written"};
    case SQLITE_NOTADB: return {"这个文件不是 SQLite 数据库，请换一个（" + why + "）", "this is no SQLite database, name another (" + why + ")"};
    case SQLITE_CORRUPT: return {"文件已损坏；请用备份恢复", "the file is damaged; restore it from a backup"};
    case SQLITE_NOMEM: return {"内存不够", "out of memory"};
    case SQLITE_IOERR: return {"磁盘读写失败（" + why + "）；请检查磁盘后再运行", "the disk failed (" + why + "); check the disk and run again"};
    default: return {why, why};
  }
}

Error Connection::failed() const {
  const std::string name = path_.empty() ? "SQLite" : "SQLite " + path_;
  const Words words = trouble();
  return {code() == SQLITE_ERROR ? ErrorKind::kUsage : ErrorKind::kIo, name + "：" + words.zh, name + ": " + words.en};
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
