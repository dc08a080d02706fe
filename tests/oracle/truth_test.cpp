#include "oracle/truth.h"

#include <gtest/gtest.h>

namespace zs::oracle {
namespace {

Set s(Instant a, Instant b) { return between(tick_of(a), tick_of(b)); }

TEST(Truth, StretchesThatTouchMerge) {
  EXPECT_EQ(unite(s(1, 5), s(5, 9)), s(1, 9));
  EXPECT_EQ(unite(s(1, 5), s(6, 9)).size(), 2u);
}

TEST(Truth, TouchingAtTheSameSecondMergesWhateverTheFlags) {
  const Set a = between(tick_of(1), tick_of(5, false)), b = between(tick_of(5, true), tick_of(9));
  EXPECT_EQ(unite(a, b), s(1, 9));
}

TEST(Truth, StretchesWithoutASecondAreDropped) {
  EXPECT_TRUE(between(tick_of(5, false), tick_of(5, true)).empty());
  EXPECT_TRUE(meet(s(1, 5), s(5, 9)).empty());
}

TEST(Truth, AtOneSecondTheCertainBoundaryComesFirst) {
  const Tick sure = tick_of(5), guess = tick_of(5, true);
  EXPECT_EQ(meet(since(sure), since(guess)), since(guess));
  EXPECT_EQ(unite(since(sure), since(guess)), since(sure));
  EXPECT_EQ(meet(before(sure), before(guess)), before(sure));
  EXPECT_EQ(unite(before(sure), before(guess)), before(guess));
}

TEST(Truth, ComplementIsAnInvolution) {
  for (const Set& x : {nothing(), all_time(), since(tick_of(3)), before(tick_of(3)), unite(s(1, 2), s(4, 8))})
    EXPECT_EQ(complement(complement(x)), x);
  EXPECT_EQ(complement(since(tick_of(3))), before(tick_of(3)));
}

TEST(Truth, UnknownIsNeitherTrueNorFalse) {
  EXPECT_EQ(negate(unknown()), unknown());
  EXPECT_EQ(both(unknown(), no()), no());
  EXPECT_EQ(either(unknown(), yes()), yes());
  EXPECT_EQ(both(unknown(), certain(s(1, 5))), unknown_in(s(1, 5)));
}

TEST(Truth, AtLeastTwoOfThree) {
  EXPECT_EQ(at_least({s(0, 10), s(5, 20), s(8, 30)}, 2), s(5, 20));
  EXPECT_EQ(at_least({s(0, 10), s(5, 20), s(8, 30)}, 3), s(8, 10));
  EXPECT_TRUE(at_least({s(0, 10)}, 2).empty());
}

}  // namespace
}  // namespace zs::oracle
