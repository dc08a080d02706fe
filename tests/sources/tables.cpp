#include "tests/sources/tables.h"

#include "io/duckdb/database.h"
#include "io/sqlite/connection.h"
#include "io/writers/row_writer.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace zs::test {
namespace {

using nlohmann::ordered_json;
using Kind = Table::Kind;

Kind kind_of(const std::string& name, const ordered_json& v) {
  if (v.is_boolean()) return Kind::kBool;
  if (v.is_number_integer()) return Kind::kInteger;
  if (v.is_structured()) return Kind::kJson;
  const bool instant = name.size() >= 6 && name.substr(name.size() - 6) == "时间";
  return instant ? Kind::kInstant : Kind::kText;
}

void add(Table& t, const ordered_json& record, const std::string& without) {
  auto& row = t.rows.emplace_back(t.columns.size());
  for (const auto& [name, v] : record.items()) {
    if (name == without || v.is_null()) continue;
    auto it = std::find_if(t.columns.begin(), t.columns.end(), [&, &n = name](const auto& c) { return c.name == n; });
    if (it == t.columns.end()) it = t.columns.insert(it, {name, kind_of(name, v)}), row.resize(t.columns.size());
    row[static_cast<size_t>(it - t.columns.begin())] = v.is_string() ? v.get<std::string>() : v.dump();
  }
}

/// Good records with Chinese names, so that one table can hold them in columns with types.
std::vector<ordered_json> records(const std::string& ndjson) {
  std::vector<ordered_json> out;
  std::istringstream in(ndjson);
  for (std::string line; std::getline(in, line);) {
    auto r = ordered_json::parse(line, nullptr, false);
    const bool chinese = r.is_object() && static_cast<unsigned char>(r.begin().key()[0]) > 0x7f, exists = line.find("2025-09-31") == std::string::npos;
    if (chinese && exists) out.push_back(std::move(r));
  }
  return out;
}

std::string type_of(Dialect d, Kind k) {
  switch (k) {
    case Kind::kInstant: return d == Dialect::kPostgres ? "timestamptz" : d == Dialect::kDuckdb ? "TIMESTAMP" : "TEXT";
    case Kind::kBool: return "BOOLEAN";
    case Kind::kInteger: return "BIGINT";
    case Kind::kJson: return d == Dialect::kPostgres ? "jsonb" : "TEXT";
    default: return "TEXT";
  }
}

std::string literal(const std::optional<std::string>& v, Kind kind) {
  if (!v) return "NULL";
  if (kind == Kind::kBool || kind == Kind::kInteger) return *v;
  std::string out = "'";
  for (const char c : *v) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string Table::csv() const {
  std::string out;
  for (size_t i = 0; i < columns.size(); ++i) out += (i ? "," : "") + writers::csv_cell(columns[i].name);
  out += "\n";
  for (const auto& r : rows) {
    for (size_t i = 0; i < columns.size(); ++i) out += (i ? "," : "") + writers::csv_cell(i < r.size() ? r[i].value_or("") : "");
    out += "\n";
  }
  return out;
}

std::string Table::ndjson() const {
  std::string out;
  for (const auto& r : rows) {
    ordered_json o;
    for (size_t i = 0; i < r.size(); ++i)
      if (r[i]) o[columns[i].name] = columns[i].kind == Kind::kText || columns[i].kind == Kind::kInstant ? ordered_json(*r[i]) : ordered_json::parse(*r[i]);
    out += o.dump() + "\n";
  }
  return out;
}

std::string Table::sql(Dialect d, const std::string& name) const {
  std::string out = "CREATE TABLE \"" + name + "\" (nr BIGINT";
  for (const auto& c : columns) out += ", \"" + c.name + "\" " + type_of(d, c.kind);
  out += ");\nINSERT INTO \"" + name + "\" VALUES ";
  for (size_t n = 0; n < rows.size(); ++n) {
    out += (n ? ",\n(" : "(") + std::to_string(n);
    for (size_t i = 0; i < columns.size(); ++i) out += ", " + literal(i < rows[n].size() ? rows[n][i] : std::nullopt, columns[i].kind);
    out += ")";
  }
  return out + ";\n";
}

Table load_table(const std::string& ndjson, const std::string& without) {
  Table t;
  for (const auto& r : records(ndjson)) add(t, r, without);
  return t;
}

Table load_list(const std::string& ndjson, const std::string& key, const std::string& list) {
  Table t;
  for (const auto& r : records(ndjson))
    if (r.contains(list))
      for (const auto& element : r[list]) {
        ordered_json row{{key, r[key]}};
        row.update(element);
        add(t, row, "");
      }
  return t;
}

void duckdb(const std::string& path, const std::string& sql) {
  auto db = duck::Database::open_bounded(path, 256u << 20);
  ASSERT_TRUE(db) << db.error().en;
  const auto done = db->run(sql, ErrorKind::kIo, "", "");
  ASSERT_TRUE(done) << done.error().en;
}

void sqlite(const std::string& path, const std::string& sql) {
  auto db = sqlite::Connection::open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  ASSERT_TRUE(db) << db.error().en;
  const auto done = db->run(sql);
  ASSERT_TRUE(done) << done.error().en;
}

std::string duckdb_rows(const std::string& path, const std::string& sql) {
  auto db = duck::Database::open_to_read(path);
  EXPECT_TRUE(db);
  duckdb_result rows;
  if (!db || duckdb_query(db->connection(), sql.c_str(), &rows) != DuckDBSuccess) {
    ADD_FAILURE() << (db ? duckdb_result_error(&rows) : db.error().en);
    return "";
  }
  std::string out;
  for (idx_t r = 0; r < duckdb_row_count(&rows); ++r)
    for (idx_t c = 0; c < duckdb_column_count(&rows); ++c) {
      char* s = duckdb_value_varchar(&rows, c, r);
      out += std::string(s ? s : "") + (c + 1 == duckdb_column_count(&rows) ? "\n" : "|");
      duckdb_free(s);
    }
  duckdb_destroy_result(&rows);
  return out;
}

std::string sqlite_rows(const std::string& path, const std::string& sql) {
  auto db = sqlite::Connection::open(path, SQLITE_OPEN_READONLY);
  EXPECT_TRUE(db);
  auto rows = db->prepare(sql);
  EXPECT_TRUE(rows) << (rows ? "" : rows.error().en);
  std::string out;
  while (rows && sqlite3_step(rows->get()) == SQLITE_ROW)
    for (int c = 0; c < sqlite3_column_count(rows->get()); ++c) {
      const auto* s = sqlite3_column_text(rows->get(), c);
      out += std::string(s ? reinterpret_cast<const char*>(s) : "") + (c + 1 == sqlite3_column_count(rows->get()) ? "\n" : "|");
    }
  return out;
}

}  // namespace zs::test
