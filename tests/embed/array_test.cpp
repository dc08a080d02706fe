// A column's buffer, its own or borrowed.
#include "runtime/columns/array.h"

#include <gtest/gtest.h>

namespace zs::columns {
namespace {

using Numbers = std::vector<int64_t>;

TEST(Array, OwnBuffersAreCopiedDeeply) {
  Array<int64_t> a{1, 2, 3};
  Array<int64_t> b = a;
  b.push_back(4);
  EXPECT_EQ(a, Numbers({1, 2, 3}));
  EXPECT_EQ(b, Numbers({1, 2, 3, 4}));
  Array<int64_t> c = std::move(b);
  EXPECT_EQ(c, Numbers({1, 2, 3, 4}));
  EXPECT_TRUE(b.empty());  // NOLINT: what is moved from is empty, as a vector is
  b.push_back(5);
  EXPECT_EQ(b, Numbers({5}));
  a = std::move(c);
  EXPECT_EQ(a.back(), 4);
}

TEST(Array, BorrowedBuffersAreSharedUntilTheyAreWritten) {
  auto memory = std::make_shared<Numbers>(Numbers{1, 2, 3});
  const std::weak_ptr<Numbers> alive = memory;
  auto a = Array<int64_t>::borrowed(memory->data(), 3, memory);
  auto b = a;
  memory.reset();
  EXPECT_EQ(a.data(), b.data());
  EXPECT_TRUE(b.is_borrowed());
  b.resize(5, 9);
  EXPECT_FALSE(b.is_borrowed());
  EXPECT_EQ(b, Numbers({1, 2, 3, 9, 9}));
  EXPECT_EQ(a, Numbers({1, 2, 3}));
  a[0] = 7;
  EXPECT_EQ(a, Numbers({7, 2, 3}));
  EXPECT_TRUE(alive.expired());
}

TEST(Array, MovedBorrowersLeaveNothingBehind) {
  auto memory = std::make_shared<Numbers>(Numbers{1});
  auto a = Array<int64_t>::borrowed(memory->data(), 1, memory);
  Array<int64_t> b;
  b = std::move(a);
  EXPECT_EQ(b.data(), memory->data());
  EXPECT_TRUE(a.empty());  // NOLINT
  EXPECT_FALSE(a.is_borrowed());
  EXPECT_EQ(memory.use_count(), 2);
}

}  // namespace
}  // namespace zs::columns
