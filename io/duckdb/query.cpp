#include "io/duckdb/query.h"

#include <utility>

namespace zs::duck {
namespace {

/// The SQL after the first line is not the user's.
std::string reason(const char* why) {
  const std::string text = why ? why : "";
  const std::string line = text.substr(0, text.find('\n'));
  return line.empty() ? "DuckDB gives no reason" : line;
}

}  // namespace

std::string Query::start(duckdb_connection connection, const std::string& sql, Rows rows) {
  drop();
  duckdb_prepared_statement statement = nullptr;
  duckdb_pending_result pending = nullptr;
  std::string why;
  if (duckdb_prepare(connection, sql.c_str(), &statement) != DuckDBSuccess) why = reason(duckdb_prepare_error(statement));
  else if ((rows == Rows::kStreamed ? duckdb_pending_prepared_streaming(statement, &pending) : duckdb_pending_prepared(statement, &pending)) != DuckDBSuccess)
    why = reason(duckdb_pending_error(pending));
  else {
    open_ = true;
    // What fails while it runs, the result knows; the pending one has forgotten it.
    if (duckdb_execute_pending(pending, &result_) != DuckDBSuccess) why = reason(duckdb_result_error(&result_));
  }
  duckdb_destroy_pending(&pending);
  duckdb_destroy_prepare(&statement);
  return why;
}

duckdb_data_chunk Query::fetch(std::string& why) {
  for (;;) {
    duckdb_data_chunk chunk = duckdb_fetch_chunk(result_);
    if (!chunk) {
      if (const char* error = duckdb_result_error(&result_); error && *error) why = reason(error);
      return nullptr;
    }
    if (duckdb_data_chunk_get_size(chunk) > 0) return chunk;
    duckdb_destroy_data_chunk(&chunk);
  }
}

void Query::drop() {
  if (std::exchange(open_, false)) duckdb_destroy_result(&result_);
}

}  // namespace zs::duck
