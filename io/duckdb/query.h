#pragma once
// One query of DuckDB and its result, chunk by chunk.
#include "io/duckdb/database.h"

#include <string>

namespace zs::duck {

/// Not copied, not moved. At most one result at a time.
class Query {
 public:
  enum class Rows : uint8_t { kAtOnce, kStreamed /* as they are asked for: the connection runs nothing else meanwhile */ };
  Query() = default;
  Query(const Query&) = delete;
  ~Query() { drop(); }

  /// What DuckDB says where it cannot, its first line, never empty; empty where all is well.
  std::string start(duckdb_connection connection, const std::string& sql, Rows rows);
  /// The next chunk that has rows, the caller's to destroy; null at the end, or where `why` says what is wrong.
  duckdb_data_chunk fetch(std::string& why);
  duckdb_result& result() noexcept { return result_; }
  void drop();

 private:
  duckdb_result result_{};
  bool open_ = false;
};

}  // namespace zs::duck
