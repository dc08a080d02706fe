#pragma once
// Where a table stands: DATABASE#TABLE, DATABASE#SCHEMA.TABLE, DATABASE#SELECT …; to write to, also DATABASE#TABLE:upsert.
#include "runtime/base/result.h"

#include <string>
#include <vector>

namespace zs::databases {

enum class Kind : uint8_t { kPostgres, kDuckdb, kSqlite };

struct Location {
  Kind kind = Kind::kPostgres;
  std::string database;            // postgres://… as given, or a file's path
  std::vector<std::string> table;  // [schema,] name, as the database writes them; empty where there is a query
  std::string query;               // SELECT … or WITH …
  bool upsert = false;             // :upsert
  std::string shown;               // the whole, without a password: for messages and provenance
};

/// Does it name a database? postgres://… and postgresql://… do, and so does a file name whose part before # ends in
/// .duckdb, .ddb (DuckDB), .sqlite, .sqlite3 or .db (SQLite); whether it exists does not matter.
bool is_location(const std::string& text);
/// Of a text that names a database. Errors are kUsage and say how to write it: no table, a name that cannot be read.
Result<Location> parse_location(const std::string& text);
/// A text that may hold an address of PostgreSQL, without the password in it; every other text as it is.
std::string without_password(const std::string& text);

/// "a""b", and "schema"."table"
std::string quoted(const std::string& name);
std::string quoted(const std::vector<std::string>& names);
/// The query of a location; for a table all its columns.
std::string select_of(const Location& location);

}  // namespace zs::databases
