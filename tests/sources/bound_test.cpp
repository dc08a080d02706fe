// A binding's tables in a database: the records of the same tables in files.
#include "tests/cli/cli_test.h"
#include "tests/sources/server.h"
#include "tests/sources/tables.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class BoundSourcesTest : public CliTest {
 protected:
  static constexpr const char* kTables[] = {"up_pro_accept", "up_pro_material", "up_pro_process", "up_pro_result", "up_pro_special_procedure"};
  const std::string folder = kRoot + "/examples/exchange/tables";

  static std::string literal(const std::string& s) { return "'" + s + "'"; }
  /// Every column a text, as such exchanges have them.
  std::string duckdb_tables() const {
    std::string sql;
    for (const auto* t : kTables) sql += "CREATE TABLE " + std::string(t) + " AS SELECT * FROM read_csv(" + literal(folder + "/" + t + ".csv") + ", all_varchar = true, header = true);";
    return sql;
  }
  Table texts_of(const std::string& table) const {
    duckdb(at("x.duckdb"), "COPY " + table + " TO " + literal(at("t.ndjson")) + " (FORMAT json)");
    Table t;
    for (const auto& line : lines_of(text("t.ndjson"))) {
      const auto record = nlohmann::ordered_json::parse(line);
      auto& row = t.rows.emplace_back();
      for (const auto& [name, value] : record.items()) {
        if (t.rows.size() == 1) t.columns.push_back({name, Table::Kind::kText});
        row.push_back(value.is_null() ? std::nullopt : std::optional(value.get<std::string>()));
      }
    }
    return t;
  }
  Ran run(const std::string& source, const std::string& out, std::vector<std::string> more = {}) const {
    std::vector<std::string> a{"run", kRoot + "/rules/henan/2019", "--cases", "办件=" + source, "--binding", "全国交换库", "--refs", "事项=" + kRoot + "/examples/henan/items.ndjson",
                               "--as-of", "2024-07-01", "--out", out, "--rejects", "bad.csv"};
    a.insert(a.end(), more.begin(), more.end());
    return zs(a);
  }
};

TEST_F(BoundSourcesTest, TheSameFindingsFromEveryDatabase) {
  const auto plain = run(folder, "f.csv");
  ASSERT_EQ(plain.exit, 0) << plain.err;
  ASSERT_GT(lines_of(text("f.csv")).size(), 3u);

  duckdb(at("x.duckdb"), duckdb_tables() + "CREATE SCHEMA 交换; CREATE TABLE 交换.up_pro_accept AS SELECT * FROM up_pro_accept LIMIT 1;");
  std::string sqlite_sql, pg_sql = "DROP SCHEMA IF EXISTS 交换 CASCADE; CREATE SCHEMA 交换; SET search_path = 交换;";
  for (const auto* t : kTables) {
    const auto rows = texts_of(t);
    sqlite_sql += rows.sql(Dialect::kSqlite, t), pg_sql += rows.sql(Dialect::kPostgres, t);
  }
  sqlite(at("x.sqlite"), sqlite_sql);
  server().psql(pg_sql);
  for (const std::string& source : {at("x.duckdb"), at("x.sqlite"), server().address() + "#交换"}) {
    const auto ran = run(source, "d.csv");
    EXPECT_EQ(ran.exit, 0) << source << ran.err;
    auto found = lines_of(text("d.csv")), wanted = lines_of(text("f.csv"));
    std::sort(found.begin(), found.end()), std::sort(wanted.begin(), wanted.end());
    EXPECT_EQ(found, wanted) << source;
  }
}

TEST_F(BoundSourcesTest, RejectsNameTheTableInItsDatabase) {
  duckdb(at("x.duckdb"), duckdb_tables() + "UPDATE up_pro_accept SET accept_date = '昨天' WHERE project_no = (SELECT min(project_no) FROM up_pro_accept);");
  const auto ran = run("x.duckdb", "d.csv");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(text("bad.csv"), HasSubstr("x.duckdb#up_pro_accept,"));
  EXPECT_THAT(text("bad.csv"), HasSubstr("昨天"));
}

TEST_F(BoundSourcesTest, WhatIsWrongIsTold) {
  duckdb(at("x.duckdb"), "CREATE TABLE other AS SELECT 1 AS a;");
  duckdb(at("empty.duckdb"), "CREATE SCHEMA s;");
  struct Row { std::string source, zh; int exit; };
  for (const auto& [source, zh, exit] : std::vector<Row>{{"x.duckdb", "up_pro_accept", 2},
                                                         {"empty.duckdb", "里没有表", 2},
                                                         {"none.duckdb", "没有这个文件", 5},
                                                         {"x.duckdb#SELECT 1", "绑定自己知道要读哪些表", 2},
                                                         {"postgres://nobody:secret@localhost:1/none", "连不上", 5}}) {
    const auto ran = run(source, "d.csv");
    EXPECT_EQ(ran.exit, exit) << source << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(zh)) << source;
    EXPECT_THAT(ran.err, Not(HasSubstr("secret"))) << source;
  }
}

}  // namespace
}  // namespace zs::test
