#include "io/duckdb/database.h"

#include <algorithm>
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
    text.resize(std::min(text.find('\n'), text.size()));
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
