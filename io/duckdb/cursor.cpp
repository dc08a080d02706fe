#include "io/duckdb/cursor.h"

#include <utility>

namespace zs::duck {

Error Cursor::failed(const std::string& why) const { return {ErrorKind::kIo, std::string(doing_.zh) + "失败：" + why, std::string(doing_.en) + " failed: " + why}; }

Result<Cursor> Cursor::start(duckdb_connection connection, const std::string& sql, Doing doing) {
  Cursor c(doing);
  if (const auto why = c.query_->start(connection, sql, Query::Rows::kStreamed); !why.empty()) return c.failed(why);
  return c;
}

Cursor::Cursor(Cursor&& o) noexcept
    : doing_(o.doing_), query_(std::move(o.query_)), chunk_(std::exchange(o.chunk_, nullptr)), row_(o.row_), rows_(o.rows_), ended_(o.ended_) {}

Cursor::~Cursor() {
  if (chunk_) duckdb_destroy_data_chunk(&chunk_);
}

Result<bool> Cursor::next() {
  if (ended_) return false;
  if (chunk_ && ++row_ < rows_) return true;
  if (chunk_) duckdb_destroy_data_chunk(&chunk_);
  std::string why;
  chunk_ = query_->fetch(why);
  ended_ = !chunk_;
  if (!why.empty()) return failed(why);
  if (ended_) return false;
  rows_ = duckdb_data_chunk_get_size(chunk_);
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
