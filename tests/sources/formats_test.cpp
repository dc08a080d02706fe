// The same cases from every kind of source give the same findings.
#include "tests/cli/cli_test.h"
#include "tests/sources/server.h"
#include "tests/sources/tables.h"

#include <algorithm>
#include <cstring>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// PostgreSQL stores rows where there is room: without ORDER BY they come in another order than they went in.
std::string sorted(const std::string& text) {
  auto lines = lines_of(text);
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}", fmt::join(lines, "\n"));
}

class SourcesTest : public CliTest {
 protected:
  const std::string rules = kRoot + "/rules/henan/2019";
  const std::string cases = read_file(kRoot + "/examples/henan/cases.ndjson"), items = read_file(kRoot + "/examples/henan/items.ndjson");

  /// Findings, undecided ones and what comes next, of the Henan rules; the same tolerance for the duplicate and the bad records.
  std::string findings(const std::vector<std::string>& sources, const std::string& refs, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> a = {"run", rules, "--cases"};
    a.insert(a.end(), sources.begin(), sources.end());
    a.insert(a.end(), {"--refs", "事项=" + refs, "--as-of", "2025-10-20T12:00:00+08:00", "--max-rejects", "6", "--out", "f.csv", "--indeterminate", "i.csv", "--schedule", "s.csv", "--rejects", "r.csv"});
    a.insert(a.end(), more.begin(), more.end());
    const auto ran = zs(a);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return text("f.csv") + text("i.csv") + text("s.csv");
  }
};

TEST_F(SourcesTest, TheSameFindingsFromEveryFormat) {
  const auto table = load_table(cases), references = load_table(items);
  ASSERT_GT(table.rows.size(), 250u);
  file("c.csv", table.csv()), file("c.ndjson", table.ndjson());
  file("i.csv", references.csv()), file("items.csv", references.csv());
  duckdb(at("d.duckdb"), table.sql(Dialect::kDuckdb, "办件表") + references.sql(Dialect::kDuckdb, "items"));
  duckdb(at("d.duckdb"), "COPY \"办件表\" TO '" + at("c.parquet") + "' (FORMAT parquet)");
  sqlite(at("d.sqlite"), table.sql(Dialect::kSqlite, "办件表") + references.sql(Dialect::kSqlite, "items"));
  server().psql("DROP SCHEMA IF EXISTS 中心 CASCADE; CREATE SCHEMA 中心; SET search_path = 中心; SET TimeZone = 'Asia/Shanghai';" + table.sql(Dialect::kPostgres, "办件表") +
                references.sql(Dialect::kPostgres, "items"));
  const std::string expected = findings({"c.ndjson"}, "items.csv");
  const size_t rejects = lines_of(text("r.csv")).size();
  ASSERT_GT(lines_of(expected).size(), 250u);
  const std::string pg = server().address();
  for (const auto& [source, refs] : std::vector<std::pair<std::string, std::string>>{
           {"c.csv", "items.csv"},
           {"c.parquet", "items.csv"},
           {"d.duckdb#办件表", "d.duckdb#items"},
           {"d.duckdb#SELECT * FROM 办件表 WHERE 1 = 1;", "d.duckdb#main.items"},
           {"d.sqlite#办件表", "d.sqlite#items"},
           {"d.sqlite#SELECT * FROM 办件表 WHERE 1 = 1 -- all", "d.sqlite#main.items"},
           {"办件=" + pg + "#SELECT * FROM 中心.办件表 WHERE 1 = 1 ORDER BY nr -- all", pg + "#WITH x AS (SELECT * FROM 中心.items) SELECT * FROM x"},
       }) {
    EXPECT_EQ(findings({source}, refs), expected) << source;
    EXPECT_EQ(lines_of(text("r.csv")).size(), rejects) << source;
  }
  EXPECT_EQ(sorted(findings({pg + "#中心.办件表"}, pg + "#中心.items")), sorted(expected));
}

TEST_F(SourcesTest, ListsFromTablesOfTheirOwn) {
  const auto whole = load_table(cases), rest = load_table(load_table(cases, "环节").ndjson(), "材料");
  const auto steps = load_list(cases, "办件编号", "环节"), papers = load_list(cases, "办件编号", "材料");
  file("c.ndjson", whole.ndjson()), file("items.ndjson", items);
  const std::string expected = findings({"c.ndjson"}, "items.ndjson");
  file("steps.csv", steps.csv()), file("papers.ndjson", papers.ndjson()), file("rest.csv", rest.csv());
  sqlite(at("d.db"), steps.sql(Dialect::kSqlite, "steps"));
  duckdb(at("d.duckdb"), papers.sql(Dialect::kDuckdb, "papers"));
  server().psql("DROP SCHEMA IF EXISTS lists CASCADE; CREATE SCHEMA lists; SET search_path = lists; SET TimeZone = 'Asia/Shanghai';" + rest.sql(Dialect::kPostgres, "rest") +
                steps.sql(Dialect::kPostgres, "steps"));
  const std::string pg = server().address() + "#SELECT * FROM lists.";
  for (const char* memory : {"256", "0"})
    for (const auto& sources : std::vector<std::vector<std::string>>{{"rest.csv", "办件.环节=steps.csv", "办件.材料=papers.ndjson"},
                                                                     {"办件.材料=d.duckdb#papers", "办件.环节=d.db#steps", "rest.csv"},
                                                                     {pg + "rest ORDER BY nr", "办件.环节=" + pg + "steps ORDER BY nr", "办件.材料=papers.ndjson"}})
      EXPECT_EQ(findings(sources, "items.ndjson", {"--join-memory", memory}), expected) << sources[0] << " " << memory;
}

TEST_F(SourcesTest, ValuesOfPostgresInTheirForms) {
  server().psql("DROP TABLE IF EXISTS forms; CREATE TYPE step AS (name text, begun timestamptz); CREATE TABLE forms(编号 text, 受理时间 timestamptz, done timestamp, result int, fee numeric(10,2), steps step[]);"
                "INSERT INTO forms VALUES ('A\\1\t\"x\"\n2', '2024-09-27 07:00:00Z', '2024-09-28 15:00:00.5', 2, 12.50, ARRAY[ROW('审查', '2024-09-27 08:00Z')::step]), ('A2', NULL, NULL, NULL, NULL, NULL), "
                "('A3', '0044-03-15 BC', NULL, 1, 0, '{}'), ('', '2024-09-27', NULL, 1, 0, NULL);");
  const auto ran = judge({"--cases", server().address() + "#forms", "--out", "f.ndjson", "--rejects", "r.csv", "--max-rejects", "2"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("f.ndjson"), HasSubstr("{\"record\":\"办件\",\"key\":\"A\\\\1\\t\\\"x\\\"\\n2\",\"indicator\":\"T-2\""));
  EXPECT_THAT(text("f.ndjson"), HasSubstr("\"cleared\":\"2024-09-27T16:00:00+08:00\""));  // T-3: the list was read
  EXPECT_THAT(text("r.csv"), HasSubstr("#forms,3,受理时间,"));
  EXPECT_THAT(text("r.csv"), HasSubstr("#forms,4,编号,"));
}

TEST_F(SourcesTest, WhatIsWrongIsTold) {
  sqlite(at("d.sqlite"), "CREATE TABLE t(a TEXT)");
  duckdb(at("d.duckdb"), "CREATE TABLE t(a TEXT)");
  file("no.sqlite", "this is no database, whatever its name says, and long enough to be told from an empty one ........................................");
  server().psql("DROP TABLE IF EXISTS kept; CREATE TABLE kept(a text); INSERT INTO kept VALUES ('A1'); CREATE SEQUENCE IF NOT EXISTS numbers");
  const std::string pg = server().address(), secret = "postgres://zs:geheim@/postgres?host=/nowhere&password=geheim";
  struct Row { std::string source; int exit; std::string zh, en; };
  for (const Row& r : std::vector<Row>{
           {"d.duckdb", 2, "d.duckdb 是数据库，须写明其中的表：d.duckdb#表名", "d.duckdb is a database: name the table in it: d.duckdb#TABLE"},
           {"d.sqlite#a.b.c", 2, "# 后应是 表名、模式.表名 或 SELECT 查询", "after # there stands TABLE, SCHEMA.TABLE or a SELECT"},
           {"d.sqlite#none", 2, "读 d.sqlite#none 失败：SQLite d.sqlite：no such table", "reading d.sqlite#none failed: SQLite d.sqlite: no such table"},
           {"d.sqlite#t", 2, "d.sqlite#t: 缺少 办件 的键列 编号（no）", "the key column"},
           {"d.sqlite#SELECT a AS 编号 FROM t; DROP TABLE t", 2, "只能写一条语句", "there can be one statement only"},
           {"d.sqlite#SELECT nosuch FROM t", 2, "no such column: nosuch", "no such column: nosuch"},
           {"d.sqlite#WITH x AS (SELECT 1) DELETE FROM t", 2, "来源只读", "sources are only read"},
           {"d.duckdb#none", 2, "读不了 d.duckdb#none：", "cannot read d.duckdb#none: "},
           {"d.duckdb#SELECT nothing FROM t", 2, "读不了 d.duckdb#SELECT nothing FROM t：Binder Error", "cannot read d.duckdb#SELECT nothing FROM t: Binder Error"},
           {"d.duckdb#SELECT FROM FROM t", 2, "Parser Error", "Parser Error"},
           {"d.duckdb#WITH x AS (DELETE FROM t RETURNING a) SELECT * FROM x", 2, "读不了 d.duckdb#", "cannot read d.duckdb#"},
           {"d.duckdb#SELECT * FROM 'none.csv'", 5, "none.csv", "none.csv"},
           {"none.duckdb#t", 5, "读不了 none.duckdb：没有这个文件或文件夹", "cannot read none.duckdb: there is no such file or folder"},
           {"no.sqlite#t", 5, "file is not a database", "file is not a database"},
           {pg + "#none", 2, "relation \"none\" does not exist", "reading " + pg + "#none failed"},
           {pg + "#SELECT nothing FROM kept", 2, "column \"nothing\" does not exist", "column \"nothing\" does not exist"},
           {pg + "#WITH x AS (DELETE FROM kept RETURNING a) SELECT a AS 编号 FROM x", 2, "来源只读", "sources are only read"},
           {pg + "#SELECT nextval('numbers')::text AS 编号", 2, "来源只读", "sources are only read"},
           {pg + "#SELECT 1; SELECT 2", 2, "cannot insert multiple commands", "cannot insert multiple commands"},
           {pg + "#SELECT 1/0 AS 编号", 5, "division by zero", "division by zero"},
           {secret + "#t", 5, "连不上 PostgreSQL postgres://zs@/postgres?host=/nowhere：", "cannot connect to PostgreSQL postgres://zs@/postgres?host=/nowhere: "},
           {"postgres://u:geheim@h/d?nonsense=1#t", 2, "不是有效的 PostgreSQL 地址", "is no address of PostgreSQL"},
       }) {
    const auto zh = judge({"--cases", r.source, "--out", "f.csv"}), en = judge({"--cases", r.source, "--lang", "en", "--out", "f.csv"});
    EXPECT_EQ(zh.exit, r.exit) << zh.err;
    EXPECT_THAT(zh.err, HasSubstr(r.zh));
    EXPECT_THAT(en.err, HasSubstr(r.en));
    EXPECT_THAT(zh.err + en.err, Not(HasSubstr("heim")));
    EXPECT_FALSE(exists("f.csv"));
  }
  EXPECT_EQ(server().psql("SELECT a FROM kept"), "A1\n");
}

/// The file with this storage version in its header, whose checksum is as DuckDB computes it: the sum of its words by a constant.
std::string with_version(std::string bytes, uint64_t version) {
  const auto word = [&](size_t at) {
    uint64_t w = 0;
    std::memcpy(&w, bytes.data() + at, sizeof w);
    return w;
  };
  constexpr size_t kHeader = 4096, kVersionAt = 12;
  std::memcpy(bytes.data() + kVersionAt, &version, sizeof version);
  uint64_t sum = 5381;
  for (size_t at = sizeof sum; at < kHeader; at += sizeof sum) sum ^= word(at) * 0xbf58476d1ce4e5b9u;
  std::memcpy(bytes.data(), &sum, sizeof sum);
  return bytes;
}

TEST_F(SourcesTest, ADuckdbFileOfAnotherVersion) {
  duckdb(at("d.duckdb"), "CREATE TABLE t(a TEXT)");
  file("new.duckdb", with_version(text("d.duckdb"), 999));
  file("old.duckdb", with_version(text("d.duckdb"), 1));
  const auto zh = judge({"--cases", "new.duckdb#t", "--out", "f.csv"}), en = judge({"--cases", "new.duckdb#t", "--lang", "en", "--out", "f.csv"});
  EXPECT_EQ(zh.exit, 5);
  EXPECT_THAT(zh.err, HasSubstr("更新的 DuckDB 写的（存储版本 999）"));
  EXPECT_THAT(zh.err, HasSubstr("EXPORT DATABASE"));
  EXPECT_THAT(en.err, HasSubstr("written by a newer DuckDB (storage version 999)"));
  EXPECT_THAT(en.err, HasSubstr("STORAGE_VERSION"));
  EXPECT_THAT(en.err, Not(HasSubstr("Trying to read")));
  EXPECT_THAT(judge({"--cases", "old.duckdb#t", "--out", "f.csv"}).err, HasSubstr("更旧的 DuckDB 写的（存储版本 1）"));
  file("c.ndjson", kTinyRecords);
  EXPECT_THAT(judge({"--cases", "c.ndjson", "--out", "new.duckdb#f"}).err, HasSubstr("更新的 DuckDB 写的"));
}

TEST_F(SourcesTest, PasswordsStayOutOfProvenance) {
  server().psql("DROP TABLE IF EXISTS few; CREATE TABLE few(编号 text, 受理时间 timestamptz); INSERT INTO few VALUES ('A1', '2024-09-27 15:00+08');");
  std::string address = server().address();
  address.insert(std::string("postgres://zs").size(), ":geheim");
  const auto ran = judge({"--cases", address + "#few", "--out", "f.csv", "--summary", "s.json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("f.csv.provenance.json"), HasSubstr("postgres://zs@/postgres?host="));
  EXPECT_THAT(text("f.csv.provenance.json") + text("s.json") + ran.err, Not(HasSubstr("geheim")));
}

/// The list is read from a pipe while the cases wait; what is changed meanwhile is of a later moment.
TEST_F(SourcesTest, AllTablesAreOfOneMoment) {
  server().psql("DROP TABLE IF EXISTS few, more; CREATE TABLE few(编号 text, 受理时间 timestamptz); INSERT INTO few VALUES ('A1', '2024-09-27 15:00+08'); CREATE TABLE more(编号 text, 名称 text); INSERT INTO more VALUES ('A1', '审查');");
  const std::string pg = server().address();
  file("tiny.zs", kTinyRules);
  file("later.sql", "DELETE FROM few; DELETE FROM more;");
  const auto ran = shell("mkfifo pipe; $ZS run tiny.zs --as-of 2024-12-01 --cases '" + pg + "#few' '办件.环节=" + pg + "#more' 办件.环节=pipe --cases-format csv --out f.csv & main=$!; "
                         "exec 3> pipe; psql -X -q -f later.sql '" + pg + "' || kill $main; echo 编号,名称 >&3; exec 3>&-; wait $main");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(text("f.csv"), HasSubstr("A1,T-1"));
  EXPECT_THAT(text("f.csv"), Not(HasSubstr("T-3")));
  EXPECT_EQ(server().psql("SELECT count(*) FROM few"), "0\n");
}

TEST_F(SourcesTest, AConnectionLostWhileReading) {
  server().psql("DROP TABLE IF EXISTS few; CREATE TABLE few(编号 text, 受理时间 timestamptz); INSERT INTO few VALUES ('A1', '2024-09-27 15:00+08');");
  const std::string pg = server().address();
  file("tiny.zs", kTinyRules);
  file("f.csv", "old\n");
  file("end.sql", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND query NOT LIKE '%terminate%'");
  for (const auto& [lang, words] : std::vector<std::pair<std::string, std::string>>{{"zh", "的连接中断"}, {"en", "was lost"}}) {
    const auto ran = shell("$ZS run tiny.zs --lang " + lang + " --as-of 2024-12-01 --out f.csv --cases '" + pg + "#SELECT * FROM few UNION ALL SELECT pg_sleep(60)::text, NULL' & main=$!; "
                           "for i in $(seq 100); do sleep 0.05; psql -X -q -A -t -f end.sql '" + pg + "' | grep -q t && break; done; wait $main");
    EXPECT_EQ(ran.exit, 5) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(words));
    EXPECT_EQ(text("f.csv"), "old\n");
  }
}

}  // namespace
}  // namespace zs::test
