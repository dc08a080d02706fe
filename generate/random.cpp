#include "generate/random.h"

#include <algorithm>

namespace zs::generate {

size_t Weights::draw(Random& random) const noexcept { return at_share(random.unit()); }

size_t Weights::at_share(double share) const noexcept {
  const auto it = std::upper_bound(sums_.begin(), sums_.end(), share * total());
  return std::min(static_cast<size_t>(it - sums_.begin()), sums_.size() - 1);
}

Weights Weights::zipf(size_t n, double exponent) {
  Weights w;
  for (size_t i = 0; i < n; ++i) w.add(std::pow(static_cast<double>(i + 1), -exponent));
  return w;
}

Permutation::Permutation(uint64_t n, uint64_t seed) noexcept : n_(n), seed_(seed) {
  while (half_ < 31 && (uint64_t{1} << (2 * half_)) < n) ++half_;
}

/// Four rounds of a Feistel net over the next power of four; what falls outside [0, n) goes round again.
uint64_t Permutation::operator()(uint64_t i) const noexcept {
  const uint64_t mask = (uint64_t{1} << half_) - 1;
  do {
    uint64_t left = i >> half_, right = i & mask;
    for (uint64_t round = 1; round <= 4; ++round) {
      const uint64_t next = left ^ (scatter(right ^ scatter(seed_ + round)) & mask);
      left = right;
      right = next;
    }
    i = (left << half_) | right;
  } while (i >= n_);
  return i;
}

}  // namespace zs::generate
