// Rows that two threads have for one database: findings and rejects of a long run.
#include "tests/cli/cli_test.h"
#include "tests/sources/server.h"
#include "tests/sources/tables.h"

namespace zs::test {
namespace {

class OneSinkTest : public CliTest {
 protected:
  /// Every other record is a reject, and there is more of both than a sink holds before it writes.
  void SetUp() override {
    CliTest::SetUp();
    const std::string note(200, 'x');
    std::string all;
    for (int i = 0; i < 60'000; ++i) all += "{\"编号\":\"N" + std::to_string(i) + "\",\"受理时间\":\"" + (i % 2 ? "never" : "2024-09-10 15:00:00") + "\",\"备注\":\"" + note + "\"}\n";
    file("many.ndjson", all);
    ASSERT_EQ(run_into("f.csv", "r.csv").exit, 0);
    findings_ = std::to_string(lines_of(text("f.csv")).size() - 1) + "\n";
  }
  Ran run_into(const std::string& findings, const std::string& rejects) const {
    return judge({"--cases", "many.ndjson", "--out", findings, "--rejects", rejects, "--max-rejects", "100%"});
  }
  std::string findings_;
};

TEST_F(OneSinkTest, FindingsAndRejectsInPostgres) {
  server().psql("CREATE SCHEMA one");
  const std::string pg = server().address() + "#one.";
  const auto ran = run_into(pg + "f", pg + "r");
  ASSERT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(server().psql("SELECT count(*) FROM one.f"), findings_);
  EXPECT_EQ(server().psql("SELECT count(*), count(DISTINCT key) FROM one.r"), "30000|30000\n");
}

TEST_F(OneSinkTest, FindingsAndRejectsInFiles) {
  for (const std::string name : {"out.sqlite", "out.duckdb"}) {
    const auto ran = run_into(name + "#f", name + "#r");
    ASSERT_EQ(ran.exit, 0) << name << ran.err;
    const auto ask = [&](const std::string& sql) { return name == "out.sqlite" ? sqlite_rows(at(name), sql) : duckdb_rows(at(name), sql); };
    EXPECT_EQ(ask("SELECT count(*) FROM f"), findings_) << name;
    EXPECT_EQ(ask("SELECT count(*) FROM r"), "30000\n") << name;
  }
}

}  // namespace
}  // namespace zs::test
