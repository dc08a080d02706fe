#pragma once
// Blocks of a source bound by several threads, given back in the order of the source.
#include "io/readers/block_binder.h"
#include "runtime/base/in_order.h"

#include <deque>
#include <optional>

namespace zs::readers {

class BlockQueue {
 public:
  /// With one thread (or none) the caller binds. The models must outlive it.
  BlockQueue(const model::Models& models, int model, unsigned threads);

  struct Ready {
    std::unique_ptr<Block> block;   // null at the end
    Bound bound;
  };
  /// The source's next block, bound; others are fetched and bound ahead. An error of the source comes after the blocks before it.
  /// After the end another source may follow. `fetch` false: only what was fetched already.
  Result<Ready> next(BlockSource& source, bool fetch);
  /// Was everything that was fetched given?
  bool idle() const { return !ahead_ || ahead_->size() == 0; }
  /// Names met that no field has, over all blocks, once they were all given.
  std::set<std::string> unknown_names();

 private:
  Status fetch_ahead(BlockSource& source);
  Result<Ready> next_alone(BlockSource& source);

  arrow::ColumnReader columns_;
  std::deque<BlockBinder> binders_;   // one a thread, or the caller's
  std::optional<Error> failed_;
  bool fetched_all_ = false;
  std::optional<InOrder<Ready>> ahead_;
};

}  // namespace zs::readers
