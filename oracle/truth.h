#pragma once
// SET and B of the calculus: when something holds.
//
// A boundary is a Tick, (second, provisional flag), and boundaries are ordered as Ticks: a certain one before a
// provisional one at the same second. A stretch without a second in it is dropped at once; stretches that touch
// at the same second merge, whatever their flags. Intersections start at the greater and end at the lesser tick,
// unions start at the lesser and end at the greater.
#include "runtime/base/instant.h"

#include <cstddef>
#include <vector>

namespace zs::oracle {

/// [from, until), from < until by at least one second.
struct Stretch {
  Tick from = kTickAlways;
  Tick until = kTickNever;
  bool operator==(const Stretch&) const = default;
};

/// A finite union of stretches, sorted, disjoint, not touching. The empty vector is ∅.
using Set = std::vector<Stretch>;

Set nothing();
Set all_time();
/// [from, ∞) and (−∞, until); ∅ where from is never.
Set since(Tick from);
Set before(Tick until);
Set between(Tick from, Tick until);

/// Sorts, drops and merges; every operation below returns normal sets and expects them.
Set normal(Set s);
Set unite(const Set& a, const Set& b);
Set meet(const Set& a, const Set& b);
Set complement(const Set& a);
Set minus(const Set& a, const Set& b);
bool contains(const Set& s, Instant t);
bool overlaps(const Set& a, const Set& b);
/// Where at least k of the sets hold, k ≥ 1.
Set at_least(const std::vector<Set>& sets, size_t k);

/// Must and may: `must` ⊆ `may`.
struct B {
  Set must, may;
  bool operator==(const B&) const = default;
};

B certain(Set s);
B yes();
B no();
B unknown();
/// Unknown within `where`, false elsewhere.
B unknown_in(Set where);

B both(const B& a, const B& b);
B either(const B& a, const B& b);
B negate(const B& a);
/// May hold, but need not.
Set open_question(const B& b);

}  // namespace zs::oracle
