// Ctrl-C in a run with a ledger: exit code 130, and the ledger as the last run left it.
#include "tests/ledger/crash_world.h"

#include <csignal>

namespace zs::test {
namespace {

using testing::HasSubstr;

class LedgerInterrupt : public CrashWorld {};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerInterrupt, testing::Values("sqlite", "postgres"), [](const auto& info) { return std::string(info.param); });

TEST_P(LedgerInterrupt, WhileReading) {
  restore();
  const auto before = state(ledger());
  for (const auto& [signal, more] : {std::pair<std::string, std::string>{"INT", ""}, {"TERM", "--due"}}) {
    const auto ran = shell("rm -f held; mkfifo held; $ZS run rules.zs --ledger '" + ledger() + "' --as-of 2024-10-25 --out out.csv --cases - --cases-format ndjson " + more +
                           " <held & p=$!; exec 3>held; cat after.ndjson >&3; sleep 1; kill -" + signal + " $p; exec 3>&-; wait $p; echo $?");
    EXPECT_EQ(ran.out, signal == "INT" ? "130\n" : "143\n") << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("已中断：账本没有改动"));
    EXPECT_EQ(state(ledger()), before);
    EXPECT_EQ(text("out.csv"), "old");
  }
}

class LedgerServerInterrupt : public CrashWorld {};
INSTANTIATE_TEST_SUITE_P(Databases, LedgerServerInterrupt, testing::Values("postgres"), [](const auto& info) { return std::string(info.param); });

/// Other rules: all cases are due. The signal comes with one of the calls to the server, over the whole run.
TEST_P(LedgerServerInterrupt, WhileJudgingWhatIsDue) {
  file("rules.zs", with(kLedgerRules, "受理时间 后 3个工作日内", "受理时间 后 4个工作日内"));
  const auto due = [&](Call call) { return judge_into(ledger(), "", "2024-10-25", {"--due"}, std::move(call)); };
  restore();
  const auto before = state(ledger());
  ASSERT_EQ(due(with_faults({{"ZS_COUNT_TO", at("count")}})).exit, 0);
  const auto after = state(ledger());
  ASSERT_NE(after, before);
  const long calls = std::stol(text("count"));
  long left_alone = 0, recorded = 0;
  for (long call = 2; call <= calls; call += calls / 12) {
    restore();
    const auto ran = due(with_faults({{"ZS_INTERRUPT_AT", std::to_string(call)}}));
    // All is done and told when the connection is closed: then the signal just ends the process.
    ASSERT_TRUE(ran.exit == 130 || ran.exit == 0 || ran.signal == SIGINT) << call << ran.err;
    EXPECT_EQ(state(ledger()), ran.exit == 130 ? before : after) << call;
    if (ran.exit == 130) EXPECT_EQ(text("out.csv"), "old") << call;
    if (ran.exit == 130) left_alone = call;
    else if (recorded == 0) recorded = call;
  }
  EXPECT_GT(left_alone, calls / 2);      // asked until all was judged
  EXPECT_GT(recorded, left_alone) << calls;   // once it is being recorded, it is recorded
}

}  // namespace
}  // namespace zs::test
