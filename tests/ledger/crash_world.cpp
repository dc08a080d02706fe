#include "tests/ledger/crash_world.h"

#include <filesystem>
#include <unistd.h>

namespace zs::test {

namespace fs = std::filesystem;

void CrashWorld::SetUp() {
  LedgerTest::SetUp();
  std::string before, after;
  for (int i = 0; i < 300; ++i) {
    before += case_line(fmt::format("K{:03}", i), 8 + i % 5);
    after += case_line(fmt::format("K{:03}", i), 8 + i % 5, i % 3 ? 0 : 20, i % 7 ? "" : R"("结果":"不予","费用":1)");
  }
  file("before.ndjson", before), file("after.ndjson", after);
  if (on_server()) server().psql("DROP DATABASE IF EXISTS base WITH (FORCE)"), server().psql("CREATE DATABASE base");
  ASSERT_EQ(judge_into(on_server() ? server().address("base") : "base.db", "before.ndjson", "2024-10-16").exit, 0);
}

std::string CrashWorld::ledger() const { return on_server() ? server().address("crash") : "l.db"; }

void CrashWorld::restore() const {
  file("out.csv", "old");
  if (on_server()) {
    server().psql("DROP DATABASE IF EXISTS crash WITH (FORCE)");
    server().psql("CREATE DATABASE crash TEMPLATE base");
    return;
  }
  fs::remove(at("l.db-journal"));
  fs::copy_file(at("base.db"), at("l.db"), fs::copy_options::overwrite_existing);
}

Call CrashWorld::with_faults(std::map<std::string, std::string> environment) {
  Call call;
  call.environment = std::move(environment);
  call.environment["LD_PRELOAD"] = ZS_DISK_FAULTS;
  return call;
}

std::vector<std::string> CrashWorld::runs() const {
  const std::string sql = "SELECT id, delivered FROM zs_runs";
  if (on_server()) {
    // The server may still be doing what the killed run asked for.
    for (int tenths = 0; tenths < 100 && server().psql("SELECT 1 FROM pg_stat_activity WHERE datname = 'crash'") != ""; ++tenths) ::usleep(100'000);
    return rows(ledger(), sql);
  }
  fs::remove(at("copy.db-journal"));
  for (const char* end : {"", "-journal"})
    if (exists(std::string("l.db") + end)) fs::copy_file(at(std::string("l.db") + end), at(std::string("copy.db") + end), fs::copy_options::overwrite_existing);
  return rows("copy.db", sql);
}

}  // namespace zs::test
