// Runs that are killed, and servers that are stopped: afterwards the ledger is what it was or what it should be, and another run makes
// good what is missing.
#include "tests/ledger/crash_world.h"

#include <cstdlib>
#include <random>

namespace zs::test {
namespace {

using testing::HasSubstr;

/// ZS_KILLS says how many; a server is stopped a quarter as often, for it has to be started again each time.
int kills_wanted(int usual) {
  const char* many = std::getenv("ZS_KILLS");
  return many ? std::atoi(many) : usual;
}

class LedgerCrash : public CrashWorld {
 protected:
  /// What an undisturbed second run comes to.
  void SetUp() override {
    CrashWorld::SetUp();
    restore();
    ASSERT_EQ(second(with_faults({{"ZS_COUNT_TO", at("count")}})).exit, 0);
    calls_ = std::stol(text("count"));
    ASSERT_GT(calls_, 20);
    changes_ = text("out.csv"), state_ = state(ledger()), log_ = log(ledger());
    ASSERT_GT(lines_of(changes_).size(), 300u);
  }

  /// A call to be cut off at: any, or one of the last, which are those around the commit and get their share.
  long some_call(int k) { return k % 2 ? 1 + static_cast<long>(random_() % static_cast<unsigned long>(calls_)) : calls_ - static_cast<long>(random_() % 20); }

  /// The run was cut short: the next one must come to what an undisturbed run comes to, each change told once.
  void make_good(long at_call) {
    const auto delivered = runs();
    ++(delivered.size() == 1 ? before_commit_ : after_commit_);
    // Cut short when all was done: the changes had reached their file, and running again has nothing to tell.
    const bool done = delivered.size() == 2 && delivered[1] == "2|1";
    if (done) EXPECT_EQ(text("out.csv"), changes_) << at_call;
    const auto next = second();
    ASSERT_EQ(next.exit, 0) << at_call << next.err;
    EXPECT_EQ(state(ledger()), state_) << at_call;
    EXPECT_EQ(log(ledger()), log_) << at_call;
    EXPECT_EQ(text("out.csv"), done ? lines_of(changes_)[0] + "\n" : changes_) << at_call;
    EXPECT_TRUE(rows(ledger(), "SELECT id FROM zs_runs WHERE delivered = 0").empty()) << at_call;
  }

  long calls_ = 0;
  std::string changes_;
  std::vector<std::string> state_, log_;
  std::mt19937 random_{7};
  int before_commit_ = 0, after_commit_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerCrash, testing::Values("sqlite", "postgres"), [](const auto& info) { return std::string(info.param); });

/// SIGKILL before a random one of all the calls by which the run changes files or speaks to its server.
TEST_P(LedgerCrash, AKilledRunIsMadeGoodByTheNext) {
  for (int k = 0, kills = kills_wanted(on_server() ? 12 : 30); k < kills; ++k) {
    restore();
    const long at_call = some_call(k);
    ASSERT_EQ(second(with_faults({{"ZS_KILL_AT", std::to_string(at_call)}})).signal, SIGKILL) << at_call;
    make_good(at_call);
  }
  EXPECT_GT(before_commit_, 0);
  EXPECT_GT(after_commit_, 0);
}

/// Where the next run writes elsewhere, the first run's file is completed, and nothing is told twice.
TEST_P(LedgerCrash, WhatWasNotDeliveredGoesWhereItBelongs) {
  bool seen = false;
  for (long back = 0; back < 30 && !seen; ++back) {
    restore();
    ASSERT_EQ(second(with_faults({{"ZS_KILL_AT", std::to_string(calls_ - back)}})).signal, SIGKILL);
    if (runs().size() != 2 || text("out.csv") != "old") continue;
    seen = true;
    const auto next = zs({"run", "rules.zs", "--ledger", ledger(), "--as-of", "2024-10-25", "--out", "next.csv", "--cases", "after.ndjson"});
    EXPECT_EQ(next.exit, 0);
    EXPECT_THAT(next.err, HasSubstr("变化已补写到"));
    EXPECT_EQ(text("out.csv"), changes_);
    EXPECT_EQ(lines_of(text("next.csv")).size(), 1u);
  }
  EXPECT_TRUE(seen);
}

class LedgerServerCrash : public LedgerCrash {};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerServerCrash, testing::Values("postgres"), [](const auto& info) { return std::string(info.param); });

/// The server is stopped as by a power cut, at a random moment of the run, and started again.
TEST_P(LedgerServerCrash, AServerThatIsStoppedLosesNothing) {
  int told = 0;
  for (int k = 0, stops = kills_wanted(16) / 4; k < stops; ++k) {
    restore();
    const long at_call = some_call(k);
    const auto ran = second(with_faults({{"ZS_QUIT_AT", std::to_string(at_call)}, {"ZS_QUIT", std::to_string(server().process())}}));
    if (ran.exit != 0) {
      ++told;
      EXPECT_EQ(ran.exit, 5) << at_call;
      EXPECT_THAT(ran.err, testing::AnyOf(HasSubstr("连接中断"), HasSubstr("连接断了"), HasSubstr("连不上"))) << at_call;
    }
    server().kill();   // until it is gone
    server().start();
    make_good(at_call);
  }
  EXPECT_GT(told, 0);
}

}  // namespace
}  // namespace zs::test
