#pragma once
// A seeded source of choices; equal seeds give equal programs and records on every machine.
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace zs::differential {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u) {}

  uint64_t next() {  // splitmix64
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, n).
  int below(int n) { return static_cast<int>(next() % static_cast<uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class T>
  T pick(std::initializer_list<T> of) { return of.begin()[below(static_cast<int>(of.size()))]; }
  template <class T>
  const T& pick(const std::vector<T>& of) { return of[static_cast<size_t>(below(static_cast<int>(of.size())))]; }

 private:
  uint64_t state_;
};

}  // namespace zs::differential
