#include "io/duckdb/sink.h"

#include "io/databases/output_place.h"
#include "io/databases/temporary_folder.h"
#include "io/duckdb/database.h"

namespace zs::duck {
namespace {

using databases::Column;
using databases::Location;
using databases::Target;

constexpr size_t kMemory = 256u << 20;

/// schema and name.
std::pair<std::string, std::string> names_of(const Location& l) {
  return {l.table.size() > 1 ? l.table.front() : "main", l.table.back()};
}

class DuckSink : public databases::Sink {
 public:
  DuckSink(std::unique_ptr<databases::OutputPlace> place, databases::TemporaryFolder folder, Database staging)
      : place_(std::move(place)), folder_(std::move(folder)), staging_(std::move(staging)) {}
  ~DuckSink() override {
    for (auto& t : tables_) duckdb_appender_destroy(&t.appender);
    if (begun_ && !committed_) (void)run("ROLLBACK");
    if (attached_) (void)run("DETACH zs_target");
  }

  Result<size_t> add(const Location& l, std::vector<Column> columns) override {
    const auto [schema, table] = names_of(l);
    Target target{l.kind, "zs_target." + quoted_name(schema) + "." + quoted_name(table), l.shown, l.upsert, std::move(columns), std::nullopt};
    if (auto ok = describe(schema, table, target); !ok) return ok.error();
    if (auto ok = databases::check(target); !ok) return ok.error();
    const std::string name = "zs_" + std::to_string(tables_.size());
    if (auto ok = run(databases::create_staging(target, name, "", "")); !ok) return ok.error();
    duckdb_appender appender = nullptr;
    if (duckdb_appender_create(staging_.connection(), nullptr, name.c_str(), &appender) != DuckDBSuccess) {
      const Error e = failed(appender);
      duckdb_appender_destroy(&appender);
      return e;
    }
    tables_.push_back({std::move(target), name, appender});
    return tables_.size() - 1;
  }

  Status row(size_t table, const std::vector<std::string>& cells) override {
    duckdb_appender a = tables_[table].appender;
    for (const auto& cell : cells) {
      if (cell.empty()) duckdb_append_null(a);
      else duckdb_append_varchar_length(a, cell.data(), cell.size());
    }
    if (duckdb_appender_end_row(a) != DuckDBSuccess) return failed(a);
    return {};
  }

  Status seal() override {
    if (sealed_) return {};
    for (auto& t : tables_)
      if (duckdb_appender_close(t.appender) != DuckDBSuccess) return failed(t.appender);
    if (auto ok = run("ATTACH " + literal(place_->path()) + " AS zs_target"); !ok) return ok;
    attached_ = true;
    if (auto ok = run("SET TimeZone='Asia/Shanghai'"); !ok) return ok;
    if (auto ok = run("BEGIN"); !ok) return ok;
    begun_ = true;
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
    (void)run("CHECKPOINT zs_target");  // the rows are safe in the log already; this only folds it into the file
    return {};
  }

 private:
  struct Staged {
    Target target;
    std::string name;
    duckdb_appender appender;
  };

  Status run(const std::string& sql) { return staging_.run(sql, ErrorKind::kIo, "写 " + place_->path() + " ", "writing " + place_->path()); }

  Error failed(duckdb_appender a) const {
    const char* why = a ? duckdb_appender_error(a) : nullptr;
    const std::string text = why ? why : "";
    return {ErrorKind::kIo, "写不了 " + place_->path() + "：" + text, "cannot write " + place_->path() + ": " + text};
  }

  Status describe(const std::string& schema, const std::string& table, Target& target) const {
    if (!place_->existed()) return {};
    auto file = Database::open_to_read(place_->path());
    if (!file) return file.error();
    const std::string sql = "SELECT column_name, data_type FROM duckdb_columns() WHERE NOT internal AND schema_name = " + literal(schema) + " AND table_name = " + literal(table);
    duckdb_result rows;
    if (duckdb_query(file->connection(), sql.c_str(), &rows) != DuckDBSuccess) {
      const std::string why = duckdb_result_error(&rows) ? duckdb_result_error(&rows) : "";
      duckdb_destroy_result(&rows);
      return Error{ErrorKind::kIo, "读 " + place_->path() + " 失败：" + why, "reading " + place_->path() + " failed: " + why};
    }
    std::vector<databases::Present> columns;
    const auto text = [&](idx_t column, idx_t row) { char* s = duckdb_value_varchar(&rows, column, row); std::string out = s ? s : ""; duckdb_free(s); return out; };
    for (idx_t i = 0; i < duckdb_row_count(&rows); ++i) columns.push_back({text(0, i), text(1, i)});
    duckdb_destroy_result(&rows);
    if (!columns.empty()) target.present = std::move(columns);
    return {};
  }

  std::unique_ptr<databases::OutputPlace> place_;  // goes last: a new file that was not finished is removed when it is closed
  databases::TemporaryFolder folder_;
  Database staging_;
  std::vector<Staged> tables_;
  bool attached_ = false, begun_ = false, sealed_ = false, committed_ = false;
};

}  // namespace

Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& path) {
  auto place = std::make_unique<databases::OutputPlace>(path);
  if (auto s = place->check(); !s) return s.error();
  auto folder = databases::TemporaryFolder::make();
  if (!folder) return folder.error();
  auto staging = Database::open_bounded(folder->file("staged.duckdb"), kMemory);
  if (!staging) return staging.error();
  return std::unique_ptr<databases::Sink>(std::make_unique<DuckSink>(std::move(place), std::move(*folder), std::move(*staging)));
}

}  // namespace zs::duck
