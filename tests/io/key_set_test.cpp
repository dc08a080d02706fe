#include "io/readers/key_set.h"

#include <gtest/gtest.h>
#include <set>

namespace zs::readers {
namespace {

/// Keys of all lengths, some of which are the beginnings of others.
std::string key(uint64_t i) { return i % 97 == 0 ? std::string(i % 700, 'k') + std::to_string(i) : std::to_string(i * 0x9E3779B97F4A7C15 % 1'000'003); }

TEST(KeySetTest, HoldsWhatAnOrdinarySetHolds) {
  for (const size_t in_memory : {size_t{1}, size_t{5'000}, size_t{1} << 30}) {
    KeySet set(in_memory);
    std::set<std::string> plain;
    for (uint64_t i = 0; i < 60'000; ++i) {
      const std::string k = key(i % 40'000);
      const auto there = set.contains(k);
      ASSERT_TRUE(there) << there.error().en;
      ASSERT_EQ(*there, plain.count(k) == 1) << k << " with " << in_memory << " bytes in memory";
      if (plain.insert(k).second) ASSERT_TRUE(set.insert(k));
    }
    EXPECT_EQ(set.size(), plain.size());
    for (const std::string k : {"", "k", "kk", "1000004"}) EXPECT_EQ(*set.contains(k), plain.count(k) == 1) << k;
  }
}

TEST(KeySetTest, TheEmptyKeyIsAKey) {
  KeySet set;
  EXPECT_FALSE(*set.contains(""));
  ASSERT_TRUE(set.insert(""));
  EXPECT_TRUE(*set.contains(""));
  EXPECT_FALSE(*set.contains(std::string(1, '\0')));
}

TEST(KeySetTest, AFolderThatCannotBeWrittenIsAnError) {
  const char* old = std::getenv("TMPDIR");
  const std::string kept = old ? old : "";
  ::setenv("TMPDIR", "/proc/none", 1);
  KeySet set(1);
  const auto s = set.insert("A");
  kept.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", kept.c_str(), 1);
  ASSERT_FALSE(s);
  EXPECT_EQ(s.error().kind, ErrorKind::kIo);
  EXPECT_NE(s.error().en.find("/proc/none"), std::string::npos) << s.error().en;
}

}  // namespace
}  // namespace zs::readers
