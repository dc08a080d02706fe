#include "io/duckdb/cursor.h"

#include <utility>

namespace zs::duck {
namespace {

Error failed(const char* why) {
  std::string text = why ? why : "";
  text.resize(std::min(text.find('\n'), text.size()));
  return {ErrorKind::kIo, "在磁盘上连接数据失败：" + text, "joining data on disk failed: " + text};
}

}  // namespace

Result<Cursor> Cursor::start(Database& db, const std::string& sql) {
  Cursor c;
  duckdb_prepared_statement statement = nullptr;
  duckdb_pending_result pending = nullptr;
  Status out;
  if (duckdb_prepare(db.connection(), sql.c_str(), &statement) != DuckDBSuccess) out = failed(duckdb_prepare_error(statement));
  else if (duckdb_pending_prepared_streaming(statement, &pending) != DuckDBSuccess) out = failed(duckdb_pending_error(pending));
  else {
    c.open_ = true;
    if (duckdb_execute_pending(pending, &c.result_) != DuckDBSuccess) out = failed(duckdb_pending_error(pending));
  }
  duckdb_destroy_pending(&pending);
  duckdb_destroy_prepare(&statement);
  if (!out) return out.error();
  return c;
}

Cursor::Cursor(Cursor&& o) noexcept
    : result_(o.result_), open_(std::exchange(o.open_, false)), chunk_(std::exchange(o.chunk_, nullptr)), row_(o.row_), rows_(o.rows_) {}

Cursor::~Cursor() {
  if (chunk_) duckdb_destroy_data_chunk(&chunk_);
  if (open_) duckdb_destroy_result(&result_);
}

Result<bool> Cursor::next() {
  if (chunk_ && ++row_ < rows_) return true;
  do {
    if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    chunk_ = duckdb_fetch_chunk(result_);
    if (!chunk_) {
      if (const char* why = duckdb_result_error(&result_); why && *why) return failed(why);
      return false;
    }
    rows_ = duckdb_data_chunk_get_size(chunk_);
  } while (rows_ == 0);
  row_ = 0;
  return true;
}

bool Cursor::is_null(idx_t column) const {
  uint64_t* validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(chunk_, column));
  return validity && !duckdb_validity_row_is_valid(validity, row_);
}

int64_t Cursor::integer(idx_t column) const { return static_cast<int64_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column)))[row_]; }

std::string_view Cursor::bytes(idx_t column) const {
  auto* s = static_cast<duckdb_string_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column))) + row_;
  return {duckdb_string_t_data(s), duckdb_string_t_length(*s)};
}

}  // namespace zs::duck
