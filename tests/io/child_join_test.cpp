// Rows of lists and the records they belong to, in any order: in memory and on disk with the same outcome.
#include "io/readers/child_join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace zs::readers {
namespace {

using binding::Member;
using binding::Value;

/// {"v": text}
struct Row {
  explicit Row(std::string t) : text(std::move(t)), members{{"v", Value::of_text(text)}} {
    value.kind = Value::Kind::kObject;
    value.size = 1;
    value.members = members;
  }
  std::string text;
  Member members[1];
  Value value;
};

struct Added { std::string key; int field; std::string text; };

/// What comes out, as lines: the record and its rows by list, then the orphans.
std::vector<std::string> joined(size_t memory, const std::vector<Added>& rows, const std::vector<std::string>& keys, bool on_disk) {
  ChildJoin join(memory);
  uint64_t line = 0;
  for (const auto& r : rows) EXPECT_TRUE(join.add(r.key, r.field, {static_cast<uint32_t>(r.field), ++line}, Row(r.text).value));
  EXPECT_EQ(join.on_disk(), on_disk);
  std::vector<std::string> out;
  const auto tell = [&](const std::string& key, const JoinedRows& j) {
    std::string s = key + ":";
    for (size_t k = 0; k < j.lists.size(); ++k) {
      s += fmt::format(" {}[", j.lists[k].field);
      for (size_t i = 0; i < j.lists[k].count; ++i) s += fmt::format(" {}@{}.{}", j.lists[k].rows[i].members[0].value.text, j.places[k][i].file, j.places[k][i].line);
      s += " ]";
    }
    out.push_back(s);
  };
  if (!on_disk) {
    for (const auto& k : keys) tell(k, join.find(k));
  } else {
    for (const auto& k : keys) {
      Row record(k);
      ParkedRecord parked;
      parked.pulled.what = Pulled::What::kRecord;
      parked.pulled.record = record.value;
      parked.pulled.line = 7, parked.pulled.element = 3, parked.file = 2;
      EXPECT_TRUE(join.park(k, parked));
    }
    ParkedRecord r;
    JoinedRows j;
    for (;;) {
      const auto more = join.next(r, j);
      EXPECT_TRUE(more) << more.error().en;
      if (!more || !*more) break;
      EXPECT_EQ(r.pulled.line, 7u);
      EXPECT_EQ(r.pulled.element, 3u);
      EXPECT_EQ(r.file, 2u);
      tell(std::string(r.pulled.record.members[0].value.text), j);
    }
  }
  EXPECT_TRUE(join.each_orphan([&](std::string_view key, int field, RowPlace p, const binding::Value&) { out.push_back(fmt::format("orphan {} {} {}.{}", key, field, p.file, p.line)); }));
  return out;
}

TEST(ChildJoin, ByHand) {
  const std::vector<Added> rows = {{"b", 1, "b1"}, {"x", 1, "x1"}, {"a", 2, "a2"}, {"b", 1, "b1'"}, {"a", 1, "a1"}, {"b", 2, "b2"}, {"y", 2, "y2"}};
  const std::vector<std::string> keys = {"a", "c", "b", "a"};
  const std::vector<std::string> expected = {"a: 2[ a2@2.3 ] 1[ a1@1.5 ]", "c:", "b: 1[ b1@1.1 b1'@1.4 ] 2[ b2@2.6 ]", "a: 2[ a2@2.3 ] 1[ a1@1.5 ]",
                                             "orphan x 1 1.2", "orphan y 2 2.7"};
  EXPECT_EQ(joined(1u << 20, rows, keys, false), expected);
  EXPECT_EQ(joined(0, rows, keys, true), expected);
  EXPECT_EQ(joined(300, rows, keys, true), expected);  // in the middle
}

TEST(ChildJoin, ManyInAnyOrder) {
  std::mt19937 chance(20241009);
  std::vector<Added> rows;
  std::vector<std::string> keys;
  for (int i = 0; i < 20'000; ++i) keys.push_back(fmt::format("K{:05}", i));
  for (int i = 0; i < 60'000; ++i) rows.push_back({fmt::format("K{:05}", chance() % 22'000), 1 + static_cast<int>(chance() % 3), fmt::format("{}", i)});
  std::shuffle(keys.begin(), keys.end(), chance);
  const auto memory = joined(SIZE_MAX, rows, keys, false), disk = joined(10'000, rows, keys, true);
  EXPECT_EQ(memory.size() > keys.size(), true);  // orphans
  EXPECT_EQ(memory, disk);
}

TEST(ChildJoin, NoRecordsAtAll) {
  EXPECT_EQ(joined(0, {{"a", 1, "x"}}, {}, true), std::vector<std::string>{"orphan a 1 1.1"});
}

}  // namespace
}  // namespace zs::readers
