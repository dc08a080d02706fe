#pragma once
// Blocks of a source bound by several threads, given back in the order of the source.
#include "io/readers/block_binder.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace zs::readers {

class BlockQueue {
 public:
  /// With one thread (or none) the caller binds. The models must outlive it.
  BlockQueue(const model::Models& models, int model, unsigned threads);
  ~BlockQueue();

  struct Ready {
    std::unique_ptr<Block> block;   // null at the end
    Bound bound;
  };
  /// The source's next block, bound; others are fetched and bound ahead. An error of the source comes after the blocks before it.
  /// After the end another source may follow. `fetch` false: only what was fetched already.
  Result<Ready> next(BlockSource& source, bool fetch);
  /// Was everything that was fetched given?
  bool idle() const { return under_way_.empty(); }
  /// Names met that no field has, over all blocks that next() gave.
  std::set<std::string> unknown_names();

 private:
  struct Work {
    std::unique_ptr<Block> block;
    std::packaged_task<Bound(BlockBinder&)> task;
    std::future<Bound> bound;
  };
  void work(BlockBinder& binder);
  void start();
  Status fetch_ahead(BlockSource& source);
  Result<Ready> next_alone(BlockSource& source);

  arrow::ColumnReader columns_;
  int model_;
  unsigned wanted_;
  std::deque<BlockBinder> binders_;                // one a thread, or the caller's
  std::deque<std::unique_ptr<Work>> under_way_;    // in order; the caller's alone, as are the two after it
  std::optional<Error> failed_;
  bool fetched_all_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work*> waiting_;                      // guarded, as is closing_
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace zs::readers
