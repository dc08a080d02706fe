#pragma once
// 统计指标 over any number of tables: each adds to partial results, which decide at the end. What a quantity can be, given
// what is missing, is an interval; the card is shown where the whole interval passes the test.
#include "runtime/findings/group.h"
#include "runtime/vm/engine.h"

#include <memory>
#include <optional>

namespace zs::vm {

class Aggregation {
 public:
  /// For the aggregates over records of `model`; the engine must outlive this. T absent: for ever.
  Aggregation(const Engine& engine, int model, std::optional<Instant> as_of);
  ~Aggregation();
  Aggregation(Aggregation&&) noexcept;

  /// Tables must come in input order: a group's place and its 理由 are those of its first record.
  void add(const columns::Table& table);
  /// Asked at 24:00 of every declared day by T, at every end of a year within the data's and T's time where the pack says
  /// so, and at T. Ordered by aggregate, instant, first appearance of the group.
  std::vector<findings::GroupAnswer> finish() const;

 private:
  struct State;
  std::unique_ptr<State> s_;
};

}  // namespace zs::vm
