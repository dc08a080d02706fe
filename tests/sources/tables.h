#pragma once
// The cases of examples/henan as one table, in the forms in which offices keep them.
#include <optional>
#include <string>
#include <vector>

namespace zs::test {

enum class Dialect { kPostgres, kDuckdb, kSqlite };

struct Table {
  enum class Kind { kText, kInstant, kBool, kInteger, kJson };
  struct Column { std::string name; Kind kind; };
  std::vector<Column> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;  // lists as JSON

  std::string csv() const;
  std::string ndjson() const;
  /// CREATE TABLE and INSERTs with the database's own types; the column nr numbers the rows.
  std::string sql(Dialect dialect, const std::string& name) const;
};

/// Records of a file, those that are JSON objects, with the union of their columns. `without`: a list to leave out.
Table load_table(const std::string& ndjson, const std::string& without = "");
/// One row for each element of a list, with the record's key first.
Table load_list(const std::string& ndjson, const std::string& key, const std::string& list);

/// Statements on a DuckDB file (made where it is not there); a failing one fails the test.
void duckdb(const std::string& path, const std::string& sql);
void sqlite(const std::string& path, const std::string& sql);
/// The rows of a query, cells joined by |, null as nothing.
std::string duckdb_rows(const std::string& path, const std::string& sql);
std::string sqlite_rows(const std::string& path, const std::string& sql);

}  // namespace zs::test
