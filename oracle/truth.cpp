#include "oracle/truth.h"

#include <algorithm>

namespace zs::oracle {

Set nothing() { return {}; }
Set all_time() { return {Stretch{}}; }
Set since(Tick from) { return between(from, kTickNever); }
Set before(Tick until) { return between(kTickAlways, until); }
Set between(Tick from, Tick until) { return normal({Stretch{from, until}}); }

Set normal(Set s) {
  std::erase_if(s, [](const Stretch& x) { return instant_of(x.from) >= instant_of(x.until); });
  std::sort(s.begin(), s.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  Set out;
  for (const Stretch& x : s) {
    if (!out.empty() && instant_of(x.from) <= instant_of(out.back().until))
      out.back().until = std::max(out.back().until, x.until);
    else
      out.push_back(x);
  }
  return out;
}

Set unite(const Set& a, const Set& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  Set out = a;
  out.insert(out.end(), b.begin(), b.end());
  return normal(std::move(out));
}

Set meet(const Set& a, const Set& b) {
  Set out;
  for (const Stretch& x : a)
    for (const Stretch& y : b) out.push_back({std::max(x.from, y.from), std::min(x.until, y.until)});
  return normal(std::move(out));
}

Set complement(const Set& a) {
  Set out;
  Tick free_from = kTickAlways;
  for (const Stretch& x : a) {
    out.push_back({free_from, x.from});
    free_from = x.until;
  }
  out.push_back({free_from, kTickNever});
  return normal(std::move(out));
}

Set minus(const Set& a, const Set& b) { return b.empty() ? a : meet(a, complement(b)); }

bool contains(const Set& s, Instant t) {
  return std::any_of(s.begin(), s.end(),
                     [t](const Stretch& x) { return instant_of(x.from) <= t && t < instant_of(x.until); });
}

bool overlaps(const Set& a, const Set& b) { return !meet(a, b).empty(); }

Set at_least(const std::vector<Set>& sets, size_t k) {
  std::vector<Tick> bounds;
  for (const Set& s : sets)
    for (const Stretch& x : s) bounds.insert(bounds.end(), {x.from, x.until});
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  Set out;
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    const auto holds = [&](const Set& s) {
      return std::any_of(s.begin(), s.end(),
                         [&](const Stretch& x) { return x.from <= bounds[i] && bounds[i] < x.until; });
    };
    if (static_cast<size_t>(std::count_if(sets.begin(), sets.end(), holds)) < k) continue;
    if (!out.empty() && out.back().until == bounds[i])
      out.back().until = bounds[i + 1];
    else
      out.push_back({bounds[i], bounds[i + 1]});
  }
  return normal(std::move(out));
}

B certain(Set s) { return {s, s}; }
B yes() { return certain(all_time()); }
B no() { return {}; }
B unknown() { return unknown_in(all_time()); }
B unknown_in(Set where) { return {{}, std::move(where)}; }

B both(const B& a, const B& b) { return {meet(a.must, b.must), meet(a.may, b.may)}; }
B either(const B& a, const B& b) { return {unite(a.must, b.must), unite(a.may, b.may)}; }
B negate(const B& a) { return {complement(a.may), complement(a.must)}; }
Set open_question(const B& b) { return minus(b.may, b.must); }

}  // namespace zs::oracle
