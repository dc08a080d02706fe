#include "ledger/sqlite.h"

#include "io/sqlite/connection.h"

#include <filesystem>
#include <fmt/format.h>
#include <unordered_map>

namespace zs::ledger {
namespace {

constexpr int kPatience = 5'000;  // ms to wait for another writer
constexpr int kTries = 120;       // as often a commit waits so long for readers: ten minutes

/// Pages hold dozens of packed records; only a new file takes the size.
/// EXTRA: the folder is synced too when the journal is removed, so that what was told as done is done after a power cut.
constexpr const char* kSettings = "PRAGMA page_size=16384; PRAGMA synchronous=EXTRA; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-131072";

Error failed(const sqlite::Connection& db) {
  const auto said = [&](const std::string& zh, const std::string& en) { return Error{ErrorKind::kIo, fmt::format("账本 {}：{}", db.path(), zh), fmt::format("the ledger {}: {}", db.path(), en)}; };
  const auto words = db.trouble();
  switch (db.code()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return said("另一次运行正在写它；等它结束后再试，这次什么也没有改", "another run is writing to it; try again when that has ended; nothing was changed");
    case SQLITE_NOTADB: return said("这个文件不是账本；请换一个文件名", "this file is no ledger; choose another name");
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT: return said(words.zh, words.en);
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT: return {ErrorKind::kInternal, fmt::format("账本 {}：数据库说 {}", db.path(), words.zh), fmt::format("the ledger {}: the database says {}", db.path(), words.en)};
    default: return said(words.zh + "。账本仍是上次运行后的样子", words.en + ". The ledger is as the last run left it");
  }
}

Error being_read(const sqlite::Connection& db) {
  return {ErrorKind::kIo, fmt::format("账本 {}：有人正在读它，记不进去；等他读完后再运行一次，账本没有改动", db.path()), fmt::format("the ledger {}: somebody is reading it, so that nothing can be recorded; run again when that has ended; the ledger was left as it was", db.path())};
}

class Sqlite : public Connection {
 public:
  explicit Sqlite(sqlite::Connection db) : db_(std::move(db)) {}

  const std::string& name() const override { return db_.path(); }
  const Dialect& dialect() const override {
    static constexpr Dialect kDialect{"TEXT", "INTEGER", "BLOB", " WITHOUT ROWID"};
    return kDialect;
  }

  Status execute(const std::string& script) override { return db_.run(script) ? Status() : Status(failed(db_)); }

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

  Status insert(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::string>& cells, size_t bytes) override {
    std::string places;
    for (size_t i = 0; i < columns.size(); ++i) places += i ? ",?" : "?";
    auto statement = prepare(fmt::format("INSERT INTO {}({}) VALUES({})", table, fmt::join(columns, ","), places));
    if (!statement) return statement.error();
    Status done;
    for (size_t at = 0; at < cells.size() && done; at += columns.size()) {
      for (size_t c = 0; c < columns.size(); ++c) bind(*statement, static_cast<int>(c) + 1, cells[at + c], c == bytes);
      if (sqlite3_step(*statement) != SQLITE_DONE) done = failed(db_);
      sqlite3_reset(*statement);
    }
    sqlite3_clear_bindings(*statement);
    return done;
  }

  std::string bytes_of(std::string_view cell) const override { return std::string(cell); }

  Result<bool> has(const std::string& table) override {
    bool there = false;
    if (auto s = query("SELECT name FROM sqlite_master WHERE name = $1", {table}, [&](Row) { return there = true, Status(); }); !s) return s.error();
    return there;
  }

  /// A file is a ledger's own.
  Result<bool> may_hold_a_ledger() override {
    bool empty = true;
    if (auto s = query("SELECT name FROM sqlite_master LIMIT 1", {}, [&](Row) { return empty = false, Status(); }); !s) return s.error();
    return empty;
  }

  /// It has but one way to answer each query of ours.
  Status look_at(const std::vector<std::string>&) override { return {}; }

  Status begin() override { return execute("BEGIN IMMEDIATE"); }
  /// A reader keeps the file from being changed, and the transaction stays open meanwhile: no new reader comes in, so that those who
  /// are at it are soon gone.
  Status commit() override {
    for (int tries = 0; !db_.run("COMMIT"); ++tries) {
      const bool read = db_.code() == SQLITE_BUSY && sqlite3_get_autocommit(db_.get()) == 0;
      if (read && tries < kTries && goes_on()) continue;
      const Error why = read ? being_read(db_) : failed(db_);
      rollback();
      return why;
    }
    return {};
  }
  Status begin_reading() override { return execute("BEGIN"); }
  void rollback() noexcept override { sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr); }

 private:
  /// The text outlives the step that uses it.
  static void bind(sqlite3_stmt* s, int at, const std::string& cell, bool bytes = false) {
    if (bytes) sqlite3_bind_blob(s, at, cell.data(), static_cast<int>(cell.size()), SQLITE_STATIC);
    else sqlite3_bind_text(s, at, cell.data(), static_cast<int>(cell.size()), SQLITE_STATIC);
  }

  Result<sqlite3_stmt*> prepare(const std::string& sql) {
    auto at = prepared_.find(sql);
    if (at == prepared_.end()) {
      auto made = db_.prepare(sql);
      if (!made) return failed(db_);
      at = prepared_.emplace(sql, std::move(*made)).first;
    }
    return at->second.get();
  }

  Status rows(sqlite3_stmt* s, const OnRow& on_row) {
    std::vector<std::string_view> cells(static_cast<size_t>(sqlite3_column_count(s)));
    for (;;) {
      const int code = sqlite3_step(s);
      if (code == SQLITE_DONE) return {};
      if (code != SQLITE_ROW) return failed(db_);
      for (size_t c = 0; c < cells.size(); ++c) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, static_cast<int>(c)));
        cells[c] = text ? std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(s, static_cast<int>(c)))) : std::string_view();
      }
      if (auto ok = on_row(cells); !ok) return ok;
    }
  }

  sqlite::Connection db_;   // goes last
  std::unordered_map<std::string, sqlite::Statement> prepared_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Opening opening) {
  std::error_code ignored;
  if (opening == Opening::kExisting && !std::filesystem::exists(path, ignored))
    return Error{ErrorKind::kIo, "没有账本 " + path + "；先用 zs run … --ledger " + path + " 建一个", "there is no ledger " + path + "; zs run … --ledger " + path + " makes one"};
  if (path.ends_with(".duckdb") || path.ends_with(".ddb"))
    return Error{ErrorKind::kUsage, "账本是 SQLite 文件，不能叫 " + path + "；请用 .db 或 .sqlite 结尾的名字", "a ledger is a SQLite file and cannot be called " + path + "; end its name in .db or .sqlite"};
  auto db = sqlite::Connection::open(path, SQLITE_OPEN_READWRITE | (opening == Opening::kCreate ? SQLITE_OPEN_CREATE : 0), kPatience);
  if (!db) return Error{ErrorKind::kIo, "账本：" + db.error().zh, "the ledger: " + db.error().en};
  if (!db->run(kSettings)) return failed(*db);
  return std::unique_ptr<Connection>(std::make_unique<Sqlite>(std::move(*db)));
}

}  // namespace zs::ledger
