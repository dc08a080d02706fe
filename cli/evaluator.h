#pragma once
// The question that run asks, answered by the machine; the oracle can answer it too, to check.
#include "cli/pack.h"
#include "runtime/columns/table.h"
#include "runtime/findings/finding.h"
#include "runtime/findings/group.h"

#include <memory>
#include <vector>

namespace zs::cli {

/// The 统计指标 of one record kind.
class Statistics {
 public:
  virtual ~Statistics() = default;
  /// Tables in input order.
  virtual void add(const columns::Table& table) = 0;
  virtual std::vector<findings::GroupAnswer> finish() const = 0;
};

class Evaluator {
 public:
  virtual ~Evaluator() = default;
  virtual findings::Report evaluate(const columns::Table& table) const = 0;
  /// Must not outlive the evaluator.
  virtual std::unique_ptr<Statistics> statistics(int model) const = 0;
  /// Are all records of a kind needed in one table?
  virtual bool wants_one_table() const { return false; }
};

struct EvaluateOptions {
  std::optional<Instant> as_of;
  unsigned threads = 0;        // 0: as many as the machine has
  bool want_schedule = false;
  bool want_details = true;
};

/// `references` by model index, null where not given; pack and tables must outlive the evaluator.
Result<std::unique_ptr<Evaluator>> machine_evaluator(const Pack& pack, const std::vector<const columns::Table*>& references, const EvaluateOptions& options);
/// kUsage where the pack has no rules (a .zsb).
Result<std::unique_ptr<Evaluator>> oracle_evaluator(const Pack& pack, const std::vector<const columns::Table*>& references, const EvaluateOptions& options);

}  // namespace zs::cli
