// Records packed and read again, with and without a dictionary.
#include "ledger/packing.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace zs::ledger {
namespace {

std::vector<std::string> texts() {
  std::vector<std::string> out;
  for (int i = 0; i < 1000; ++i) out.push_back(fmt::format(R"({{"编号":"K{}","受理部门":"第{}局","受理时间":"2024-10-{:02}T{:02}:{:02}:00+08:00","费用":{}}})", i * 7919, i % 17, 1 + i % 28, i % 24, i * 31 % 60, i * 13));
  return out;
}

TEST(Packing, WhatIsPackedIsReadAgain) {
  const auto all = texts();
  const std::string dictionary = Packing::dictionary_of({all.begin(), all.end()});
  ASSERT_FALSE(dictionary.empty());
  Packing p;
  const std::string before = p.pack("办件", all[0]);
  p.use("办件", dictionary);
  size_t plain = 0, packed = 0;
  for (const auto& t : all) {
    const std::string bytes = p.pack("办件", t);
    const auto again = p.unpack(bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, t);
    plain += t.size(), packed += bytes.size();
  }
  constexpr size_t kChecksum = 4;   // of each, beside what the text needs
  EXPECT_LT((packed - all.size() * kChecksum) * 3, plain);
  EXPECT_EQ(*p.unpack(before), all[0]);               // what was there before the dictionary
  EXPECT_EQ(*p.unpack(p.pack("事项", all[1])), all[1]);  // a kind without one
  EXPECT_EQ(*p.unpack(p.pack("事项", "")), "");

  Packing other;                                       // another run that has read the dictionary
  other.use("办件", dictionary);
  EXPECT_EQ(*other.unpack(p.pack("办件", all[2])), all[2]);
}

TEST(Packing, FewTextsGiveNoDictionary) {
  EXPECT_EQ(Packing::dictionary_of({"{}", "{}"}), "");
  EXPECT_EQ(Packing::dictionary_of(std::vector<std::string_view>(300, "")), "");
}

TEST(Packing, DamageIsAnError) {
  const auto all = texts();
  Packing p;
  p.use("办件", Packing::dictionary_of({all.begin(), all.end()}));
  const std::string good = p.pack("办件", all[0]);
  EXPECT_FALSE(p.unpack(""));
  EXPECT_FALSE(p.unpack("no frame"));
  EXPECT_FALSE(p.unpack(std::string_view(good).substr(0, good.size() - 3)));
  EXPECT_FALSE(Packing().unpack(good));                // its dictionary is missing
  // One bit that flipped, anywhere: an error, or the same text where the bit means nothing. With a dictionary and without.
  for (const char* record : {"办件", "事项"}) {
    const std::string whole = p.pack(record, all[0]);
    size_t told = 0;
    for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
      std::string bad = whole;
      bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
      const auto read = p.unpack(bad);
      EXPECT_TRUE(!read || *read == all[0]) << record << bit;
      told += !read;
    }
    EXPECT_GT(told, whole.size() * 7) << record;
  }
}

}  // namespace
}  // namespace zs::ledger
