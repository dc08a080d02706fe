#pragma once
// Exact numbers of rule files: a decimal literal or a percentage, kept as a fraction.
#include <cstdint>
#include <numeric>

namespace zs {

/// den > 0, lowest terms. Literals have at most 18 significant digits, so products of two fit __int128.
struct Rational {
  int64_t num = 0;
  int64_t den = 1;

  static Rational of(int64_t n, int64_t d = 1) {
    if (d < 0) n = -n, d = -d;
    const int64_t g = std::gcd(n < 0 ? -n : n, d);
    return g > 1 ? Rational{n / g, d / g} : Rational{n, d};
  }
  bool operator==(const Rational&) const = default;
};

inline int compare(Rational a, Rational b) {
  const __int128 l = static_cast<__int128>(a.num) * b.den, r = static_cast<__int128>(b.num) * a.den;
  return l < r ? -1 : l > r ? 1 : 0;
}

}  // namespace zs
