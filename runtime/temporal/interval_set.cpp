#include "runtime/temporal/interval_set.h"

namespace zs::temporal {

void IntervalSet::normalise() {
  auto* const first = v_.data();
  auto* const last = std::remove_if(first, first + v_.size(), [](const Interval& i) { return is_empty(i.a, i.b); });
  std::sort(first, last, [](const Interval& x, const Interval& y) { return x.a < y.a; });
  Interval* out = first;
  for (const Interval* i = first; i != last; ++i) {
    if (out != first && !apart(out[-1].b, i->a)) out[-1].b = std::max(out[-1].b, i->b);
    else *out++ = *i;
  }
  v_.resize(static_cast<size_t>(out - first));
}

void unite(SetView x, SetView y, IntervalSet& out) {
  out.clear();
  const Interval *i = x.begin(), *j = y.begin();
  while (i != x.end() || j != y.end()) {
    const Interval& next = j == y.end() || (i != x.end() && i->a <= j->a) ? *i++ : *j++;
    out.append(next.a, next.b);
  }
}

void intersect(SetView x, SetView y, IntervalSet& out) {
  out.clear();
  const Interval *i = x.begin(), *j = y.begin();
  while (i != x.end() && j != y.end()) {
    out.append(std::max(i->a, j->a), std::min(i->b, j->b));
    if (i->b < j->b) ++i;
    else ++j;
  }
}

void complement(SetView x, IntervalSet& out) {
  out.clear();
  Tick from = kTickAlways;
  for (const Interval& i : x) {
    out.append(from, i.a);
    from = i.b;
  }
  out.append(from, kTickNever);
}

void subtract(SetView x, SetView y, IntervalSet& out) {
  if (y.empty()) {
    out.clear();
    for (const Interval& i : x) out.append(i.a, i.b);
    return;
  }
  IntervalSet rest;
  complement(y, rest);
  intersect(x, rest, out);
}

bool contains(SetView s, Instant t) noexcept {
  for (const Interval& i : s)
    if (instant_of(i.a) <= t && t < instant_of(i.b)) return true;
  return false;
}

bool overlaps(SetView x, SetView y) noexcept {
  for (const Interval& i : x)
    for (const Interval& j : y)
      if (!is_empty(std::max(i.a, j.a), std::min(i.b, j.b))) return true;
  return false;
}

void at_least(boost::container::small_vector_base<Interval>& all, size_t k, IntervalSet& out) {
  out.clear();
  // A sweep over starts and ends in Tick order; at one tick starts come first, so that touching rows hand over.
  boost::container::small_vector<Tick, 16> starts, ends;
  for (const Interval& i : all)
    if (!is_empty(i.a, i.b)) {
      starts.push_back(i.a);
      ends.push_back(i.b);
    }
  std::sort(starts.begin(), starts.end());
  std::sort(ends.begin(), ends.end());
  size_t held = 0, s = 0, e = 0;
  Tick since = 0;
  while (e < ends.size()) {
    if (s < starts.size() && starts[s] <= ends[e]) {
      if (++held == k) since = starts[s];
      ++s;
    } else {
      if (held-- == k) out.append(since, ends[e]);
      ++e;
    }
  }
}

}  // namespace zs::temporal
