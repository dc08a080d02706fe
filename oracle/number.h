#pragma once
// Exact numbers without a limit: the oracle never overflows and never rounds.
#include "runtime/base/rational.h"

#include <boost/multiprecision/cpp_int.hpp>

namespace zs::oracle {

using Integer = boost::multiprecision::cpp_int;
using Number = boost::multiprecision::cpp_rational;

inline Number number_of(Rational r) { return Number(r.num, r.den); }

inline Integer floor_of(const Number& x) {
  const Integer n = boost::multiprecision::numerator(x), d = boost::multiprecision::denominator(x);
  Integer q = n / d;  // truncates toward zero
  if (n < 0 && q * d != n) --q;
  return q;
}
inline Integer ceiling_of(const Number& x) { return -floor_of(-x); }
inline bool is_whole(const Number& x) { return boost::multiprecision::denominator(x) == 1; }

}  // namespace zs::oracle
