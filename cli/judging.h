#pragma once
// Tables judged by several threads, their reports told in the order in which the tables came.
#include "cli/evaluator.h"
#include "runtime/base/in_order.h"

#include <functional>
#include <optional>

namespace zs::cli {

class Judging {
 public:
  /// Called by whoever calls add() and finish().
  using OnReport = std::function<Status(const columns::Table&, const findings::Report&)>;
  /// The evaluator must outlive it, and be good for as many threads at once. `threads`: 0 as many as the machine has; with 1 all is
  /// done by the caller.
  Judging(const Evaluator& evaluator, unsigned threads, OnReport on_report);

  /// Takes a table; tells about earlier ones, and waits where too many are under way. An error is on_report's.
  Status add(columns::Table table);
  /// Tells about all that are left.
  Status finish();

 private:
  struct Judged {
    columns::Table table;
    findings::Report report;
  };
  Status tell_first();

  const Evaluator& evaluator_;
  OnReport on_report_;
  std::optional<InOrder<Judged>> under_way_;
};

}  // namespace zs::cli
