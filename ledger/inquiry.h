#pragma once
// Questions to a ledger, and what people decide about its findings. Nothing here judges.
#include "ledger/connection.h"

#include <string>
#include <vector>

namespace zs::ledger {

using Strings = std::vector<std::string>;

/// Rows with the names of their columns.
struct Query {
  Strings columns;
  std::string sql;
  Strings parameters;
};

/// Cases whose card can have changed by then: record, key, next_change, and as of when they were judged last. In the order of next_change.
Query due(const std::string& by);
Query runs();
/// Everything that happened to a case, oldest first: changes, appeals, withdrawals by people. `record` empty: of any kind.
Query history(const std::string& record, const std::string& key);
/// The state; what happened; what people decided.
Query all_findings();
Query all_changes();
Query all_decisions();
Query decision(int64_t id);

/// Is the case in the ledger? `record` empty: of any kind.
Result<bool> has_case(Connection& db, const std::string& record, const std::string& key);

/// A finding as people name it: empty members match any.
struct Target {
  std::string record, key, indicator, card, onset;
};
enum class Decision : uint8_t { kWithdrawal, kAppeal };   // 撤销, 申诉
const char* name_of(Decision decision);

/// Records a decision about the one finding that `target` names: among several, the one on the table. Its row is never touched by
/// a run. Returns its id. Errors: no such finding, or several (they are listed); withdrawn already; `at` is before its onset.
Result<int64_t> decide(Connection& db, Decision decision, const Target& target, const std::string& person, const std::string& reason, const std::string& at, const std::string& recorded);

}  // namespace zs::ledger
