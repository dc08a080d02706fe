#pragma once
// Two rule sets over the same records in one pass. What means the same is judged once; what differs is judged by both and
// the answers are laid side by side.
#include "replay/changes.h"
#include "compiler/syntax/sources.h"
#include "replay/tally.h"
#include "runtime/bytecode/program.h"
#include "runtime/columns/table.h"
#include "runtime/findings/group.h"
#include "runtime/vm/aggregate.h"
#include "runtime/vm/engine.h"

#include <memory>
#include <optional>

namespace zs::replay {

/// One rule set with the reference tables bound to its record models. All must outlive the session.
struct RuleSet {
  const typed::Program* typed = nullptr;
  std::shared_ptr<const bytecode::Program> program;
  std::vector<const columns::Table*> references;   // by model of this rule set
  const syntax::Sources* sources = nullptr;        // of the rules' text
};

struct SessionOptions {
  Instant as_of = 0;
  unsigned threads = 0;          // 0: as many as the machine has
  bool want_details = true;      // reasons, missing names and deciding conditions of changes
};

/// What two rule sets say of a batch.
struct BatchChanges {
  std::vector<Change> changes;                  // by record, pair
  std::vector<std::vector<uint32_t>> groups;    // of the batch's records: see Grouper::codes
};

/// A 统计指标's answers for one group at one asked instant.
struct StatisticChange {
  std::string record, code, name, group, was, is;  // a card, 无, 无法判定, or — where the rule set has no such 统计指标
  Instant asked = 0;
};

class Session {
 public:
  /// Errors: what differs cannot be compiled alone (kUsage).
  static Result<std::unique_ptr<Session>> open(RuleSet old_rules, RuleSet new_rules, const SessionOptions& options);

  const Pairing& pairing() const { return pairing_; }
  /// Can one table serve both rule sets for this record kind? (Indices by the old and the new rule set.)
  bool one_table(int old_model, int new_model);  // the same fields, under other numbers perhaps: see columns::as_model

  /// The records of one kind: the same ones in the same order, bound to either rule set's model; one table may serve as both.
  /// `dimensions` are those of `grouper`, which reads the new table.
  BatchChanges add(const columns::Table& old_table, const columns::Table& new_table, Grouper& grouper);
  /// After the last batch of a kind.
  std::vector<StatisticChange> statistics();

  const Tally& tally() const { return tally_; }
  const RuleSet& old_rules() const { return old_; }
  const RuleSet& new_rules() const { return new_; }

 private:
  Session(RuleSet old_rules, RuleSet new_rules, const SessionOptions& options, Pairing pairing);
  Status load();
  void compare(const findings::Report& was, const findings::Report& is, size_t records, bool both_judge, Grouper& grouper, const std::vector<std::vector<uint32_t>>& groups, std::vector<Change>& out);
  void describe(const columns::Table& old_table, const columns::Table& new_table, std::vector<Change>& changes);

  RuleSet old_, new_;
  SessionOptions options_;
  Pairing pairing_;
  Same same_;
  Tally tally_;
  Sides sides_;
  std::optional<vm::Engine> whole_old_, part_old_, part_new_;   // part: what differs, with what silences it
  std::vector<int> pair_of_part_old_, pair_of_part_new_;        // by indicator of the parts; -1: judged only because it silences
  std::map<int, vm::Aggregation> sums_old_, sums_new_;          // by model
  std::optional<vm::Engine> whole_new_;                         // where there are 统计指标
};

}  // namespace zs::replay
