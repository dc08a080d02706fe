#include "io/duckdb/sink.h"

#include "io/databases/file_sink.h"
#include "io/duckdb/database.h"
#include "io/duckdb/trouble.h"
#include "io/temporary/work.h"

namespace zs::duck {
namespace {

using databases::Location;
using databases::OutputPlace;
using databases::Present;
using databases::Target;

constexpr size_t kMemory = 256u << 20;

std::string schema_of(const Location& l) { return l.table.size() > 1 ? l.table.front() : "main"; }

/// What DuckDB said, in words where the disk or another program is the trouble.
Error said(const std::string& text) {
  if (const auto why = system_trouble(text)) return {ErrorKind::kIo, why->zh, why->en};
  return {ErrorKind::kIo, text, text};
}

class DuckSink : public databases::FileSink {
 public:
  DuckSink(OutputPlace place, temporary::Name folder, Database staging)
      : FileSink(std::move(place), {"SET TimeZone='Asia/Shanghai'", "BEGIN", "CHECKPOINT zs_target"}), folder_(std::move(folder)), staging_(std::move(staging)) {}
  ~DuckSink() override {
    for (auto& a : appenders_) duckdb_appender_destroy(&a);
    leave();
  }

  Status row(size_t table, const std::vector<std::string>& cells) override {
    duckdb_appender a = appenders_[table];
    for (const auto& cell : cells) {
      if (cell.empty()) duckdb_append_null(a);
      else duckdb_append_varchar_length(a, cell.data(), cell.size());
    }
    if (duckdb_appender_end_row(a) != DuckDBSuccess) return not_staged(a);
    return {};
  }

 private:
  Status execute(const std::string& sql) override {
    return patiently([&]() -> Status {
      const auto why = staging_.refusal(sql);
      return why ? Status(said(*why)) : Status();
    });
  }

  Result<std::string> table_of(const Location& l) const override { return quoted_name(schema_of(l)) + "." + quoted_name(l.table.back()); }

  Result<std::vector<Present>> columns_of(const Location& l) const override {
    auto file = patiently([&] { return Database::open_to_read(place().path()); });
    if (!file) return file.error();
    const std::string sql = "SELECT column_name, data_type FROM duckdb_columns() WHERE NOT internal AND schema_name = " + literal(schema_of(l)) + " AND table_name = " + literal(l.table.back());
    duckdb_result rows;
    if (duckdb_query(file->connection(), sql.c_str(), &rows) != DuckDBSuccess) {
      const std::string why = duckdb_result_error(&rows) ? duckdb_result_error(&rows) : "";
      duckdb_destroy_result(&rows);
      return Error{ErrorKind::kIo, "读 " + place().path() + " 失败：" + why, "reading " + place().path() + " failed: " + why};
    }
    std::vector<Present> columns;
    const auto text = [&](idx_t column, idx_t row) { char* s = duckdb_value_varchar(&rows, column, row); std::string out = s ? s : ""; duckdb_free(s); return out; };
    for (idx_t i = 0; i < duckdb_row_count(&rows); ++i) columns.push_back({text(0, i), text(1, i)});
    duckdb_destroy_result(&rows);
    return columns;
  }

  Status stage(const Target&, const std::string& staging) override {
    duckdb_appender appender = nullptr;
    const auto made = duckdb_appender_create(staging_.connection(), nullptr, staging.c_str(), &appender);
    appenders_.push_back(appender);
    return made == DuckDBSuccess ? Status() : not_staged(appender);
  }

  Status end_staging() override {
    for (auto& a : appenders_)
      if (duckdb_appender_close(a) != DuckDBSuccess) return not_staged(a);
    return {};
  }

  Error not_staged(duckdb_appender a) const {
    const char* why = a ? duckdb_appender_error(a) : nullptr;
    const Error e = said(why ? why : "");
    return nothing_written(temporary::cannot_work({e.zh, e.en}));
  }

  temporary::Name folder_;
  Database staging_;  // in folder_
  std::vector<duckdb_appender> appenders_;
};

}  // namespace

Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& path) {
  auto place = OutputPlace::open(path);
  if (!place) return place.error();
  auto folder = temporary::make_work(temporary::Name::What::kFolder);
  if (!folder) return folder.error();
  auto staging = Database::open_bounded(folder->path() + "/staged.duckdb", kMemory);
  if (!staging) {
    const auto why = system_trouble(staging.error().en);
    return why ? temporary::cannot_work(*why) : staging.error();
  }
  return std::unique_ptr<databases::Sink>(std::make_unique<DuckSink>(std::move(*place), std::move(*folder), std::move(*staging)));
}

}  // namespace zs::duck
