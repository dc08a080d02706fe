#pragma once
// Numbers that look drawn by chance and are the same on every run: each record draws from a generator of its own, so that
// neither the number of threads nor the order of making matters.
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zs::generate {

/// Spreads every bit of x over the word (splitmix64's last steps).
constexpr uint64_t scatter(uint64_t x) noexcept {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}
constexpr uint64_t hash_of(std::string_view s) noexcept {
  uint64_t h = 0xCBF29CE484222325u;
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return scatter(h);
}

/// xoshiro256**.
class Random {
 public:
  explicit Random(uint64_t seed) noexcept {
    for (auto& s : state_) s = seed = scatter(seed);
  }
  uint64_t next() noexcept {
    const uint64_t out = turn(state_[1] * 5, 7) * 9, t = state_[1] << 17;
    state_[2] ^= state_[0], state_[3] ^= state_[1], state_[1] ^= state_[2], state_[0] ^= state_[3];
    state_[2] ^= t, state_[3] = turn(state_[3], 45);
    return out;
  }
  /// In [0, 1).
  double unit() noexcept { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// In [0, n); n > 0. The bias of n in 2^64 is nobody's concern here.
  uint64_t below(uint64_t n) noexcept { return static_cast<uint64_t>((static_cast<unsigned __int128>(next()) * n) >> 64); }
  bool chance(double p) noexcept { return unit() < p; }
  /// Standard normal.
  double normal() noexcept { return std::sqrt(-2.0 * std::log(1.0 - unit())) * std::cos(6.283185307179586 * unit()); }

 private:
  static constexpr uint64_t turn(uint64_t x, int k) noexcept { return (x << k) | (x >> (64 - k)); }
  uint64_t state_[4];
};

/// Indices drawn by weight.
class Weights {
 public:
  void add(double weight) { sums_.push_back((sums_.empty() ? 0.0 : sums_.back()) + weight); }
  size_t size() const noexcept { return sums_.size(); }
  double at(size_t i) const noexcept { return sums_[i] - (i ? sums_[i - 1] : 0.0); }
  double total() const noexcept { return sums_.empty() ? 0.0 : sums_.back(); }
  /// total() > 0.
  size_t draw(Random& random) const noexcept;
  /// The index where this share of the total lies, from 0 to 1.
  size_t at_share(double share) const noexcept;
  /// 1 / rank^exponent for n ranks.
  static Weights zipf(size_t n, double exponent);

 private:
  std::vector<double> sums_;
};

/// A permutation of [0, n) told by its seed, in constant space: every place is asked for by itself.
class Permutation {
 public:
  Permutation(uint64_t n, uint64_t seed) noexcept;
  uint64_t operator()(uint64_t i) const noexcept;

 private:
  uint64_t n_, seed_;
  int half_ = 1;  // bits of each half
};

}  // namespace zs::generate
