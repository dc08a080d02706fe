#pragma once
// The question that run asks, answered by the machine; the oracle can answer it too, to check.
#include "cli/pack.h"
#include "runtime/columns/table.h"
#include "runtime/findings/finding.h"

#include <memory>
#include <vector>

namespace zs::cli {

class Evaluator {
 public:
  virtual ~Evaluator() = default;
  virtual findings::Report evaluate(const columns::Table& table) const = 0;
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
