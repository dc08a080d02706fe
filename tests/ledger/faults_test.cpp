// Disks, folders, servers and rights that fail: a message in both languages, exit code 5, and the ledger as the last run left it.
#include "tests/ledger/crash_world.h"

#include <filesystem>

namespace zs::test {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;

class LedgerFaults : public CrashWorld {
 protected:
  void SetUp() override {
    CrashWorld::SetUp();
    restore();
    before_ = state(ledger()), log_ = log(ledger());
  }
  void expect_untouched(const std::string& what) const {
    EXPECT_EQ(state(ledger()), before_) << what;
    EXPECT_EQ(log(ledger()), log_) << what;
    EXPECT_EQ(text("out.csv"), "old") << what;
  }
  /// The second run in both languages; each must fail with its words, change nothing, and succeed when `mend` has been called.
  void expect_said(const std::function<Ran(const char* lang)>& run, const std::string& zh, const std::string& en, const std::function<void()>& mend) const {
    for (const auto& [lang, words] : {std::pair{"zh", zh}, {"en", en}}) {
      const auto ran = run(lang);
      EXPECT_EQ(ran.exit, 5) << ran.err;
      EXPECT_THAT(ran.err, HasSubstr(words));
      expect_untouched(words);
    }
    mend();
    EXPECT_EQ(second().exit, 0) << zh;
    EXPECT_GT(lines_of(text("out.csv")).size(), 300u) << zh;
  }
  Ran second_in(const char* lang, Call call = {}) const { return judge_into(ledger(), "after.ndjson", "2024-10-25", {"--lang", lang}, std::move(call)); }

  std::vector<std::string> before_, log_;
};

class LedgerFile : public LedgerFaults {
 protected:
  std::string run(const char* lang, const std::string& at = "l.db") const { return fmt::format("$ZS run rules.zs --ledger {} --as-of 2024-10-25 --out out.csv --cases after.ndjson --lang {}", at, lang); }
};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerFile, testing::Values("sqlite"), [](const auto& info) { return std::string(info.param); });

TEST_P(LedgerFile, ALimitOfFileSizeLeavesTheOldState) {
  const auto size = fs::file_size(at("l.db")) / 1024;
  for (const char* lang : {"zh", "en"}) {
    const auto ran = shell(fmt::format("trap '' XFSZ; ulimit -f {}; {}", size + 4, run(lang)));
    EXPECT_EQ(ran.exit, 5) << ran.err;
    EXPECT_THAT(ran.err, AnyOf(HasSubstr("磁盘已满"), HasSubstr("磁盘读写失败"), HasSubstr("the disk is full"), HasSubstr("the disk failed")));
    EXPECT_THAT(ran.err, AnyOf(HasSubstr("账本仍是上次运行后的样子"), HasSubstr("The ledger is as the last run left it")));
    expect_untouched(lang);
  }
  EXPECT_EQ(second().exit, 0);   // and with room it goes on
}

/// A file system of a few pages more than the ledger has.
TEST_P(LedgerFile, AFullDiskLeavesTheOldState) {
  const auto room = (fs::file_size(at("l.db")) + 8 * 16384) / 1024;
  for (const auto& [lang, words] : {std::pair{"zh", "磁盘已满"}, {"en", "the disk is full"}}) {
    const auto ran = on_small_disk(room, "cp l.db small/; " + run(lang, "small/l.db") + "; code=$?; cp small/l.db l.db; ls small >left; exit $code");
    EXPECT_EQ(ran.exit, 5) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(words));
    EXPECT_EQ(text("left"), "l.db\n");   // no journal is left
    expect_untouched(words);
  }
  EXPECT_EQ(second().exit, 0);
}

TEST_P(LedgerFile, ADiskThatDoesNotSyncIsSaid) {
  for (const char* which : {"l.db", "l.db-journal"}) {
    restore();
    const auto faults = with_faults({{"ZS_FAIL_SYNC", which}});
    expect_said([&](const char* lang) { return second_in(lang, faults); }, "磁盘读写失败", "the disk failed", [] {});
  }
}

/// The changes themselves cannot be synced: the ledger has them, and the next run delivers them.
TEST_P(LedgerFile, ChangesThatDoNotSyncComeWithTheNextRun) {
  for (const auto& [lang, words] : {std::pair{"zh", "变化由下次运行补写"}, {"en", "the next run will deliver the changes"}}) {
    restore();
    const auto ran = second_in(lang, with_faults({{"ZS_FAIL_SYNC", ".out.csv."}, {"ZS_SPARE_SYNC", "provenance"}}));
    EXPECT_EQ(ran.exit, 5);
    EXPECT_THAT(ran.err, HasSubstr(words));
    EXPECT_EQ(text("out.csv"), "old");
    ASSERT_EQ(second().exit, 0);
    EXPECT_GT(lines_of(text("out.csv")).size(), 300u);
  }
}

TEST_P(LedgerFile, AFolderThatCannotBeWrittenIsSaid) {
  Call nobody;
  nobody.as_nobody = true;
  const auto in = [&](const char* lang, const char* ledger) {
    return zs_with({"run", "rules.zs", "--ledger", ledger, "--as-of", "2024-10-25", "--out", "/dev/null", "--cases", "after.ndjson", "--lang", lang}, nobody);
  };
  fs::permissions(at("l.db"), fs::perms(0444));
  fs::permissions(at("."), fs::perms(0555));
  const std::vector<Ran> old{in("zh", "l.db"), in("en", "l.db")}, fresh{in("zh", "new.db"), in("en", "new.db")};
  fs::permissions(at("."), fs::perms(0755));
  EXPECT_THAT(old[0].err, HasSubstr("不能写"));
  EXPECT_THAT(old[1].err, HasSubstr("cannot be written"));
  EXPECT_THAT(fresh[0].err, HasSubstr("打不开"));
  EXPECT_THAT(fresh[1].err, HasSubstr("cannot be opened"));
  for (const auto* both : {&old, &fresh})
    for (const auto& ran : *both) EXPECT_EQ(ran.exit, 5) << ran.err;
  expect_untouched("a read-only folder");
}

TEST_P(LedgerFile, AnotherVersionIsSaid) {
  ASSERT_EQ(shell("python3 -c \"import sqlite3; c = sqlite3.connect('l.db'); c.execute(\\\"UPDATE zs_meta SET value = '1'\\\"); c.commit()\"").exit, 0);
  EXPECT_EQ(second_in("en").exit, 2);
  EXPECT_THAT(second_in("en").err, HasSubstr("has version 1 of the tables"));
  EXPECT_THAT(zs({"ledger", "l.db", "summary"}).err, HasSubstr("是第 1 版的"));
}

class LedgerOnServer : public LedgerFaults {
 protected:
  /// Of the ledger's database.
  void psql(const std::string& sql) const { server().psql("\\c crash\n" + sql); }
  /// What the server answers when something of its own fails, at the statement or not before the commit.
  void fail_with(const std::string& state, const std::string& message, bool at_commit) const {
    psql("CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "', MESSAGE = '" + message + "'; END$$;");
    psql(std::string("CREATE ") + (at_commit ? "CONSTRAINT TRIGGER fault AFTER INSERT ON zs_changes DEFERRABLE INITIALLY DEFERRED" : "TRIGGER fault BEFORE INSERT ON zs_changes") + " FOR EACH ROW EXECUTE FUNCTION fault()");
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerOnServer, testing::Values("postgres"), [](const auto& info) { return std::string(info.param); });

TEST_P(LedgerOnServer, WhatFailsOnTheServerIsSaid) {
  struct Fault {
    const char *state, *message, *zh, *en;
  };
  for (const Fault& f : {Fault{"53100", "could not extend file: No space left on device", "服务器的磁盘、内存或连接数不够", "the server is out of disk, memory or connections"},
                         Fault{"58030", "could not fsync file: Input/output error", "could not fsync file", "could not fsync file"}})
    for (const bool at_commit : {false, true}) {
      restore();
      fail_with(f.state, f.message, at_commit);
      expect_said([&](const char* lang) { return second_in(lang); }, f.zh, f.en, [&] { psql("DROP FUNCTION fault CASCADE"); });
    }
}

TEST_P(LedgerOnServer, RightsThatAreMissingAreSaid) {
  psql("ALTER DATABASE crash SET default_transaction_read_only = on");
  EXPECT_THAT(second_in("zh").err, testing::Not(HasSubstr("再运行一次")));   // it would not help
  expect_said([&](const char* lang) { return second_in(lang); }, "没有权限", "it is not allowed", [&] { psql("SET default_transaction_read_only = off; ALTER DATABASE crash RESET default_transaction_read_only"); });
}

TEST_P(LedgerOnServer, AServerThatIsNotThereIsSaid) {
  server().kill();
  const auto zh = second_in("zh"), en = second_in("en");
  server().start();
  EXPECT_EQ(zh.exit, 5);
  EXPECT_THAT(zh.err, HasSubstr("连不上"));
  EXPECT_EQ(en.exit, 5);
  EXPECT_THAT(en.err, HasSubstr("cannot connect"));
  expect_untouched("no server");
}

}  // namespace
}  // namespace zs::test
