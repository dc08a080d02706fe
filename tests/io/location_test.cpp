// How tables of databases are named, and that passwords do not come out again.
#include "io/databases/location.h"

#include <gtest/gtest.h>

namespace zs::databases {
namespace {

using Names = std::vector<std::string>;

TEST(Location, TellsDatabasesFromFiles) {
  for (const char* text : {"postgres://h/d#t", "postgresql:///d?host=/tmp#t", "a.duckdb#t", "a.DDB#t", "x/a.sqlite#s.t", "a.sqlite3#t", "a.db#SELECT 1", "a.duckdb", "a#1.db#t"})
    EXPECT_TRUE(is_location(text)) << text;
  for (const char* text : {"cases.csv", "a.duckdb.csv", "-", "", "duckdb#t", "a.csv#t", "http://x/a.parquet"}) EXPECT_FALSE(is_location(text)) << text;
}

TEST(Location, TablesAndQueries) {
  struct Row { std::string text; Kind kind; std::string database; Names table; std::string query; bool upsert; };
  for (const Row& r : std::vector<Row>{
           {"postgres://u@h:5433/d?sslmode=disable#办件", Kind::kPostgres, "postgres://u@h:5433/d?sslmode=disable", {"办件"}, "", false},
           {"postgres://h/d#gov.cases", Kind::kPostgres, "postgres://h/d", {"gov", "cases"}, "", false},
           {"a.duckdb#\"a.b\".\"c\"\"d\"", Kind::kDuckdb, "a.duckdb", {"a.b", "c\"d"}, "", false},
           {"a.sqlite#findings:upsert", Kind::kSqlite, "a.sqlite", {"findings"}, "", true},
           {"a#1.db#t", Kind::kSqlite, "a#1.db", {"t"}, "", false},
           {"a.db# select a # b from t; ", Kind::kSqlite, "a.db", {}, "select a # b from t", false},
           {"a.db#WITH x AS (SELECT 1) SELECT * FROM x", Kind::kSqlite, "a.db", {}, "WITH x AS (SELECT 1) SELECT * FROM x", false},
           {"a.db#(select 1)", Kind::kSqlite, "a.db", {}, "(select 1)", false},
           {"a.db#selection", Kind::kSqlite, "a.db", {"selection"}, "", false},
       }) {
    const auto l = parse_location(r.text);
    ASSERT_TRUE(l) << r.text << l.error().en;
    EXPECT_EQ(l->kind, r.kind) << r.text;
    EXPECT_EQ(l->database, r.database);
    EXPECT_EQ(l->table, r.table);
    EXPECT_EQ(l->query, r.query);
    EXPECT_EQ(l->upsert, r.upsert);
  }
  for (const char* text : {"a.duckdb", "a.duckdb#", "a.duckdb# ;", "a.db#a.b.c", "a.db#a..b", "a.db#\"a", "a.db#\"a\"b", "postgres://h/d"}) {
    const auto l = parse_location(text);
    ASSERT_FALSE(l) << text;
    EXPECT_EQ(l.error().kind, ErrorKind::kUsage);
  }
  EXPECT_EQ(select_of(*parse_location("a.db#s.t\"x")), "SELECT * FROM \"s\".\"t\"\"x\"");
}

TEST(Location, PasswordsAreLeftOut) {
  for (const auto& [text, shown] : std::vector<std::pair<std::string, std::string>>{
           {"postgres://u:geheim@h/d#t", "postgres://u@h/d#t"},
           {"postgres://u:ge:h%40im@h:1/d?sslmode=disable&password=geheim&application_name=x#t", "postgres://u@h:1/d?sslmode=disable&application_name=x#t"},
           {"postgres:///d?password=geheim#t", "postgres:///d#t"},
           {"postgres://u:ge@heim@h/d", "postgres://u@h/d"},
           {"postgres://u:ge/heim@h/d", "postgres://u@h/d"},
           {"postgres://h:5432/d#SELECT '@:'", "postgres://h:5432/d#SELECT '@:'"},
           {"a:b@c.db#t", "a:b@c.db#t"}}) {
    EXPECT_EQ(without_password(text), shown);
    if (is_location(text))
      if (const auto l = parse_location(text + "#t")) EXPECT_EQ(l->shown.find("heim"), std::string::npos);
  }
  const auto none = parse_location("postgres://u:geheim@h/d");
  EXPECT_EQ((none.error().zh + none.error().en).find("geheim"), std::string::npos);
}

}  // namespace
}  // namespace zs::databases
