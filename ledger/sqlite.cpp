#include "ledger/sqlite.h"

#include <filesystem>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unordered_map>

namespace zs::ledger {
namespace {

constexpr int kPatience = 5'000;  // ms to wait for another writer

Error failed(const std::string& path, int code, const std::string& detail) {
  const auto said = [&](const char* zh, const char* en) { return Error{ErrorKind::kIo, fmt::format("账本 {}：{}", path, zh), fmt::format("the ledger {}: {}", path, en)}; };
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return said("另一次运行正在写它；等它结束后再试，这次什么也没有改", "another run is writing to it; try again when that has ended; nothing was changed");
    case SQLITE_FULL: return said("磁盘已满，或超过了文件大小的限制；账本仍是上次运行后的样子。请腾出空间后再运行", "the disk is full, or a limit of file size was reached; the ledger is as the last run left it. Make room and run again");
    case SQLITE_READONLY: return said("它或它所在的文件夹不能写；账本没有改动。请检查权限", "it or its folder cannot be written; the ledger was not changed. Check the permissions");
    case SQLITE_CANTOPEN: return said("打不开；请检查文件夹是否存在、可写", "it cannot be opened; check that its folder exists and can be written");
    case SQLITE_NOTADB: return said("这个文件不是账本；请换一个文件名", "this file is no ledger; choose another name");
    case SQLITE_CORRUPT: return said("文件已损坏；请用备份恢复", "the file is damaged; restore it from a backup");
    case SQLITE_NOMEM: return said("内存不够", "out of memory");
    case SQLITE_IOERR:
      return said(("磁盘读写失败（" + detail + "）；账本仍是上次运行后的样子。请检查磁盘后再运行").c_str(), ("the disk failed (" + detail + "); the ledger is as the last run left it. Check the disk and run again").c_str());
    default: break;
  }
  return {ErrorKind::kInternal, fmt::format("账本 {}：数据库说 {}", path, detail), fmt::format("the ledger {}: the database says {}", path, detail)};
}

struct Finalize {
  void operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

class Sqlite : public Connection {
 public:
  Sqlite(std::string path, sqlite3* db) : path_(std::move(path)), db_(db) {}
  ~Sqlite() override {
    prepared_.clear();
    sqlite3_close(db_);
  }

  const std::string& name() const override { return path_; }
  const char* text_type() const override { return "TEXT"; }

  Status execute(const std::string& script) override { return sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK ? Status() : Status(failure()); }

  Status query(const std::string& sql, const std::vector<std::string>& parameters, const OnRow& on_row) override {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    sqlite3_stmt* s = *statement;
    for (size_t i = 0; i < parameters.size(); ++i)
      if (const int at = sqlite3_bind_parameter_index(s, fmt::format("${}", i + 1).c_str()); at > 0) bind(s, at, parameters[i]);
    const Status done = rows(s, on_row);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    return done;
  }

  Status insert(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::string>& cells) override {
    std::string places;
    for (size_t i = 0; i < columns.size(); ++i) places += i ? ",?" : "?";
    auto statement = prepare(fmt::format("INSERT INTO {}({}) VALUES({})", table, fmt::join(columns, ","), places));
    if (!statement) return statement.error();
    for (size_t at = 0; at < cells.size(); at += columns.size()) {
      for (size_t c = 0; c < columns.size(); ++c) bind(*statement, static_cast<int>(c) + 1, cells[at + c]);
      const bool ok = sqlite3_step(*statement) == SQLITE_DONE;
      if (!ok) {
        Error e = failure();
        sqlite3_reset(*statement);
        return e;
      }
      sqlite3_reset(*statement);
    }
    return {};
  }

  Result<bool> has(const std::string& table) override {
    bool there = false;
    if (auto s = query("SELECT name FROM sqlite_master WHERE name = $1", {table}, [&](Row) { return there = true, Status(); }); !s) return s.error();
    return there;
  }

  /// It has but one way to answer each query of ours.
  Status look_at(const std::vector<std::string>&) override { return {}; }

  Status begin() override { return execute("BEGIN IMMEDIATE"); }
  Status commit() override {
    Status done = execute("COMMIT");
    if (!done) rollback();
    return done;
  }
  void rollback() noexcept override { sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr); }

  Error failure() const { return failed(path_, sqlite3_extended_errcode(db_), sqlite3_errmsg(db_)); }

 private:
  static void bind(sqlite3_stmt* s, int at, const std::string& text) { sqlite3_bind_text(s, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC); }

  Result<sqlite3_stmt*> prepare(const std::string& sql) {
    auto& statement = prepared_[sql];
    if (!statement) {
      sqlite3_stmt* made = nullptr;
      if (sqlite3_prepare_v2(db_, sql.c_str(), static_cast<int>(sql.size()), &made, nullptr) != SQLITE_OK) return failure();
      statement.reset(made);
    }
    return statement.get();
  }

  Status rows(sqlite3_stmt* s, const OnRow& on_row) {
    std::vector<std::string_view> cells(static_cast<size_t>(sqlite3_column_count(s)));
    for (;;) {
      const int code = sqlite3_step(s);
      if (code == SQLITE_DONE) return {};
      if (code != SQLITE_ROW) return failure();
      for (size_t c = 0; c < cells.size(); ++c) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, static_cast<int>(c)));
        cells[c] = text ? std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(s, static_cast<int>(c)))) : std::string_view();
      }
      if (auto ok = on_row(cells); !ok) return ok;
    }
  }

  std::string path_;
  sqlite3* db_;
  std::unordered_map<std::string, Statement> prepared_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Opening opening) {
  std::error_code ignored;
  if (opening == Opening::kExisting && !std::filesystem::exists(path, ignored))
    return Error{ErrorKind::kIo, "没有账本 " + path + "；先用 zs run … --ledger " + path + " 建一个", "there is no ledger " + path + "; zs run … --ledger " + path + " makes one"};
  sqlite3* db = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | (opening == Opening::kCreate ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  auto made = std::make_unique<Sqlite>(path, db);
  if (code != SQLITE_OK) return failed(path, code, db ? sqlite3_errmsg(db) : "");
  sqlite3_busy_timeout(db, kPatience);
  // Pages hold several records of two or three thousand bytes; only a new file takes the size.
  // EXTRA: the folder is synced too when the journal is removed, so that what was told as done is done after a power cut.
  if (auto s = made->execute("PRAGMA page_size=16384; PRAGMA synchronous=EXTRA; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536"); !s) return s.error();
  return std::unique_ptr<Connection>(std::move(made));
}

}  // namespace zs::ledger
