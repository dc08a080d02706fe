// Runs while somebody reads the ledger, and what a reader sees while runs write.
#include "ledger/inquiry.h"
#include "ledger/summary.h"
#include "tests/ledger/world.h"

#include <chrono>
#include <future>
#include <thread>

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class LedgerReaders : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    file("a.ndjson", case_line("A1", 9));
    file("b.ndjson", case_line("B1", 8, 0, R"("结果":"不予","费用":1)"));
    ASSERT_EQ(judge_into("l.db", "a.ndjson", "2024-10-16").exit, 0);
  }
  std::unique_ptr<ledger::Connection> opened(const std::string& ledger) const {
    auto db = ledger::open_connection(ledger, ledger::Opening::kExisting);
    EXPECT_TRUE(db.has_value());
    return db ? std::move(*db) : nullptr;
  }
  /// Somebody who has begun to read and is not done.
  std::unique_ptr<ledger::Connection> reader() const {
    auto db = opened(at("l.db"));
    EXPECT_TRUE(db->begin_reading());
    EXPECT_TRUE(db->query("SELECT count(*) FROM zs_cases", {}, [](ledger::Row) { return Status(); }));
    return db;
  }
};

TEST_F(LedgerReaders, ACommitWaitsForThem) {
  auto reading = reader();
  auto running = std::async(std::launch::async, [&] { return judge_into("l.db", "b.ndjson", "2024-10-16"); });
  std::this_thread::sleep_for(std::chrono::seconds(7));   // longer than another writer is waited for
  EXPECT_NE(running.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  reading.reset();
  const auto ran = running.get();
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("有人正在读账本"));
  EXPECT_EQ(told().size(), 2u);
}

TEST_F(LedgerReaders, AWaitCanBeEnded) {
  const auto before = state("l.db");
  auto reading = reader();
  const auto ran = shell("$ZS run rules.zs --ledger l.db --as-of 2024-10-16 --out c.csv --cases b.ndjson & p=$!; sleep 3; kill -INT $p; wait $p; echo $?");
  EXPECT_EQ(ran.out, "130\n") << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("账本没有改动"));
  reading.reset();
  EXPECT_EQ(state("l.db"), before);
}

TEST_F(LedgerReaders, WhoGivesUpWaitingSaysWhy) {
  auto reading = reader();
  auto db = opened(at("l.db"));
  db->on_wait([] { return false; });
  ASSERT_TRUE(db->begin());
  ASSERT_TRUE(db->execute("DELETE FROM zs_cases"));
  const auto done = db->commit();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().zh, HasSubstr("有人正在读它"));
  EXPECT_THAT(done.error().en, HasSubstr("somebody is reading it"));
  reading.reset();
  EXPECT_THAT(rows("l.db", "SELECT key FROM zs_cases"), ElementsAre("A1"));
}

/// A run that brings a card which the ledger did not have, between the first question of a summary and the others.
class Meanwhile : public ledger::Connection {
 public:
  Meanwhile(std::unique_ptr<ledger::Connection> db, std::function<void()> run) : db_(std::move(db)), run_(std::move(run)) {}
  const std::string& name() const override { return db_->name(); }
  const ledger::Dialect& dialect() const override { return db_->dialect(); }
  Status execute(const std::string& script) override { return db_->execute(script); }
  Status query(const std::string& sql, const std::vector<std::string>& parameters, const ledger::OnRow& on_row) override {
    const Status done = db_->query(sql, parameters, on_row);
    if (auto run = std::exchange(run_, nullptr)) run();
    return done;
  }
  Status insert(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::string>& cells, size_t bytes) override { return db_->insert(table, columns, cells, bytes); }
  std::string bytes_of(std::string_view cell) const override { return db_->bytes_of(cell); }
  Result<bool> has(const std::string& table) override { return db_->has(table); }
  Status look_at(const std::vector<std::string>& tables) override { return db_->look_at(tables); }
  Status begin() override { return db_->begin(); }
  Status commit() override { return db_->commit(); }
  void rollback() noexcept override { db_->rollback(); }
  Status begin_reading() override { return db_->begin_reading(); }

 private:
  std::unique_ptr<ledger::Connection> db_;
  std::function<void()> run_;
};

TEST_F(LedgerReaders, ASummaryIsOfOneMoment) {
  const std::string ledger = ledger_on(server(), "readers");
  ASSERT_EQ(judge_into(ledger, "a.ndjson", "2024-10-16").exit, 0);
  const auto sum = [&](int day, bool at_one_moment) {
    Meanwhile db(opened(ledger), [&] { EXPECT_EQ(judge_into(ledger, "a.ndjson", fmt::format("2024-10-{}", day)).exit, 0); });
    Result<ledger::Summary> s{ledger::Summary{}};
    const auto ask = [&]() -> Status { return (s = ledger::summary(db, {})) ? Status() : Status(s.error()); };
    const Status done = at_one_moment ? ledger::at_one_moment(db, ask) : ask();
    EXPECT_EQ(done.has_value(), s.has_value());
    return s;
  };
  const auto first = sum(20, true);   // the red card comes meanwhile
  ASSERT_TRUE(first) << first.error().en;
  EXPECT_THAT(first->cards, ElementsAre("预警"));
  EXPECT_THAT(first->total.cards, ElementsAre(1u));
  ASSERT_TRUE(opened(ledger)->execute("DELETE FROM zs_findings WHERE card = '红牌'; UPDATE zs_findings SET ending = 0, cleared = ''"));
  EXPECT_FALSE(sum(21, false)) << "asked without a moment, it says so";
  const auto now = sum(22, true);
  ASSERT_TRUE(now);
  EXPECT_THAT(now->cards, ElementsAre("预警", "红牌"));
}

}  // namespace
}  // namespace zs::test
