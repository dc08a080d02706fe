// Disks, folders, locks and rights that fail while tables are written: a message in both languages, exit code 5, the tables as they were.
#include "io/duckdb/database.h"
#include "io/postgres/connection.h"
#include "io/sqlite/connection.h"
#include "tests/sources/server.h"
#include "tests/sources/sink_world.h"
#include "tests/sources/tables.h"

#include <filesystem>
#include <functional>
#include <future>
#include <thread>

namespace zs::test {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class SinkFaults : public SinkWorld {
 protected:
  void SetUp() override {
    SinkWorld::SetUp();
    restore();
    old_ = state(), names_ = names();
  }
  void expect_failed(const Ran& ran, const std::string& words, const std::string& folder = ".") const {
    EXPECT_EQ(ran.exit, 5) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(words));
    EXPECT_EQ(state(folder), old_) << words;
  }
  /// In both languages at once, for some wait; nothing is left beside, and the next run succeeds when `mend` was called.
  void expect_said(const std::function<Ran(const char* lang)>& run, const std::string& zh, const std::string& en, const std::function<void()>& mend = [] {}) const {
    expect_failed(run("zh"), zh);
    expect_failed(run("en"), en);
    EXPECT_EQ(names(), names_);
    mend();
    EXPECT_EQ(second().exit, 0) << zh;
    EXPECT_NE(state(), old_);
  }
  std::string old_;
  std::vector<std::string> names_;
};

class SinkFile : public SinkFaults {};
INSTANTIATE_TEST_SUITE_P(Databases, SinkFile, testing::Values("sqlite_plain", "sqlite_upsert", "sqlite_new", "duckdb_plain", "duckdb_upsert", "duckdb_new"), name_of);

/// A file system with some room, but not enough for the new rows beside the old ones.
TEST_P(SinkFile, AFullDiskLeavesTheOldState) {
  const size_t room = is_new() ? 24 : fs::file_size(at(database())) / 1024 + 24;
  for (const auto& [lang, words] : {std::pair{"zh", "磁盘已满"}, {"en", "the disk is full"}}) {
    const std::string copy = is_new() ? "" : "cp " + database() + " small/; ", run = line("small/" + database(), {"--lang", lang});
    const auto ran = on_small_disk(room, copy + run + "; code=$?; rm -rf after; cp -r small after; ls -A small >left; exit $code");
    expect_failed(ran, words, "after");
    EXPECT_THAT(ran.err, HasSubstr("small/" + database()));
    EXPECT_EQ(text("left"), is_new() ? "" : database() + "\n");   // no journal, no temporary file
  }
  EXPECT_EQ(second().exit, 0);
}

/// What is full is where rows are gathered, not where the tables are.
TEST_P(SinkFile, AFullTemporaryFolderIsSaid) {
  for (const auto& [lang, words] : {std::pair{"zh", "写不了 small 中的临时文件：磁盘已满"}, {"en", "cannot write a temporary file in small: the disk is full"}}) {
    const auto ran = on_small_disk(16, "export TMPDIR=small; " + line(database(), {"--lang", lang}) + "; code=$?; ls -A small >left; exit $code");
    EXPECT_EQ(text("left"), "");
    if (ran.exit == 0 && kind() == "sqlite") return;   // SQLite keeps so few rows in memory
    expect_failed(ran, words);
  }
}

TEST_P(SinkFile, ADiskThatDoesNotSyncIsSaid) {
  const auto faults = with_faults({{"ZS_FAIL_SYNC", "out." + kind()}});
  expect_said([&](const char* lang) { return second(faults, {"--lang", lang}); }, kind() == "sqlite" ? "磁盘读写失败" : "设备读写出错", kind() == "sqlite" ? "the disk failed" : "the device failed");
}

TEST_P(SinkFile, AFolderThatCannotBeWrittenIsSaid) {
  Call nobody;
  nobody.as_nobody = true;
  fs::create_directory(at("tmp"));
  fs::permissions(at("tmp"), fs::perms(0777));
  nobody.environment = {{"TMPDIR", at("tmp")}};
  const auto in = [&](const char* lang) { return second(nobody, {"--summary", "/dev/null", "--lang", lang}); };
  fs::permissions(at("."), fs::perms(0555));
  const Ran zh = in("zh"), en = in("en");
  fs::permissions(at("."), fs::perms(0755));
  expect_failed(zh, "写不了 " + database() + "：没有权限");
  expect_failed(en, "cannot write " + database() + ": permission denied");
  if (is_new()) return;
  fs::permissions(at("."), fs::perms(0777)), fs::permissions(at(database()), fs::perms(0444));
  expect_failed(in("zh"), "写不了 " + database() + "：没有权限");
}

class SinkLockedFile : public SinkFaults {};
INSTANTIATE_TEST_SUITE_P(Databases, SinkLockedFile, testing::Values("sqlite_plain", "duckdb_plain"), name_of);

/// Both languages at once, for each waits for the other program for ten seconds.
TEST_P(SinkLockedFile, AnotherProgramThatHoldsTheFileIsSaid) {
  const auto both = [&] {
    const auto ran = shell(line(database(), {"--summary", "en.json", "--lang", "en"}) + " 2>en & " + line(database()) + " 2>zh; echo $?; wait $!; echo $?");
    EXPECT_EQ(ran.out, "5\n5\n");
  };
  if (kind() == "sqlite") {
    auto holder = sqlite::Connection::open(at(database()), SQLITE_OPEN_READWRITE);
    ASSERT_TRUE(holder && holder->run("BEGIN IMMEDIATE"));
    both();
  } else {
    auto holder = duck::Database::open_bounded(at(database()), 64u << 20);
    ASSERT_TRUE(holder);
    both();
  }
  std::filesystem::remove(at("en.json"));
  EXPECT_THAT(text("zh"), HasSubstr("正被别的程序使用；请稍后重试"));
  EXPECT_THAT(text("en"), HasSubstr("it is in use by another program; try again later"));
  EXPECT_EQ(state(), old_);
  EXPECT_EQ(second().exit, 0);
}

/// One that lets go in time is waited for.
TEST_P(SinkLockedFile, AnotherProgramIsWaitedFor) {
  auto running = std::future<Ran>();
  if (kind() == "sqlite") {
    auto holder = sqlite::Connection::open(at(database()), SQLITE_OPEN_READWRITE);
    ASSERT_TRUE(holder && holder->run("BEGIN IMMEDIATE"));
    running = std::async(std::launch::async, [&] { return second(); });
    std::this_thread::sleep_for(std::chrono::seconds(1));
  } else {
    auto holder = duck::Database::open_bounded(at(database()), 64u << 20);
    ASSERT_TRUE(holder);
    running = std::async(std::launch::async, [&] { return second(); });
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  const auto ran = running.get();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(state(), old_);
}

class SinkStopped : public SinkFaults {};
INSTANTIATE_TEST_SUITE_P(Databases, SinkStopped, testing::Values("sqlite_plain", "sqlite_new", "duckdb_plain", "duckdb_new", "postgres_plain"), name_of);

/// Ctrl-C once, and twice: the tables are as they were, and no temporary file or folder is left.
TEST_P(SinkStopped, ARunThatIsStoppedLeavesNothing) {
  for (const auto& [signals, code] : {std::pair{"INT", "130\n"}, {"INT INT TERM", ""}}) {
    auto a = line(database());
    a = with(a, "'after.ndjson'", "pipe.ndjson");
    const auto ran = shell("rm -f pipe.ndjson; mkfifo pipe.ndjson; " + a + " & p=$!; exec 3> pipe.ndjson; (cat after.ndjson after.ndjson after.ndjson after.ndjson after.ndjson | sed 's/K0/L0/' >&3) & "
                           "sleep 0.7; for s in " + std::string(signals) + "; do kill -$s $p; done; wait $p; echo $?; exec 3>&-; rm -f pipe.ndjson s.partial.json");
    EXPECT_THAT(ran.out, AnyOf(std::string("130\n"), std::string(*code ? "130\n" : "143\n"))) << ran.err;
    EXPECT_EQ(state(), old_);
    EXPECT_EQ(names(), names_) << signals;
  }
}

class SinkOnServer : public SinkFaults {
 protected:
  void psql(const std::string& sql) const { server().psql("SET search_path = sink; " + sql); }
  /// What the server answers when something of its own fails, at the statement or not before the commit.
  void fail_with(const std::string& state, const std::string& message, bool at_commit) const {
    psql("CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "', MESSAGE = '" + message + "'; END$$;");
    psql(std::string("CREATE ") + (at_commit ? "CONSTRAINT TRIGGER fault AFTER INSERT ON f DEFERRABLE INITIALLY DEFERRED" : "TRIGGER fault BEFORE INSERT ON f") + " FOR EACH ROW EXECUTE FUNCTION fault()");
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, SinkOnServer, testing::Values("postgres_plain", "postgres_upsert"), name_of);

TEST_P(SinkOnServer, WhatFailsOnTheServerIsSaid) {
  struct Fault {
    const char *state, *message, *zh, *en;
  };
  for (const Fault& f : {Fault{"53100", "could not extend file: No space left on device", "服务器的磁盘、内存或连接数不够", "the server is out of disk, memory or connections"},
                         Fault{"58030", "could not fsync file: Input/output error", "could not fsync file", "could not fsync file"}})
    for (const bool at_commit : {false, true}) {
      restore();
      fail_with(f.state, f.message, at_commit);
      expect_said([&](const char* lang) { return second({}, {"--lang", lang}); }, f.zh, f.en, [&] { psql("DROP FUNCTION fault CASCADE"); });
      names_ = names();
    }
}

TEST_P(SinkOnServer, RightsThatAreMissingAreSaid) {
  const std::string read_only = with(database(), "search_path%3Dsink", "search_path%3Dsink%20-cdefault_transaction_read_only%3Don");
  expect_said([&](const char* lang) { return zs_with(arguments(read_only, {"--lang", lang}), {}); }, "没有权限", "it is not allowed");
}

TEST_P(SinkOnServer, AServerThatIsNotThereIsSaid) {
  server().kill();
  const auto zh = second({}, {"--lang", "zh"}), en = second({}, {"--lang", "en"});
  server().start();
  expect_failed(zh, "连不上");
  expect_failed(en, "cannot connect");
}

/// How long is waited is the address's to say.
TEST_P(SinkOnServer, ALockThatIsHeldIsSaid) {
  auto holder = postgres::Connection::open(server().address());
  ASSERT_TRUE(holder && holder->run("SET application_name = 'holder'; BEGIN; LOCK TABLE sink.u IN ACCESS EXCLUSIVE MODE"));
  const std::string impatient = with(database(), "search_path%3Dsink", "search_path%3Dsink%20-clock_timeout%3D300ms");
  const auto zh = zs_with(arguments(impatient, {"--lang", "zh"}), {}), en = zs_with(arguments(impatient, {"--lang", "en"}), {});
  ASSERT_TRUE(holder->run("ROLLBACK"));
  expect_failed(zh, "正被别的程序使用；请稍后重试");
  expect_failed(en, "it is in use by another program; try again later");
  EXPECT_EQ(second().exit, 0);
}

TEST_P(SinkOnServer, ALockIsNotWaitedForWithoutEnd) {
  auto holder = postgres::Connection::open(server().address());
  ASSERT_TRUE(holder && holder->run("SET application_name = 'holder'; BEGIN; LOCK TABLE sink.f IN SHARE MODE"));
  const auto ran = shell("timeout 60 " + line(database()));
  ASSERT_TRUE(holder->run("ROLLBACK"));
  expect_failed(ran, "正被别的程序使用；请稍后重试");
}

}  // namespace
}  // namespace zs::test
