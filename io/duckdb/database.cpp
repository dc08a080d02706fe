#include "io/duckdb/database.h"

#include "io/duckdb/trouble.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace zs::duck {
namespace {

std::string quote(const std::string& s, char q) {
  std::string out(1, q);
  for (const char c : s) {
    out += c;
    if (c == q) out += c;
  }
  return out += q;
}

constexpr std::string_view kSlips[] = {"Catalog Error", "Parser Error", "Binder Error", "Invalid Input Error", "Not implemented Error"};

/// A file of another storage version than this library reads, which DuckDB tells in words of its own.
std::optional<Error> other_version(const std::string& path, const std::string& why) {
  const size_t at = why.find("version number ");
  int file = 0, first = 0, last = 0;
  if (at == std::string::npos || std::sscanf(why.c_str() + at, "version number %d, but we can only read versions between %d and %d", &file, &first, &last) != 3) return std::nullopt;
  const bool newer = file > last;
  return Error{ErrorKind::kIo,
               fmt::format("打不开 {}：它是{}的 DuckDB 写的（存储版本 {}），本程序读存储版本 {} 至 {}（DuckDB {}）。请用写它的那个 DuckDB 导出："
                           "EXPORT DATABASE '文件夹' (FORMAT parquet)，或 COPY 表 TO '表.parquet'，再读 Parquet{}",
                           path, newer ? "更新" : "更旧", file, first, last, duckdb_library_version(), newer ? "；或用它另写一个文件：ATTACH '新.duckdb' (STORAGE_VERSION 'v1.0.0')" : ""),
               fmt::format("cannot open {}: it was written by {} DuckDB (storage version {}); storage versions {} to {} are read (DuckDB {}). Export it with the DuckDB that wrote it: "
                           "EXPORT DATABASE 'folder' (FORMAT parquet), or COPY t TO 't.parquet', and read the Parquet{}",
                           path, newer ? "a newer" : "an older", file, first, last, duckdb_library_version(), newer ? "; or write another file with it: ATTACH 'new.duckdb' (STORAGE_VERSION 'v1.0.0')" : "")};
}

}  // namespace

std::string literal(const std::string& s) { return quote(s, '\''); }
std::string quoted_name(const std::string& s) { return quote(s, '"'); }

Database::Closed::~Closed() {
  if (database) duckdb_close(&database);
}

Result<Database> Database::open(const std::string& path, const Settings& settings) {
  Database db;
  db.database_ = std::make_shared<Closed>();
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  duckdb_set_config(config, "autoload_known_extensions", "false");
  for (const auto& [name, value] : settings) duckdb_set_config(config, name.c_str(), value.c_str());
  char* why = nullptr;
  const auto state = duckdb_open_ext(path.empty() ? nullptr : path.c_str(), &db.database_->database, config, &why);
  duckdb_destroy_config(&config);
  if (state != DuckDBSuccess || duckdb_connect(db.database_->database, &db.connection_) != DuckDBSuccess) {
    std::string text = why ? why : "";
    duckdb_free(why);
    if (path.empty()) return Error{ErrorKind::kInternal, "DuckDB 无法启动：" + text, "DuckDB does not start: " + text};
    if (auto other = other_version(path, text)) return *other;
    text.resize(std::min(text.find('\n'), text.size()));
    if (const auto why = system_trouble(text)) return Error{ErrorKind::kIo, "打不开 DuckDB 文件 " + path + "：" + why->zh, "cannot open the DuckDB file " + path + ": " + why->en};
    return Error{ErrorKind::kIo, "打不开 DuckDB 文件 " + path + "：" + text, "cannot open the DuckDB file " + path + ": " + text};
  }
  return db;
}

Result<Database> Database::open() { return open("", {}); }
Result<Database> Database::open_to_read(const std::string& path) { return open(path, {{"access_mode", "READ_ONLY"}}); }
Result<Database> Database::open_bounded(const std::string& path, size_t memory) {
  return open(path, {{"memory_limit", std::to_string(memory) + "B"}, {"temp_directory", path + ".tmp"}, {"threads", "1"}});
}

Result<Database> Database::another() const {
  Database db;
  db.database_ = database_;
  if (duckdb_connect(database_->database, &db.connection_) != DuckDBSuccess)
    return Error{ErrorKind::kInternal, "DuckDB 无法建立连接", "DuckDB opens no connection"};
  return db;
}

Database::Database(Database&& other) noexcept : database_(std::move(other.database_)), connection_(std::exchange(other.connection_, nullptr)) {}

Database::~Database() {
  if (connection_) duckdb_disconnect(&connection_);
}

Status Database::understands(const std::string& query, const std::string& name) {
  duckdb_prepared_statement statement = nullptr;
  Status out;
  if (duckdb_prepare(connection_, ("SELECT * FROM (" + query + "\n)").c_str(), &statement) != DuckDBSuccess) {
    const char* said = duckdb_prepare_error(statement);
    std::string why = said ? said : "";
    why.resize(std::min(why.find('\n'), why.size()));
    // A table or column that is not there, or words that are no SQL, is the caller's slip; a file that cannot be read is not.
    const bool slip = std::any_of(std::begin(kSlips), std::end(kSlips), [&](std::string_view kind) { return why.starts_with(kind); });
    out = Error{slip ? ErrorKind::kUsage : ErrorKind::kIo, "读不了 " + name + "：" + why, "cannot read " + name + ": " + why};
  }
  duckdb_destroy_prepare(&statement);
  return out;
}

std::optional<std::string> Database::refusal(const std::string& sql) {
  duckdb_result result;
  std::optional<std::string> out;
  if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
    const char* why = duckdb_result_error(&result);
    out = why ? why : "";
  }
  duckdb_destroy_result(&result);
  return out;
}

Status Database::run(const std::string& sql, ErrorKind kind, const std::string& zh, const std::string& en) {
  if (const auto why = refusal(sql)) return Error{kind, zh + "失败：" + *why, en + " failed: " + *why};
  return {};
}

}  // namespace zs::duck
