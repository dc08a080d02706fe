#pragma once
// What a new judgement of a case changes in what the ledger says of it. Texts are those of the findings' columns: instants in
// ISO 8601 with offset, empty where there is none.
#include <cstdint>
#include <string>
#include <vector>

namespace zs::ledger {

/// How a card left the table by T.
enum class Ending : uint8_t {
  kNone,       // it is on the table
  kCleared,    // 消除
  kEscalated,  // 升级: a further card of the same indicator began at that instant
};

/// One card of one indicator for a case. It is the same finding as another of the same case where indicator, card and onset
/// are the same.
struct Finding {
  std::string indicator, card, onset;
  int rank = 0;              // of the card among the rule set's, 0 the lowest
  std::string cleared;       // exclusive end by T; empty: on the table
  Ending ending = Ending::kNone;
  bool provisional = false;
  std::string actions, reason, clause, ruleset, version;
  bool operator==(const Finding&) const = default;
};

enum class Kind : uint8_t {
  kShown,      // 新增: a card that the ledger did not have
  kEscalated,  // 升级: the same, and the indicator's lower card ended where it begins
  kCleared,    // 消除: a card left the table
  kCorrected,  // 更正: when a card left, or that it left, is told otherwise than before
  kWithdrawn,  // 撤回: by today's data and rules the card was never issued
};
const char* name_of(Kind kind);

struct Change {
  Kind kind = Kind::kShown;
  Finding finding;        // as it is now; a withdrawn one as it was
  std::string was;        // kEscalated: the lower card; kCorrected: when it had ended, empty where it had not
  bool operator==(const Change&) const = default;
};

/// Sets `ending` of findings that are one case's complete answer.
void settle_endings(std::vector<Finding>& findings);

/// `old`: what the ledger has of a case; `now`: its complete new answer, endings settled. Withdrawn ones first, then the others
/// in the order of `now`. A card that came and went since is told twice: 新增 and 消除. Which changes are told of a finding
/// does not depend on how often somebody looked in between.
std::vector<Change> changes_of(const std::vector<Finding>& old, const std::vector<Finding>& now);

}  // namespace zs::ledger
