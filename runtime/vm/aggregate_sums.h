#pragma once
// Partial results of one quantity over one group, and the interval it lies in.
#include "runtime/bytecode/program.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>
#include <vector>

namespace zs::vm {

using Exact = boost::multiprecision::cpp_rational;
enum class May : uint8_t { kNo, kOpen, kYes };

/// All of [least, most]; nothing where nothing is counted or a needed value is missing.
struct Range {
  Exact least, most;
};

/// One record's share: is it in the range, does the condition hold, what is its value.
struct Item {
  May in_range = May::kYes, when = May::kYes;
  std::optional<Exact> value;
};

class Sums {
 public:
  void add(bytecode::AggregateFn fn, const Item& item);
  std::optional<Range> range(bytecode::AggregateFn fn) const;

 private:
  void add_value(const Item& item);
  std::optional<Range> share() const;
  std::optional<Range> average() const;
  std::optional<Range> extremum(bool least) const;

  // Counts: in the range for certain, and there the condition holds for certain or may hold; outside perhaps, and may
  // fail or hold there.
  int64_t sure_ = 0, sure_yes_ = 0, sure_maybe_ = 0, open_can_fail_ = 0, open_can_hold_ = 0;
  bool missing_ = false;
  Exact total_, low_, high_;             // of the sure; of the open that lower or raise a sum
  std::vector<Exact> open_;              // values of records that may lie outside the range
  std::optional<Exact> sure_least_, sure_most_, any_least_, any_most_;
};

/// a ÷ b over all corners; nothing where b may be nought.
std::optional<Range> quotient(const std::optional<Range>& a, const std::optional<Range>& b);
/// Yes: the whole range passes; no: none of it does.
May decide(const std::optional<Range>& r, bytecode::Cmp cmp, const Exact& threshold);

}  // namespace zs::vm
