#include "io/bound/rows.h"

namespace zs::bound {
namespace {

Error failed(const char* why) {
  const std::string text = why ? why : "";
  return {ErrorKind::kIo, "读绑定的表失败：" + text, "reading the tables of the binding failed: " + text};
}

}  // namespace

Rows::~Rows() {
  if (chunk_) duckdb_destroy_data_chunk(&chunk_);
  if (have_result_) duckdb_destroy_result(&result_);
}

Status Rows::start(const std::string& sql) {
  duckdb_prepared_statement statement = nullptr;
  duckdb_pending_result pending = nullptr;
  Status out;
  if (duckdb_prepare(db_.connection(), sql.c_str(), &statement) != DuckDBSuccess) {
    out = failed(duckdb_prepare_error(statement));
  } else if (duckdb_pending_prepared_streaming(statement, &pending) != DuckDBSuccess) {
    out = failed(duckdb_pending_error(pending));
  } else {
    have_result_ = true;
    if (duckdb_execute_pending(pending, &result_) != DuckDBSuccess) out = failed(duckdb_pending_error(pending));
  }
  duckdb_destroy_pending(&pending);
  duckdb_destroy_prepare(&statement);
  return out;
}

Result<bool> Rows::next() {
  if (++row_ < rows_) return true;
  do {
    if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    chunk_ = duckdb_fetch_chunk(result_);
    if (!chunk_) {
      row_ = rows_ = 0;
      if (const char* why = duckdb_result_error(&result_); why && *why) return failed(why);
      return false;
    }
    rows_ = duckdb_data_chunk_get_size(chunk_);
  } while (rows_ == 0);
  row_ = 0;
  return true;
}

int64_t Rows::number(size_t column) const {
  return static_cast<int64_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column)))[row_];
}

std::optional<std::string_view> Rows::text(size_t column) const {
  const auto vector = duckdb_data_chunk_get_vector(chunk_, column);
  uint64_t* validity = duckdb_vector_get_validity(vector);
  if (validity && !duckdb_validity_row_is_valid(validity, row_)) return std::nullopt;
  auto* s = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector)) + row_;
  return std::string_view(duckdb_string_t_data(s), duckdb_string_t_length(*s));
}

}  // namespace zs::bound
