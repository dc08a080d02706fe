// Set operations against sets of bits: 62 seconds, and one bit on each side for everything before and after.
#include "runtime/temporal/interval_set.h"

#include <gtest/gtest.h>

#include <random>

namespace zs::temporal {
namespace {

using Bits = uint64_t;

Bits bits(SetView s) {
  Bits out = 0;
  if (contains(s, -1'000'000)) out |= 1;
  for (int t = 0; t < 62; ++t)
    if (contains(s, t)) out |= Bits{1} << (t + 1);
  if (contains(s, 1'000'000)) out |= Bits{1} << 63;
  return out;
}

Tick boundary(std::mt19937_64& random) {
  const auto x = random() % 70;
  if (x == 62) return kTickAlways;
  if (x >= 63) return kTickNever;
  return tick_of(static_cast<Instant>(x), random() % 4 == 0);
}

IntervalSet some_set(std::mt19937_64& random) {
  IntervalSet s;
  for (auto n = random() % 5; n > 0; --n) s.push(boundary(random), boundary(random));
  s.normalise();
  return s;
}

void expect_normal(const IntervalSet& s) {
  for (size_t i = 0; i < s.size(); ++i) {
    ASSERT_LT(instant_of(s[i].a), instant_of(s[i].b));
    if (i > 0) { ASSERT_LT(instant_of(s[i - 1].b), instant_of(s[i].a)); }
  }
}

TEST(IntervalSet, OperationsAgreeWithBits) {
  std::mt19937_64 random(1);
  IntervalSet out;
  for (int i = 0; i < 50'000; ++i) {
    const IntervalSet x = some_set(random), y = some_set(random);
    unite(x, y, out);
    expect_normal(out);
    ASSERT_EQ(bits(out), bits(x) | bits(y));
    intersect(x, y, out);
    expect_normal(out);
    ASSERT_EQ(bits(out), bits(x) & bits(y));
    ASSERT_EQ(overlaps(x, y), bits(out) != 0);
    complement(x, out);
    expect_normal(out);
    ASSERT_EQ(bits(out), ~bits(x));
    subtract(x, y, out);
    expect_normal(out);
    ASSERT_EQ(bits(out), bits(x) & ~bits(y));
  }
}

TEST(IntervalSet, CountsRowsThatHold) {
  std::mt19937_64 random(2);
  IntervalSet out;
  for (int i = 0; i < 20'000; ++i) {
    const size_t rows = 1 + random() % 5, k = 1 + random() % 4;
    boost::container::small_vector<Interval, 16> all;
    std::vector<Bits> by_row;
    for (size_t r = 0; r < rows; ++r) {
      const IntervalSet s = some_set(random);
      by_row.push_back(bits(s));
      all.insert(all.end(), s.begin(), s.end());
    }
    at_least(all, k, out);
    Bits expected = 0;
    for (int b = 0; b < 64; ++b) {
      size_t n = 0;
      for (const Bits r : by_row) n += r >> b & 1;
      if (n >= k) expected |= Bits{1} << b;
    }
    expect_normal(out);
    ASSERT_EQ(bits(out), expected);
  }
}

TEST(IntervalSet, FlagsFollowTheOrderOfTicks) {
  const Tick certain = tick_of(10), provisional = tick_of(10, true);
  IntervalSet out;
  unite(IntervalSet::of(provisional, tick_of(20)), IntervalSet::of(certain, tick_of(15)), out);
  EXPECT_EQ(out[0].a, certain) << "a union starts at the lesser tick";
  intersect(IntervalSet::of(provisional, tick_of(20)), IntervalSet::of(certain, tick_of(15)), out);
  EXPECT_EQ(out[0].a, provisional) << "an intersection starts at the greater one";
  EXPECT_TRUE(IntervalSet::of(certain, provisional).empty()) << "no second lies between the two";
  unite(IntervalSet::of(tick_of(1), certain), IntervalSet::of(provisional, tick_of(20)), out);
  EXPECT_EQ(out.size(), 1u) << "what touches at the same second merges";
}

}  // namespace
}  // namespace zs::temporal
