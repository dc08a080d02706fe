#pragma once
// Sets of instants for one record: sorted, disjoint, non-touching half-open intervals whose boundaries are Ticks.
//
// Boundaries are ordered as Ticks (a certain one before a provisional one at the same second). An interval without a
// whole second in it is empty; intervals that touch at the same second merge, whatever their flags.
#include "runtime/base/instant.h"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <cstddef>

namespace zs::temporal {

struct Interval {
  Tick a = kTickNever, b = kTickAlways;  // [a, b)
  bool operator==(const Interval&) const = default;
};

/// No second lies in [a, b).
constexpr bool is_empty(Tick a, Tick b) noexcept { return (a | 1) >= b; }
/// [.., b) and [a, ..) leave at least one second between them.
constexpr bool apart(Tick b, Tick a) noexcept { return a > (b | 1); }

/// Where a set lives while it is only read.
struct SetView {
  const Interval* data = nullptr;
  size_t size = 0;
  const Interval* begin() const noexcept { return data; }
  const Interval* end() const noexcept { return data + size; }
  bool empty() const noexcept { return size == 0; }
};

class IntervalSet {
 public:
  IntervalSet() = default;
  static IntervalSet of(Tick a, Tick b) {
    IntervalSet s;
    if (!is_empty(a, b)) s.v_.push_back({a, b});
    return s;
  }
  static IntervalSet everything() { return of(kTickAlways, kTickNever); }

  SetView view() const noexcept { return {v_.data(), v_.size()}; }
  operator SetView() const noexcept { return view(); }
  bool empty() const noexcept { return v_.empty(); }
  size_t size() const noexcept { return v_.size(); }
  const Interval& operator[](size_t i) const noexcept { return v_[i]; }
  const Interval* begin() const noexcept { return v_.data(); }
  const Interval* end() const noexcept { return v_.data() + v_.size(); }
  void clear() noexcept { v_.clear(); }

  /// Adds an interval whose start is not before any start already there: drops it if empty, merges where it touches.
  void append(Tick a, Tick b) {
    if (is_empty(a, b)) return;
    if (!v_.empty() && !apart(v_.back().b, a)) v_.back().b = std::max(v_.back().b, b);
    else v_.push_back({a, b});
  }
  /// Adds an interval anywhere; normalise() afterwards.
  void push(Tick a, Tick b) { v_.push_back({a, b}); }
  void normalise();

 private:
  boost::container::small_vector<Interval, 4> v_;
};

void unite(SetView x, SetView y, IntervalSet& out);
void intersect(SetView x, SetView y, IntervalSet& out);
void complement(SetView x, IntervalSet& out);
void subtract(SetView x, SetView y, IntervalSet& out);
bool contains(SetView s, Instant t) noexcept;
bool overlaps(SetView x, SetView y) noexcept;
/// Instants that at least k of the intervals hold; an interval of each row's set is given on its own. Sorts `all`.
void at_least(boost::container::small_vector_base<Interval>& all, size_t k, IntervalSet& out);

}  // namespace zs::temporal
