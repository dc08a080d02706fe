#pragma once
// Small rules and cases, a ledger in a file or on a server, and what a run leaves in it.
#include "ledger/connection.h"
#include "ledger/records.h"
#include "tests/cli/cli_test.h"
#include "tests/sources/server.h"

#include <string>
#include <vector>

namespace zs::test {

/// T-1: 3 working days after 受理, then 预警, 3 more days, then 红牌; T-2: 不予 and a fee.
extern const std::string kLedgerRules;
/// A case, accepted and (unless empty) done on a day of October 2024 at 10:00.
std::string case_line(const std::string& key, int accepted, int done = 0, const std::string& more = "");

class LedgerTest : public CliTest {
 protected:
  void SetUp() override;

  /// zs run rules.zs --ledger …; `cases` empty: none are given.
  Ran judge_into(const std::string& ledger, const std::string& cases, const std::string& as_of, std::vector<std::string> more = {}, Call call = {}) const;
  /// The rows of out.csv without run, seq, and what all rows share: 新增 新件 A1 T-1 预警 2024-10-09 …
  std::vector<std::string> told(const std::string& out = "out.csv") const;
  /// Cases and findings, sorted, by what they say: neither ids nor runs nor the clock.
  std::vector<std::string> state(const std::string& ledger) const;
  /// The log by what it says, sorted, causes left out.
  std::vector<std::string> log(const std::string& ledger) const;
  /// The stored records, by key.
  std::vector<std::string> records(const std::string& ledger) const;
  std::vector<std::string> rows(const std::string& ledger, const std::string& sql) const;
};

/// The address of an empty schema of this name.
std::string ledger_on(const Server& server, const std::string& schema);

}  // namespace zs::test
