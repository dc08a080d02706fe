#include "io/sqlite/sink.h"

#include "io/databases/output_place.h"
#include "io/sqlite/connection.h"

namespace zs::sqlite {
namespace {

using databases::Column;
using databases::Location;
using databases::Target;

std::string literal(const std::string& s) {
  std::string out = "'";
  for (const char c : s) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

class SqliteSink : public databases::Sink {
 public:
  SqliteSink(std::unique_ptr<databases::OutputPlace> place, Connection staging) : place_(std::move(place)), staging_(std::move(staging)) {}
  ~SqliteSink() override {
    tables_.clear();
    if (attached_ && !committed_) (void)staging_.run("ROLLBACK");
    if (attached_) (void)staging_.run("DETACH zs_target");
  }

  Status begin() { return staging_.run("PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF; BEGIN"); }

  Result<size_t> add(const Location& l, std::vector<Column> columns) override {
    if (l.table.size() > 1 && l.table.front() != "main")
      return Error{ErrorKind::kUsage, l.shown + "：SQLite 文件没有模式；只写表名", l.shown + ": a SQLite file has no schemas; write the table's name alone"};
    Target target{l.kind, "zs_target." + databases::quoted(l.table.back()), l.shown, l.upsert, std::move(columns), std::nullopt};
    if (auto ok = describe(l.table.back(), target); !ok) return ok.error();
    if (auto ok = databases::check(target); !ok) return ok.error();
    const std::string name = "zs_" + std::to_string(tables_.size());
    if (auto ok = staging_.run(databases::create_staging(target, name, "", "")); !ok) return ok.error();
    std::string marks;
    for (size_t i = 0; i < target.columns.size(); ++i) marks += i ? ", ?" : "?";
    auto insert = staging_.prepare("INSERT INTO " + name + " VALUES (" + marks + ")");
    if (!insert) return insert.error();
    tables_.push_back({std::move(target), name, std::move(*insert)});
    return tables_.size() - 1;
  }

  Status row(size_t table, const std::vector<std::string>& cells) override {
    sqlite3_stmt* const s = tables_[table].insert.get();
    for (size_t i = 0; i < cells.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      if (cells[i].empty()) sqlite3_bind_null(s, at);
      else sqlite3_bind_text(s, at, cells[i].data(), static_cast<int>(cells[i].size()), SQLITE_STATIC);
    }
    const bool done = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_reset(s);
    if (!done) return nothing_written(staging_.failed());
    return {};
  }

  Status seal() override {
    if (sealed_) return {};
    if (auto ok = run("COMMIT"); !ok) return ok;
    if (auto ok = run("ATTACH " + literal(place_->path()) + " AS zs_target"); !ok) return ok;
    attached_ = true;
    if (auto ok = run("BEGIN IMMEDIATE"); !ok) return ok;
    for (auto& t : tables_) {
      if (!t.target.present)
        if (auto ok = run(databases::create_table(t.target)); !ok) return ok;
      for (const auto& statement : databases::put(t.target, t.name))
        if (auto ok = run(statement); !ok) return ok;
    }
    sealed_ = true;
    return {};
  }

  Status commit() override {
    if (committed_) return {};
    if (auto ok = seal(); !ok) return ok;
    if (auto ok = run("COMMIT"); !ok) return ok;
    committed_ = true;
    place_->keep();
    return {};
  }

 private:
  struct Staged {
    Target target;
    std::string name;
    Statement insert;
  };

  Status run(const std::string& sql) {
    if (auto ok = staging_.run(sql); !ok) return nothing_written(ok.error());
    return {};
  }

  Status describe(const std::string& table, Target& target) const {
    if (!place_->existed()) return {};
    auto file = Connection::open(place_->path(), SQLITE_OPEN_READONLY);
    if (!file) return file.error();
    auto asked = file->prepare("SELECT name, type FROM pragma_table_xinfo(?)");
    if (!asked) return asked.error();
    sqlite3_bind_text(asked->get(), 1, table.data(), static_cast<int>(table.size()), SQLITE_STATIC);
    std::vector<databases::Present> columns;
    const auto text = [&](int i) { const auto* s = sqlite3_column_text(asked->get(), i); return std::string(s ? reinterpret_cast<const char*>(s) : ""); };
    int code = 0;
    while ((code = sqlite3_step(asked->get())) == SQLITE_ROW) columns.push_back({text(0), text(1)});
    if (code != SQLITE_DONE) return file->failed();
    if (!columns.empty()) target.present = std::move(columns);
    return {};
  }

  Error nothing_written(const Error& e) const {
    return {e.kind == ErrorKind::kUsage ? ErrorKind::kIo : e.kind, "写不了 " + place_->path() + "：" + e.zh + "；什么也没有写入，文件仍是原样",
            "cannot write " + place_->path() + ": " + e.en + "; nothing was written, the file is as it was"};
  }

  std::unique_ptr<databases::OutputPlace> place_;  // goes last: a new file that was not finished is removed when it is closed
  Connection staging_;
  std::vector<Staged> tables_;
  bool attached_ = false, sealed_ = false, committed_ = false;
};

}  // namespace

Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& path) {
  auto place = std::make_unique<databases::OutputPlace>(path);
  if (auto s = place->check(); !s) return s.error();
  auto staging = Connection::open("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!staging) return staging.error();
  auto sink = std::make_unique<SqliteSink>(std::move(place), std::move(*staging));
  if (auto s = sink->begin(); !s) return s.error();
  return std::unique_ptr<databases::Sink>(std::move(sink));
}

}  // namespace zs::sqlite
