#include "io/sqlite/sink.h"

#include "io/databases/file_sink.h"
#include "io/sqlite/connection.h"
#include "io/temporary/work.h"

namespace zs::sqlite {
namespace {

using databases::Location;
using databases::OutputPlace;
using databases::Present;
using databases::Target;

/// EXTRA: the folder is synced too when the journal is removed, so that what was told as done is done after a power cut.
constexpr const char* kSettings = "PRAGMA zs_target.synchronous = EXTRA";

class SqliteSink : public databases::FileSink {
 public:
  SqliteSink(OutputPlace place, Connection staging) : FileSink(std::move(place), {kSettings, "BEGIN IMMEDIATE", ""}), staging_(std::move(staging)) {}
  ~SqliteSink() override {
    inserts_.clear();
    leave();
  }

  Status begin() { return staging_.run("PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF; BEGIN"); }

  Status row(size_t table, const std::vector<std::string>& cells) override {
    sqlite3_stmt* const s = inserts_[table].get();
    for (size_t i = 0; i < cells.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      if (cells[i].empty()) sqlite3_bind_null(s, at);
      else sqlite3_bind_text(s, at, cells[i].data(), static_cast<int>(cells[i].size()), SQLITE_STATIC);
    }
    const bool done = sqlite3_step(s) == SQLITE_DONE;
    if (!done) return not_staged();
    sqlite3_reset(s);
    return {};
  }

 private:
  Status execute(const std::string& sql) override { return staging_.run(sql); }

  Result<std::string> table_of(const Location& l) const override {
    if (l.table.size() == 1 || l.table.front() == "main") return databases::quoted(l.table.back());
    return Error{ErrorKind::kUsage, l.shown + "：SQLite 文件没有模式；只写表名", l.shown + ": a SQLite file has no schemas; write the table's name alone"};
  }

  Result<std::vector<Present>> columns_of(const Location& l) const override {
    auto file = Connection::open_to_read(place().path());
    if (!file) return file.error();
    auto asked = file->prepare("SELECT name, type FROM pragma_table_xinfo(?)");
    if (!asked) return asked.error();
    const std::string& table = l.table.back();
    sqlite3_bind_text(asked->get(), 1, table.data(), static_cast<int>(table.size()), SQLITE_STATIC);
    std::vector<Present> columns;
    const auto text = [&](int i) { const auto* s = sqlite3_column_text(asked->get(), i); return std::string(s ? reinterpret_cast<const char*>(s) : ""); };
    int code = 0;
    while ((code = sqlite3_step(asked->get())) == SQLITE_ROW) columns.push_back({text(0), text(1)});
    if (code != SQLITE_DONE) return file->failed();
    return columns;
  }

  Status stage(const Target& target, const std::string& staging) override {
    std::string marks;
    for (size_t i = 0; i < target.columns.size(); ++i) marks += i ? ", ?" : "?";
    auto insert = staging_.prepare("INSERT INTO " + staging + " VALUES (" + marks + ")");
    if (!insert) return insert.error();
    inserts_.push_back(std::move(*insert));
    return {};
  }

  Status end_staging() override {
    if (!staging_.run("COMMIT")) return not_staged();
    return {};
  }

  Error not_staged() const {
    const auto words = staging_.trouble();
    return nothing_written(temporary::cannot_work({words.zh, words.en}));
  }

  Connection staging_;  // SQLite's own temporary file
  std::vector<Statement> inserts_;
};

}  // namespace

Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& path) {
  auto place = OutputPlace::open(path);
  if (!place) return place.error();
  auto staging = Connection::open("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!staging) return staging.error();
  auto sink = std::make_unique<SqliteSink>(std::move(*place), std::move(*staging));
  if (auto s = sink->begin(); !s) return s.error();
  return std::unique_ptr<databases::Sink>(std::move(sink));
}

}  // namespace zs::sqlite
