// Findings into tables: all of a run or nothing of it.
#include "tests/cli/cli_test.h"
#include "tests/sources/server.h"
#include "tests/sources/tables.h"

#include <chrono>
#include <future>
#include <thread>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class SinksTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("c.ndjson", kTinyRecords);
  }

  /// key, indicator, card, onset, cleared, provisional of the CSV that the same run writes.
  std::string expected(const std::vector<std::string>& arguments = {"--cases", "c.ndjson"}) {
    auto a = arguments;
    a.insert(a.end(), {"--out", "expected.csv"});
    EXPECT_EQ(judge(a).exit, 0);
    std::string out;
    const auto lines = lines_of(text("expected.csv"));
    for (size_t i = 1; i < lines.size(); ++i) {
      std::vector<std::string> cells;
      std::istringstream in(lines[i]);
      for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);  // the cells looked at have no commas
      out += cells[1] + "|" + cells[2] + "|" + cells[4] + "|" + cells[5] + "|" + cells[6] + "|" + cells[9] + "\n";
    }
    return out;
  }

  /// The same of the table, in the order in which it was written.
  static std::string in_postgres(const std::string& table) {
    const std::string iso = ", 'YYYY-MM-DD\"T\"HH24:MI:SS\"+08:00\"')";
    return server().psql("SET TimeZone = 'Asia/Shanghai'; SELECT key, indicator, card, to_char(onset" + iso + ", to_char(cleared" + iso + ", provisional::text FROM " + table);
  }
  std::string in_duckdb(const std::string& table) const {
    const std::string iso = ", '%Y-%m-%dT%H:%M:%S+08:00')";
    return duckdb_rows(at("out.duckdb"), "SELECT key, indicator, card, strftime(onset AT TIME ZONE 'Asia/Shanghai'" + iso + ", strftime(cleared AT TIME ZONE 'Asia/Shanghai'" + iso + ", provisional FROM " + table);
  }
  std::string in_sqlite(const std::string& table) const {
    return sqlite_rows(at("out.sqlite"), "SELECT key, indicator, card, onset, cleared, CASE provisional WHEN 1 THEN 'true' ELSE 'false' END FROM " + table);
  }
  static std::string table_of(const std::string& schema) {
    server().psql("DROP SCHEMA IF EXISTS " + schema + " CASCADE; CREATE SCHEMA " + schema);
    return server().address() + "#" + schema + ".";
  }
};

TEST_F(SinksTest, TablesAreMadeWithTypesAndFilled) {
  const std::string rows = expected();
  ASSERT_GT(lines_of(rows).size(), 4u);
  const std::string pg = table_of("made");
  for (const std::string& place : {pg, std::string("out.duckdb#"), std::string("out.sqlite#")}) {
    const auto ran = judge({"--cases", "c.ndjson", "--out", place + "findings", "--schedule", place + "next", "--indeterminate", place + "undecided", "--rejects", place + "rejects"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_EQ(ran.out + ran.err, "") << place;
  }
  EXPECT_EQ(in_postgres("made.findings"), rows);
  EXPECT_EQ(in_duckdb("findings"), rows);
  EXPECT_EQ(in_sqlite("findings"), rows);
  EXPECT_EQ(server().psql("SELECT string_agg(DISTINCT data_type, ',') FROM information_schema.columns WHERE table_schema = 'made' AND table_name = 'findings'"), "boolean,text,timestamp with time zone\n");
  EXPECT_EQ(server().psql("SELECT count(*) FROM made.undecided"), "1\n");
  EXPECT_EQ(duckdb_rows(at("out.duckdb"), "SELECT count(*) FROM next"), sqlite_rows(at("out.sqlite"), "SELECT count(*) FROM next"));
  EXPECT_EQ(server().psql("SELECT count(*), count(line) FROM made.rejects"), "0|0\n");
  EXPECT_EQ(duckdb_rows(at("out.duckdb"), "SELECT typeof(onset), typeof(provisional) FROM findings LIMIT 1"), "TIMESTAMP WITH TIME ZONE|BOOLEAN\n");
  // Nothing but the databases stays behind.
  EXPECT_THAT(names(), testing::ElementsAre("c.ndjson", "expected.csv", "expected.csv.provenance.json", "out.duckdb", "out.sqlite", "tiny.zs"));
}

TEST_F(SinksTest, ARunTakesThePlaceOfTheOneBeforeAndUpsertOfItsOwnRows) {
  const std::string all = expected();
  file("one.ndjson", "{\"编号\":\"A1\",\"受理时间\":\"2024-10-08 15:00:00\",\"结果\":\"准予\",\"费用\":0}\n");
  const std::string one = expected({"--cases", "one.ndjson"});
  ASSERT_FALSE(one.empty());
  std::string kept;
  for (const auto& line : lines_of(all))
    if (line.rfind("A1|T-3|", 0) != 0 && line.rfind("A1|T-1|", 0) != 0) kept += line + "\n";
  const std::string pg = table_of("again");
  for (const std::string& place : {pg, std::string("out.duckdb#"), std::string("out.sqlite#")}) {
    EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", place + "f"}).exit, 0);
    EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", place + "f:upsert"}).exit, 0) << "the same rows again";
  }
  EXPECT_EQ(in_postgres("again.f"), all);
  EXPECT_EQ(in_duckdb("f"), all);
  EXPECT_EQ(in_sqlite("f"), all);
  for (const std::string& place : {pg, std::string("out.duckdb#"), std::string("out.sqlite#")}) EXPECT_EQ(judge({"--cases", "one.ndjson", "--out", place + "f"}).exit, 0);
  EXPECT_EQ(in_postgres("again.f"), one);
  EXPECT_EQ(in_duckdb("f"), one);
  EXPECT_EQ(in_sqlite("f"), one);
  // The rest of the records beside it: what is there of others stays.
  file("rest.ndjson", kTinyRecords.substr(kTinyRecords.find('\n') + 1));
  const std::string rest = expected({"--cases", "rest.ndjson"});
  for (const std::string& place : {pg, std::string("out.duckdb#"), std::string("out.sqlite#")}) EXPECT_EQ(judge({"--cases", "rest.ndjson", "--out", place + "f:upsert"}).exit, 0);
  EXPECT_EQ(in_postgres("again.f"), one + rest);
  EXPECT_EQ(in_duckdb("f"), one + rest);
  EXPECT_EQ(in_sqlite("f"), one + rest);
}

TEST_F(SinksTest, TablesThatAreThere) {
  const std::string rows = expected(), pg = table_of("there");
  const std::string columns = "id serial, key varchar(100), record text, indicator text, name text, card text, onset timestamp, cleared text, status text, next_change timestamptz, provisional bool, "
                              "actions text, reason text, clause text, ruleset text, version text, pack_hash text, as_of timestamptz, loaded timestamptz DEFAULT now()";
  server().psql("CREATE TABLE there.f(" + columns + "); CREATE TABLE there.bad(key text, onset int); INSERT INTO there.bad VALUES ('old', 1); CREATE TABLE there.short(key varchar(1));");
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", pg + "f"}).exit, 0);
  EXPECT_EQ(lines_of(server().psql("SELECT * FROM there.f")).size(), lines_of(rows).size());
  EXPECT_EQ(server().psql("SELECT DISTINCT onset FROM there.f WHERE key = 'A1' AND card = '红牌'"), "2024-10-15 00:00:00\n");
  const auto zh = judge({"--cases", "c.ndjson", "--out", pg + "bad"}), en = judge({"--cases", "c.ndjson", "--out", pg + "bad", "--lang", "en"});
  EXPECT_EQ(zh.exit, 2);
  EXPECT_THAT(zh.err, HasSubstr("已有这张表，但列对不上；缺少 record、indicator、name"));
  EXPECT_THAT(en.err, HasSubstr("onset is integer and should be TIMESTAMPTZ; change the table"));
  EXPECT_EQ(server().psql("SELECT * FROM there.bad"), "old|1\n");
  sqlite(at("out.sqlite"), "CREATE TABLE f(a)");
  duckdb(at("out.duckdb"), "CREATE TABLE f(a INT)");
  for (const char* place : {"out.sqlite#f", "out.duckdb#f"}) EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", place}).exit, 2);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", "none/out.sqlite#f"}).exit, 5);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", "none/out.duckdb#f"}).exit, 5);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", pg + "f", "--schedule", pg + "f"}).exit, 2) << "the same table twice";
  EXPECT_EQ(judge({"--cases", pg + "f", "--out", pg + "f"}).exit, 2) << "an input";
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", "out.sqlite#SELECT 1"}).exit, 2);
}

TEST_F(SinksTest, OneFileReadAndWritten) {
  const std::string cases = "CREATE TABLE cases(编号 TEXT, 受理时间 TEXT); INSERT INTO cases VALUES ('A1', '2024-09-27 15:00:00')";
  sqlite(at("out.sqlite"), cases);
  duckdb(at("out.duckdb"), cases);
  for (const char* name : {"out.sqlite", "out.duckdb"}) {
    const auto ran = judge({"--cases", std::string(name) + "#cases", "--out", std::string(name) + "#f"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
  }
  EXPECT_EQ(in_sqlite("f"), in_duckdb("f"));
  EXPECT_THAT(in_sqlite("f"), HasSubstr("A1|T-1|红牌|2024-10-15T00:00:00+08:00||false\n"));
}

TEST_F(SinksTest, ALostConnectionLeavesTheOldState) {
  const std::string pg = table_of("lost"), plain = server().address();
  file("tiny.zs", kTinyRules);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", pg + "f"}).exit, 0);
  const std::string before = server().psql("SELECT * FROM lost.f");
  file("end.sql", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'zs'");
  for (const auto& [lang, words] : std::vector<std::pair<std::string, std::string>>{{"zh", "什么也没有写入，表仍是原样"}, {"en", "nothing was written, the tables are as they were"}}) {
    const auto ran = shell("mkfifo pipe." + lang + "; $ZS run tiny.zs --lang " + lang + " --as-of 2024-12-01 --cases pipe." + lang + " --cases-format ndjson --out '" + pg + "f' --schedule '" + pg +
                           "next' --indeterminate u.csv & main=$!; exec 3> pipe." + lang + "; psql -X -q -A -t -f end.sql '" + plain + "' >ended; cat c.ndjson >&3; exec 3>&-; wait $main");
    EXPECT_EQ(text("ended"), "t\n");
    EXPECT_EQ(ran.exit, 5) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(words));
    EXPECT_FALSE(exists("u.csv"));
    EXPECT_EQ(server().psql("SELECT * FROM lost.f"), before);
    EXPECT_EQ(server().psql("SELECT count(*) FROM pg_tables WHERE schemaname = 'lost' OR tablename LIKE 'zs_%'"), "1\n");
  }
}

TEST_F(SinksTest, AServerThatDies) {
  Server own;
  const std::string pg = own.address();
  file("tiny.zs", kTinyRules);
  EXPECT_EQ(judge({"--cases", "c.ndjson", "--out", pg + "#f"}).exit, 0);
  const std::string before = own.psql("SELECT * FROM f");
  auto running = std::async(std::launch::async, [&] {
    return shell("mkfifo pipe; $ZS run tiny.zs --as-of 2024-12-01 --cases pipe --cases-format ndjson --out '" + pg + "#f' & main=$!; exec 3> pipe; cat c.ndjson >&3; touch ready; "
                 "until [ -e dead ]; do sleep 0.02; done; echo '{\"编号\":\"Z\"}' >&3; exec 3>&-; wait $main");
  });
  while (!exists("ready")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  own.kill();
  file("dead", "");
  const auto ran = running.get();
  EXPECT_EQ(ran.exit, 5) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("的连接中断"));
  own.start();
  EXPECT_EQ(own.psql("SELECT * FROM f"), before);
}

}  // namespace
}  // namespace zs::test
