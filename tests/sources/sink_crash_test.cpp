// Runs into tables that are killed, and servers that are stopped: afterwards the tables are the old ones or the new ones, all of them
// together, and the next run brings them to what an undisturbed run brings them to.
#include "tests/sources/server.h"
#include "tests/sources/sink_world.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>

namespace zs::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

/// ZS_KILLS=200 for the long form; a server is stopped a quarter as often, for it has to be started again each time.
int kills_wanted(int usual) {
  const char* many = std::getenv("ZS_KILLS");
  return many ? std::atoi(many) : usual;
}

class SinkCrash : public SinkWorld {
 protected:
  /// What an undisturbed run comes to.
  void SetUp() override {
    SinkWorld::SetUp();
    restore();
    old_ = state();
    ASSERT_EQ(second(with_faults({{"ZS_COUNT_TO", at("count")}})).exit, 0);
    calls_ = std::stol(text("count"));
    ASSERT_GT(calls_, 10);
    new_ = state(), names_ = names();
    ASSERT_NE(old_, new_);
    ASSERT_GT(lines_of(new_).size(), 1000u);
    restore();
    const auto begun = std::chrono::steady_clock::now();
    ASSERT_EQ(second().exit, 0);
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  }

  /// A call to be cut off at: any, or one of the last, which are those around the commit and get their share.
  long some_call(int k) {
    const long last = std::min(calls_, 40L), of = k % 2 ? calls_ : last;
    return calls_ - static_cast<long>(random_() % static_cast<unsigned long>(of));
  }

  /// By turns at a call that changes files or speaks to the server, and after a stretch of time. What it was, for messages.
  std::string kill_once(int k) {
    if (k % 3 == 2) {
      const std::string delay = fmt::format("{:.4f}", std::uniform_real_distribution<double>(0, seconds_ * 1.05)(random_));
      shell(line(database()) + " 2>/dev/null & p=$!; sleep " + delay + "; kill -9 $p 2>/dev/null; wait $p");
      return delay + " s";
    }
    const long at_call = some_call(k / 3 + k % 3);
    (void)second(with_faults({{"ZS_KILL_AT", std::to_string(at_call)}}));
    return "call " + std::to_string(at_call);
  }

  /// How many records have findings.
  static size_t keys_of(const std::string& state) {
    std::set<std::string> keys;
    for (const auto& line : lines_of(state.substr(0, state.find("\nnext\n")))) keys.insert(line.substr(0, line.find("|T-")));
    return keys.size() - 1;   // the table's name
  }

  void make_good(const std::string& when) {
    const std::string now = state();
    ASSERT_TRUE(now == old_ || now == new_) << when << ": " << lines_of(now).size() << " lines; before " << lines_of(old_).size() << ", undisturbed " << lines_of(new_).size();
    ++(now == old_ ? left_old_ : left_new_);
    const auto next = second();
    ASSERT_EQ(next.exit, 0) << when << next.err;
    ASSERT_EQ(state(), new_) << when;
    ASSERT_EQ(names(), names_) << when;   // neither journals nor temporary files are left
  }

  long calls_ = 0;
  double seconds_ = 0;
  std::string old_, new_;
  std::vector<std::string> names_;
  std::mt19937 random_{7};
  int left_old_ = 0, left_new_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Databases, SinkCrash,
                         testing::Values("sqlite_plain", "sqlite_upsert", "sqlite_new", "duckdb_plain", "duckdb_upsert", "duckdb_new", "postgres_plain", "postgres_upsert", "postgres_new"), name_of);

TEST_P(SinkCrash, AKilledRunLeavesTheOldTablesOrTheNewOnes) {
  for (int k = 0, kills = kills_wanted(8); k < kills && !HasFatalFailure(); ++k) {
    restore();
    make_good(kill_once(k));
  }
  RecordProperty("old", left_old_), RecordProperty("new", left_new_);
  EXPECT_GT(left_old_, 0) << "nobody was killed in time";
}

class SinkCrashRead : public SinkCrash {};
INSTANTIATE_TEST_SUITE_P(Databases, SinkCrashRead, testing::Values("sqlite_plain", "duckdb_plain"), name_of);

/// The file with the journal that a killed run left is a source like any other.
TEST_P(SinkCrashRead, WhatAKilledRunLeftCanBeRead) {
  const std::string journal = kind() == "sqlite" ? "out.sqlite-journal" : "out.duckdb.wal";
  int seen = 0;
  for (long back = 0; back < std::min(calls_, 60L) && seen < 5; ++back) {
    restore();
    (void)second(with_faults({{"ZS_KILL_AT", std::to_string(calls_ - back)}}));
    if (!exists(journal)) continue;
    ++seen;
    const bool old = state() == old_;
    const auto ran = zs({"run", "rules.zs", "--as-of", "2024-10-25", "--cases", database() + "#SELECT DISTINCT key AS 编号 FROM f", "--out", "read.csv", "--summary", "read.json"});
    EXPECT_EQ(ran.exit, 0) << back << ran.err;
    EXPECT_THAT(text("read.json"), HasSubstr("\"read\": " + std::to_string(keys_of(old ? old_ : new_)) + ",")) << back;
  }
  EXPECT_GT(seen, 0);
}

class SinkServerCrash : public SinkCrash {};
INSTANTIATE_TEST_SUITE_P(Databases, SinkServerCrash, testing::Values("postgres_plain", "postgres_upsert"), name_of);

/// The server is stopped as by a power cut, at a random moment of the run, and started again.
TEST_P(SinkServerCrash, AServerThatIsStoppedLosesNothing) {
  int told = 0;
  for (int k = 0, stops = kills_wanted(16) / 4; k < stops && !HasFatalFailure(); ++k) {
    restore();
    server().psql("CHECKPOINT");
    const long at_call = some_call(k);
    const auto ran = second(with_faults({{"ZS_QUIT_AT", std::to_string(at_call)}, {"ZS_QUIT", std::to_string(server().process())}}), {"--lang", k % 2 ? "zh" : "en"});
    if (ran.exit != 0) {
      ++told;
      EXPECT_EQ(ran.exit, 5) << at_call << ran.err;
      EXPECT_THAT(ran.err, AnyOf(HasSubstr("连接中断"), HasSubstr("连不上"), HasSubstr("was lost"), HasSubstr("cannot connect"))) << at_call;
    }
    server().kill();   // until it is gone
    server().start();
    make_good("call " + std::to_string(at_call));
  }
  EXPECT_GT(told, 0);
}

}  // namespace
}  // namespace zs::test
