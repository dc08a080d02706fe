#pragma once
// One plane of temporal truth for the rows of a batch: at most one interval a row in two dense arrays; the rows that
// hold more are spilled. Dense kernels run over all rows as if nothing were spilled, then the spilled rows are done again.
#include "runtime/bytecode/program.h"
#include "runtime/temporal/interval_set.h"
#include "runtime/vm/buffer.h"

#include <algorithm>
#include <vector>

namespace zs::vm {

using bytecode::Shape;
using temporal::Interval;
using temporal::IntervalSet;
using temporal::SetView;

/// Row `row` holds the intervals pool[at, at + size), size > 1.
struct Spill {
  uint32_t row, at, size;
};

/// Arrays of kTickNever and kTickAlways, read as the missing half of half-bounded planes.
class Bounds {
 public:
  void reserve(size_t n);
  const Tick* never() const noexcept { return never_; }
  const Tick* always() const noexcept { return always_; }

 private:
  std::vector<std::unique_ptr<Tick[]>> kept_;  // planes may still point at earlier, shorter arrays
  size_t capacity_ = 0;
  const Tick* never_ = nullptr;
  const Tick* always_ = nullptr;
};

struct Plane {
  const Tick* a = nullptr;  // [a, b) by row; a spilled row holds the hull of its intervals
  const Tick* b = nullptr;
  std::vector<Spill> spill;  // by row
  std::vector<Interval> pool;

  /// Makes room for n rows of a shape; a and b then point at own memory, or at `bounds` for the half that is not stored.
  void prepare(uint32_t n, Shape shape, const Bounds& bounds) {
    Tick* const pa = shape == Shape::D ? nullptr : a_.reserve(n);
    Tick* const pb = shape == Shape::U ? nullptr : b_.reserve(n);
    a = pa ? pa : bounds.always();
    b = pb ? pb : bounds.never();
    spill.clear();
    pool.clear();
  }
  Tick* out_a() noexcept { return a_.data(); }
  Tick* out_b() noexcept { return b_.data(); }

  const Spill* spilled(uint32_t row) const noexcept {
    if (spill.empty()) return nullptr;
    const auto it = std::lower_bound(spill.begin(), spill.end(), row, [](const Spill& s, uint32_t r) { return s.row < r; });
    return it != spill.end() && it->row == row ? &*it : nullptr;
  }
  /// The row's set; `one` is where a single interval is put.
  SetView view(uint32_t row, Interval& one) const noexcept {
    if (const Spill* s = spilled(row)) return {pool.data() + s->at, s->size};
    one = {a[row], b[row]};
    return {&one, temporal::is_empty(one.a, one.b) ? size_t{0} : size_t{1}};
  }
  bool holds(uint32_t row, Instant t) const noexcept {
    if (const Spill* s = spilled(row)) return temporal::contains({pool.data() + s->at, s->size}, t);
    return instant_of(a[row]) <= t && t < instant_of(b[row]);
  }
  /// Writes a row; spilled rows must come in rising order.
  void put(uint32_t row, SetView set, Shape shape) {
    Interval hull{kTickNever, kTickAlways};
    if (!set.empty()) hull = {set.data[0].a, set.data[set.size - 1].b};
    if (shape != Shape::D) out_a()[row] = hull.a;
    if (shape != Shape::U) out_b()[row] = hull.b;
    if (set.size > 1) {
      spill.push_back({row, static_cast<uint32_t>(pool.size()), static_cast<uint32_t>(set.size)});
      pool.insert(pool.end(), set.begin(), set.end());
    }
  }

 private:
  Buffer<Tick> a_, b_;
};

}  // namespace zs::vm
