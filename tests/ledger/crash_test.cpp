// Runs that are killed, and disks that fail: afterwards the ledger is what it was, and another run makes good what is missing.
#include "tests/ledger/world.h"

#include <cstdlib>
#include <filesystem>
#include <random>

namespace zs::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class LedgerCrash : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    std::string before, after;
    for (int i = 0; i < 300; ++i) {
      before += case_line(fmt::format("K{:03}", i), 8 + i % 5);
      after += case_line(fmt::format("K{:03}", i), 8 + i % 5, i % 3 ? 0 : 20, i % 7 ? "" : R"("结果":"不予","费用":1)");
    }
    file("before.ndjson", before), file("after.ndjson", after);
    ASSERT_EQ(judge_into("base.db", "before.ndjson", "2024-10-16").exit, 0);
  }

  Call with_faults(std::map<std::string, std::string> environment) const {
    Call call;
    call.environment = std::move(environment);
    call.environment["LD_PRELOAD"] = ZS_DISK_FAULTS;
    return call;
  }
  Ran second(Call call = {}) const { return judge_into("l.db", "after.ndjson", "2024-10-25", {}, std::move(call)); }
  /// The runs of the ledger, and whether their changes were delivered; asked of a copy, so that the ledger itself is left as the killed run left it.
  std::vector<std::string> runs() const {
    fs::remove(at("copy.db-journal"));
    for (const char* end : {"", "-journal"})
      if (exists(std::string("l.db") + end)) fs::copy_file(at(std::string("l.db") + end), at(std::string("copy.db") + end), fs::copy_options::overwrite_existing);
    return rows("copy.db", "SELECT id, delivered FROM zs_runs");
  }
  /// The base again, and the file of changes as the first run left it.
  void restore() const {
    fs::remove(at("l.db-journal"));
    fs::copy_file(at("base.db"), at("l.db"), fs::copy_options::overwrite_existing);
    file("out.csv", "old");
  }
};

/// SIGKILL before a random one of all the calls by which the run changes files. ZS_KILLS says how many.
TEST_F(LedgerCrash, AKilledRunIsMadeGoodByTheNext) {
  restore();
  auto undisturbed = with_faults({{"ZS_COUNT_TO", at("count")}});
  ASSERT_EQ(second(undisturbed).exit, 0);
  const long calls = std::stol(text("count"));
  ASSERT_GT(calls, 20);
  const auto changes = text("out.csv");
  const auto wanted = state("l.db"), wanted_log = log("l.db");
  ASSERT_GT(lines_of(changes).size(), 300u);

  const char* many = std::getenv("ZS_KILLS");
  const int kills = many ? std::atoi(many) : 30;
  std::mt19937 random(7);
  int before_commit = 0, after_commit = 0;
  for (int k = 0; k < kills; ++k) {
    restore();
    // The last calls are those around the commit: they get their share.
    const long at_call = k % 2 ? 1 + static_cast<long>(random() % static_cast<unsigned long>(calls)) : calls - static_cast<long>(random() % 20);
    ASSERT_EQ(second(with_faults({{"ZS_KILL_AT", std::to_string(at_call)}})).signal, SIGKILL) << at_call;
    const auto delivered = runs();
    ++(delivered.size() == 1 ? before_commit : after_commit);
    // Killed when all was done: the changes had reached their file, and running again has nothing to tell.
    const bool done = delivered.size() == 2 && delivered[1] == "2|1";
    if (done) EXPECT_EQ(text("out.csv"), changes) << at_call;
    ASSERT_EQ(second().exit, 0) << at_call;
    EXPECT_EQ(state("l.db"), wanted) << at_call;
    EXPECT_EQ(log("l.db"), wanted_log) << at_call;
    EXPECT_EQ(text("out.csv"), done ? lines_of(changes)[0] + "\n" : changes) << at_call;
  }
  EXPECT_GT(before_commit, 0);
  EXPECT_GT(after_commit, 0);
  // Nothing is left to be delivered.
  EXPECT_TRUE(rows("l.db", "SELECT id FROM zs_runs WHERE delivered = 0").empty());
}

/// Where the next run writes elsewhere, the first run's file is completed, and nothing is told twice.
TEST_F(LedgerCrash, WhatWasNotDeliveredGoesWhereItBelongs) {
  restore();
  ASSERT_EQ(second(with_faults({{"ZS_COUNT_TO", at("count")}})).exit, 0);
  const auto changes = text("out.csv");
  const long calls = std::stol(text("count"));
  bool seen = false;
  for (long back = 0; back < 30 && !seen; ++back) {
    restore();
    ASSERT_EQ(second(with_faults({{"ZS_KILL_AT", std::to_string(calls - back)}})).signal, SIGKILL);
    if (runs().size() != 2 || text("out.csv") != "old") continue;
    seen = true;
    const auto next = zs({"run", "rules.zs", "--ledger", "l.db", "--as-of", "2024-10-25", "--out", "next.csv", "--cases", "after.ndjson"});
    EXPECT_EQ(next.exit, 0);
    EXPECT_THAT(next.err, HasSubstr("变化已补写到"));
    EXPECT_EQ(text("out.csv"), changes);
    EXPECT_EQ(lines_of(text("next.csv")).size(), 1u);
  }
  EXPECT_TRUE(seen);
}

TEST_F(LedgerCrash, AFullDiskLeavesTheOldState) {
  restore();
  const auto before = state("l.db");
  const auto size = fs::file_size(at("l.db")) / 1024;
  const auto ran = shell(fmt::format("trap '' XFSZ; ulimit -f {}; $ZS run rules.zs --ledger l.db --as-of 2024-10-25 --out out.csv --cases after.ndjson", size + 4));
  EXPECT_EQ(ran.exit, 5) << ran.err;
  EXPECT_THAT(ran.err, testing::AnyOf(HasSubstr("磁盘已满"), HasSubstr("磁盘读写失败")));
  EXPECT_EQ(state("l.db"), before);
  EXPECT_EQ(text("out.csv"), "old");
  EXPECT_EQ(second().exit, 0);   // and with room it goes on
}

TEST_F(LedgerCrash, ADiskThatDoesNotSyncIsSaid) {
  for (const char* which : {"l.db", "l.db-journal"}) {
    restore();
    const auto before = state("l.db");
    const auto ran = second(with_faults({{"ZS_FAIL_SYNC", which}}));
    EXPECT_EQ(ran.exit, 5) << which << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("磁盘读写失败")) << which;
    EXPECT_EQ(state("l.db"), before) << which;
    EXPECT_EQ(text("out.csv"), "old") << which;
  }
  // The changes themselves cannot be synced: the ledger has them, and the next run delivers them.
  restore();
  const auto ran = second(with_faults({{"ZS_FAIL_SYNC", ".out.csv."}, {"ZS_SPARE_SYNC", "provenance"}}));
  EXPECT_EQ(ran.exit, 5);
  EXPECT_THAT(ran.err, HasSubstr("变化由下次运行补写"));
  EXPECT_EQ(text("out.csv"), "old");
  ASSERT_EQ(second().exit, 0);
  EXPECT_GT(lines_of(text("out.csv")).size(), 300u);
}

TEST_F(LedgerCrash, AFolderThatCannotBeWrittenIsSaid) {
  restore();
  const auto before = state("l.db");
  fs::permissions(at("l.db"), fs::perms(0444));
  fs::permissions(at("."), fs::perms(0555));
  Call nobody;
  nobody.as_nobody = true;
  const auto ran = zs_with({"run", "rules.zs", "--ledger", "l.db", "--as-of", "2024-10-25", "--out", "/dev/null", "--cases", "after.ndjson"}, nobody);
  const auto made = zs_with({"run", "rules.zs", "--ledger", "new.db", "--as-of", "2024-10-25", "--out", "/dev/null", "--cases", "after.ndjson", "--lang", "en"}, nobody);
  fs::permissions(at("."), fs::perms(0755));
  EXPECT_EQ(ran.exit, 5);
  EXPECT_THAT(ran.err, HasSubstr("不能写"));
  EXPECT_EQ(made.exit, 5);
  EXPECT_THAT(made.err, HasSubstr("cannot be opened"));
  EXPECT_EQ(state("l.db"), before);
}

}  // namespace
}  // namespace zs::test
