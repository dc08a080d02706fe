// Where changes go: places that are refused, places that a later run finds again, and secrets that are kept.
#include "tests/ledger/world.h"
#include "tests/sources/tables.h"

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class LedgerPlaces : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    file("a.ndjson", case_line("A1", 9));
    file("b.ndjson", case_line("B1", 9));
  }
  Ran into(const std::string& out, const std::string& cases = "a.ndjson", std::vector<std::string> more = {}, const std::string& ledger = "l.db") const {
    std::vector<std::string> arguments{"run", "rules.zs", "--ledger", ledger, "--as-of", "2024-10-16", "--out", out, "--cases", cases};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return zs(arguments);
  }
  /// As a run leaves it that was killed between its commit and the delivery of its changes.
  void cut_short(const std::string& place = "") const {
    auto db = ledger::open_connection(at("l.db"), ledger::Opening::kExisting);
    ASSERT_TRUE(db);
    ASSERT_TRUE((*db)->execute("UPDATE zs_runs SET delivered = 0" + (place.empty() ? "" : ", out = '" + place + "'")));
  }
};

TEST_F(LedgerPlaces, ATableOnAServerIsFoundAgainAndItsPasswordIsNotKept) {
  server().psql("CREATE SCHEMA places");
  const std::string address = with(server().address(), "zs@", "zs:geheim@") + "#places.changes";
  const auto first = into(address);
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_THAT(rows("l.db", "SELECT out FROM zs_runs"), ElementsAre(with(address, ":geheim", "")));
  cut_short();
  server().psql("DELETE FROM places.changes");
  const auto same = into(address, "b.ndjson");   // the same place: the rows come with this run's
  EXPECT_EQ(same.exit, 0) << same.err;
  EXPECT_EQ(server().psql("SELECT run, key FROM places.changes ORDER BY run"), "1|A1\n2|B1\n");
  cut_short();
  server().psql("DELETE FROM places.changes");
  const auto elsewhere = into("next.csv", "b.ndjson");
  EXPECT_EQ(elsewhere.exit, 0) << elsewhere.err;
  EXPECT_THAT(elsewhere.err, HasSubstr("变化已补写到 " + with(address, ":geheim", "")));
  EXPECT_THAT(same.err + elsewhere.err, Not(HasSubstr("geheim")));
  EXPECT_EQ(server().psql("SELECT run, key FROM places.changes ORDER BY run"), "1|A1\n2|B1\n");
}

TEST_F(LedgerPlaces, ATableInAFileIsFoundFromAnotherFolder) {
  ASSERT_EQ(into("out.sqlite#changes").exit, 0);
  EXPECT_THAT(rows("l.db", "SELECT out FROM zs_runs"), ElementsAre(HasSubstr("/out.sqlite#changes")));
  cut_short();
  sqlite(at("out.sqlite"), "DELETE FROM changes");
  const auto ran = shell("mkdir other && cd other && $ZS run ../rules.zs --ledger ../l.db --as-of 2024-10-16 --cases ../b.ndjson --out next.csv");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(sqlite_rows(at("out.sqlite"), "SELECT key FROM changes"), "A1\n");
}

TEST_F(LedgerPlaces, UpsertAddsTheChangesOfEachRun) {
  for (const std::string name : {"out.sqlite", "out.duckdb"}) {
    const std::string ledger = name + ".ledger";
    ASSERT_EQ(into(name + "#changes:upsert", "a.ndjson", {}, ledger).exit, 0);
    ASSERT_EQ(into(name + "#changes:upsert", "b.ndjson", {}, ledger).exit, 0);
    ASSERT_EQ(into(name + "#changes:upsert", "b.ndjson", {}, ledger).exit, 0);   // nothing to tell
    const char* sql = "SELECT run, key FROM changes ORDER BY run";
    EXPECT_EQ(name == "out.sqlite" ? sqlite_rows(at(name), sql) : duckdb_rows(at(name), sql), "1|A1\n2|B1\n");
  }
}

TEST_F(LedgerPlaces, UpsertIsRefusedWhereNothingSaysWhichRowItIs) {
  const auto zh = into("c.csv", "a.ndjson", {"--rejects", "out.sqlite#bad:upsert"}), en = into("c.csv", "a.ndjson", {"--rejects", "out.sqlite#bad:upsert", "--lang", "en"});
  EXPECT_EQ(zh.exit, 2);
  EXPECT_THAT(zh.err, HasSubstr("不能用 :upsert"));
  EXPECT_THAT(en.err, HasSubstr(":upsert cannot be used"));
  ASSERT_EQ(into("c.csv").exit, 0);
  EXPECT_EQ(zs({"ledger", "l.db", "export", "--table", "decisions", "--out", "out.sqlite#d:upsert"}).exit, 2);
}

TEST_F(LedgerPlaces, TheLedgersOwnFileIsNoOutput) {
  for (const std::string ledger : {"f.db", "plain"}) {
    ASSERT_EQ(into("c.csv", "a.ndjson", {}, ledger).exit, 0);
    const std::string before = text(ledger);
    std::vector<Ran> all{zs({"ledger", ledger, "export", "--out", ledger}), zs({"due", "--ledger", ledger, "--at", "2025-01-01", "--out", "./" + ledger}), zs({"ledger", ledger, "summary", "--out", at(ledger)})};
    if (ledger == "f.db") all.insert(all.end(), {into("f.db#changes", "b.ndjson", {}, ledger), into("c.csv", "b.ndjson", {"--rejects", "./f.db#bad"}, ledger), zs({"ledger", ledger, "export", "--out", "f.db#zs_runs"})});
    else all.push_back(into("c.csv", "b.ndjson", {"--rejects", ledger}, ledger));
    for (const auto& ran : all) {
      EXPECT_EQ(ran.exit, 2);
      EXPECT_THAT(ran.err, testing::AnyOf(HasSubstr("不能写到账本自己的文件里"), HasSubstr("两个输出写到了同一处")));
    }
    EXPECT_EQ(text(ledger), before) << ledger;
  }
  EXPECT_THAT(into("f.db#changes", "b.ndjson", {"--lang", "en"}, "f.db").err, HasSubstr("the file of the ledger itself cannot be written to: f.db#changes"));
}

/// A place that can be opened and not written, and one that cannot be opened: warned about, and the run goes on.
TEST_F(LedgerPlaces, APlaceThatCannotBeWrittenDoesNotStopLaterRuns) {
  for (const std::string place : {"/dev/full", "/none/c.csv", "postgres://zs@127.0.0.1:1/none#t"}) {
    ASSERT_EQ(into("c.csv").exit, 0);
    cut_short(place);
    const auto ran = into("next.csv", "b.ndjson", {"--lang", "en"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("did not reach " + place + ", which cannot be written now either ("));
    EXPECT_THAT(text("next.csv"), HasSubstr(",A1,"));
    EXPECT_TRUE(rows("l.db", "SELECT id FROM zs_runs WHERE delivered = 0").empty());
  }
}

}  // namespace
}  // namespace zs::test
