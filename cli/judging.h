#pragma once
// Tables judged by several threads, their reports told in the order in which the tables came.
#include "cli/evaluator.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace zs::cli {

class Judging {
 public:
  /// Called by whoever calls add() and finish().
  using OnReport = std::function<Status(const columns::Table&, const findings::Report&)>;
  /// The evaluator must outlive it, and be good for as many threads at once. `threads`: 0 as many as the machine has; with 1 all is
  /// done by the caller.
  Judging(const Evaluator& evaluator, unsigned threads, OnReport on_report);
  ~Judging();

  /// Takes a table; tells about earlier ones, and waits where too many are under way. An error is on_report's.
  Status add(columns::Table table);
  /// Tells about all that are left.
  Status finish();

 private:
  struct Work {
    columns::Table table;
    std::packaged_task<findings::Report()> task;
    std::future<findings::Report> report;
  };
  void work();
  Status tell_first();

  const Evaluator& evaluator_;
  OnReport on_report_;
  std::deque<std::unique_ptr<Work>> under_way_;  // in order; the caller's alone
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work*> waiting_;                    // guarded, as is closing_
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace zs::cli
