#include "io/duckdb/database.h"

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

}  // namespace

std::string literal(const std::string& s) { return quote(s, '\''); }
std::string quoted_name(const std::string& s) { return quote(s, '"'); }

Result<Database> Database::open() {
  Database db;
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  duckdb_set_config(config, "autoload_known_extensions", "false");
  char* why = nullptr;
  const auto state = duckdb_open_ext(nullptr, &db.database_, config, &why);
  duckdb_destroy_config(&config);
  if (state != DuckDBSuccess || duckdb_connect(db.database_, &db.connection_) != DuckDBSuccess) {
    const std::string text = why ? why : "";
    duckdb_free(why);
    return Error{ErrorKind::kInternal, "DuckDB 无法启动：" + text, "DuckDB does not start: " + text};
  }
  return db;
}

Result<Database> Database::another() const {
  Database out;
  if (duckdb_connect(database_, &out.connection_) != DuckDBSuccess)
    return Error{ErrorKind::kInternal, "DuckDB 无法再开一个连接", "DuckDB does not open another connection"};
  return out;
}

Database::Database(Database&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), connection_(std::exchange(other.connection_, nullptr)) {}

Database::~Database() {
  if (connection_) duckdb_disconnect(&connection_);
  if (database_) duckdb_close(&database_);
}

Status Database::run(const std::string& sql, ErrorKind kind, const std::string& zh, const std::string& en) {
  duckdb_result result;
  const auto state = duckdb_query(connection_, sql.c_str(), &result);
  Status out;
  if (state != DuckDBSuccess) {
    const char* why = duckdb_result_error(&result);
    const std::string text = why ? why : "";
    out = Error{kind, zh + "失败：" + text, en + " failed: " + text};
  }
  duckdb_destroy_result(&result);
  return out;
}

}  // namespace zs::duck
