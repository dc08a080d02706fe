#include "runtime/vm/aggregate_sums.h"

#include "runtime/vm/compare.h"

#include <algorithm>

namespace zs::vm {

using bytecode::AggregateFn;
using bytecode::Cmp;

void Sums::add(AggregateFn fn, const Item& i) {
  if (i.in_range == May::kYes) {
    ++sure_;
    sure_yes_ += i.when == May::kYes;
    sure_maybe_ += i.when != May::kNo;
  } else {
    open_can_fail_ += i.when != May::kYes;
    open_can_hold_ += i.when != May::kNo;
  }
  if (fn != AggregateFn::kCount && fn != AggregateFn::kShare) add_value(i);
}

void Sums::add_value(const Item& i) {
  if (!i.value) {
    missing_ = true;
    return;
  }
  const Exact& v = *i.value;
  auto widen = [&](std::optional<Exact>& least, std::optional<Exact>& most) {
    if (!least || v < *least) least = v;
    if (!most || v > *most) most = v;
  };
  widen(any_least_, any_most_);
  if (i.in_range == May::kYes) {
    total_ += v;
    widen(sure_least_, sure_most_);
    return;
  }
  (v < 0 ? low_ : high_) += v;
  open_.push_back(v);
}

std::optional<Range> Sums::share() const {
  if (sure_ == 0) return std::nullopt;
  return Range{Exact(sure_yes_, sure_ + open_can_fail_), Exact(sure_maybe_ + open_can_hold_, sure_ + open_can_hold_)};
}

/// Σ/n over every choice of the records that may lie in the range: take them from the least up while that lowers it.
std::optional<Range> Sums::average() const {
  if (missing_ || sure_ == 0) return std::nullopt;
  std::vector<Exact> open = open_;
  std::sort(open.begin(), open.end());
  Exact low = total_, high = total_;
  int64_t low_n = sure_, high_n = sure_;
  for (const Exact& v : open)
    if (v * low_n < low) low += v, ++low_n;
  for (auto v = open.rbegin(); v != open.rend(); ++v)
    if (*v * high_n > high) high += *v, ++high_n;
  return Range{low / low_n, high / high_n};
}

std::optional<Range> Sums::extremum(bool least) const {
  if (missing_ || !sure_least_) return std::nullopt;
  return least ? Range{*any_least_, *sure_least_} : Range{*sure_most_, *any_most_};
}

std::optional<Range> Sums::range(AggregateFn fn) const {
  switch (fn) {
    case AggregateFn::kCount: return Range{Exact(sure_yes_), Exact(sure_maybe_ + open_can_hold_)};
    case AggregateFn::kShare: return share();
    case AggregateFn::kSum: return missing_ ? std::nullopt : std::optional(Range{total_ + low_, total_ + high_});
    case AggregateFn::kAverage: return average();
    case AggregateFn::kMin: return extremum(true);
    case AggregateFn::kMax: return extremum(false);
  }
  return std::nullopt;
}

std::optional<Range> quotient(const std::optional<Range>& a, const std::optional<Range>& b) {
  if (!a || !b || (b->least <= 0 && b->most >= 0)) return std::nullopt;
  const Exact q[] = {a->least / b->least, a->least / b->most, a->most / b->least, a->most / b->most};
  return Range{*std::min_element(q, q + 4), *std::max_element(q, q + 4)};
}

May decide(const std::optional<Range>& r, Cmp cmp, const Exact& threshold) {
  if (!r) return May::kOpen;
  const bool low = compare(cmp, r->least, threshold), high = compare(cmp, r->most, threshold);
  const bool inside = r->least < threshold && threshold < r->most;
  if (low != high || ((cmp == Cmp::kEq || cmp == Cmp::kNe) && inside)) return May::kOpen;
  return low ? May::kYes : May::kNo;
}

}  // namespace zs::vm
