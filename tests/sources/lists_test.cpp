// Lists from files of their own: neither side sorted, in memory and on disk.
#include "tests/cli/cli_test.h"
#include "tests/sources/tables.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

namespace zs::test {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

class ListsTest : public CliTest {
 protected:
  /// Findings, rejects and remarks.
  std::string outcome(std::vector<std::string> sources, const std::string& memory, const std::string& rejects = "0") const {
    sources.insert(sources.begin(), "--cases");
    sources.insert(sources.end(), {"--join-memory", memory, "--out", "f.csv", "--rejects", "r.csv", "--max-rejects", rejects});
    const auto ran = judge(sources);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return text("f.csv") + text("r.csv") + ran.err;
  }
};

/// Each record's own list comes first; then rows in the order of the files; rejects in the order of the records, orphans last.
TEST_F(ListsTest, ByHand) {
  file("a.csv", "编号,受理时间,办结时间\nB,2024-09-27 15:00:00,\nA,2024-09-27 15:00:00,\nB,2024-09-27 15:00:00,\n");
  file("b.ndjson", "{\"编号\":\"C\",\"受理时间\":\"2024-09-27 15:00:00\",\"环节\":[{\"名称\":\"审查\"}]}\nbroken\n{\"编号\":\"D\",\"受理时间\":\"2024-09-27 15:00:00\"}\n");
  file("s.csv", "名称,编号,开始\n审查,X,\n受理,A,2024-09-27 16:00\n审查,A,2024-09-27 17:00\n审查,,\n审查,D,2024-13-27\n受理,C,\n审查,B,\n");
  file("t.ndjson", "{\"no\":\"Y\",\"name\":\"审查\"}\n{\"no\":\"D\",\"name\":\"审查\"}\n");
  const std::vector<std::string> sources = {"a.csv", "b.ndjson", "办件.环节=s.csv", "case.steps=t.ndjson"};
  const std::string memory = outcome(sources, "256", "10");
  const auto told = lines_of(text("r.csv"));
  const std::vector<std::string> expected{"file,line,field,value,reason,record,key,",
                                          "s.csv,5,编号,,缺少所属记录的键 / the key of the record it belongs to is missing,办件.环节,,",
                                          "a.csv,4,编号,B,键重复：前面已有同键的记录 / duplicate key: an earlier record has it,办件,B,",
                                          "b.ndjson,2,,broken,",
                                          "s.csv,6,环节.开始,2024-13-27,",
                                          "s.csv,2,编号,X,没有这个键的办件 / there is no 办件 with this key,办件.环节,X,",
                                          "t.ndjson,1,编号,Y,没有这个键的办件 / there is no 办件 with this key,办件.环节,Y,"};
  ASSERT_EQ(told.size(), expected.size());
  for (size_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i].rfind(expected[i], 0), 0u) << told[i] << "\nbegins with\n" << expected[i];
  // All have an 审查, A's begins later.
  EXPECT_THAT(text("f.csv"), HasSubstr("办件,A,T-3,缺环节,预警,2024-09-27T15:00:00+08:00,2024-09-27T17:00:00+08:00,已消除,"));
  for (const char* key : {"B", "C"}) EXPECT_THAT(text("f.csv"), Not(HasSubstr(fmt::format("办件,{},T-3", key))));
  EXPECT_EQ(outcome(sources, "0", "10"), memory);
}

/// 10^5 records and three times as many rows, both shuffled: as if each record had brought its list, in the order of the rows.
TEST_F(ListsTest, ManyShuffled) {
  std::mt19937 chance(39046);
  constexpr int kRecords = 100'000;
  const char* const names[] = {"受理", "审查", "制证", "送达"};
  std::vector<int> order(kRecords);
  for (int i = 0; i < kRecords; ++i) order[static_cast<size_t>(i)] = i;
  std::shuffle(order.begin(), order.end(), chance);
  std::vector<std::string> lists(kRecords);
  std::string rows = "编号,名称,开始\n", parents = "编号,受理时间\n", nested;
  for (int n = 0; n < 3 * kRecords; ++n) {
    const auto i = chance() % kRecords;
    const std::string name = names[chance() % 4], begun = fmt::format("2024-09-27 {:02}:{:02}:00", n % 24, n % 60);
    rows += fmt::format("K{},{},{}\n", i, name, begun);
    lists[i] += fmt::format("{}{{\"名称\":\"{}\",\"开始\":\"{}\"}}", lists[i].empty() ? "" : ",", name, begun);
  }
  for (const int i : order) {
    const std::string at = fmt::format("2024-09-{:02} 15:00:00", 1 + i % 30);
    parents += fmt::format("K{},{}\n", i, at);
    nested += fmt::format("{{\"编号\":\"K{}\",\"受理时间\":\"{}\",\"环节\":[{}]}}\n", i, at, lists[static_cast<size_t>(i)]);
  }
  file("rows.csv", rows), file("parents.csv", parents), file("nested.ndjson", nested);
  const std::string expected = outcome({"nested.ndjson"}, "256");
  ASSERT_GT(lines_of(expected).size(), 100'000u);
  EXPECT_TRUE(outcome({"parents.csv", "办件.环节=rows.csv"}, "256") == expected);
  EXPECT_TRUE(outcome({"办件.环节=rows.csv", "parents.csv"}, "0") == expected);
}

/// A real log: its steps from a file of their own, and inside the cases.
TEST_F(ListsTest, ThePermitLog) {
  const std::string log = kRoot + "/examples/permit-log";
  const auto judged = [&](std::vector<std::string> sources, const std::string& memory) {
    std::vector<std::string> a = {"run", log + "/rules", "--as-of", "2012-01-20T18:00:00+01:00", "--out", "f.csv", "--join-memory", memory, "--cases"};
    a.insert(a.end(), sources.begin(), sources.end());
    const auto ran = zs(a);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return text("f.csv");
  };
  std::map<std::string, ordered_json> steps;
  const auto rows = [](const std::string& csv) {  // the log has no quotes
    std::vector<std::vector<std::string>> out;
    for (const auto& line : lines_of(csv)) {
      auto& cells = out.emplace_back();
      std::istringstream in(line.back() == '\r' ? line.substr(0, line.size() - 1) : line);
      for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    }
    return out;
  };
  const auto objects = [&](const std::string& name) {
    const auto all = rows(read_file(log + "/" + name));
    std::vector<ordered_json> out;
    for (size_t i = 1; i < all.size(); ++i) {
      auto& o = out.emplace_back(ordered_json::object());
      for (size_t c = 0; c < all[i].size(); ++c)
        if (!all[i][c].empty()) o[all[0][c]] = all[i][c];
    }
    return out;
  };
  const std::string key = rows(read_file(log + "/steps.csv"))[0][0], parent_key = rows(read_file(log + "/cases.csv"))[0][0];
  for (auto& s : objects("steps.csv")) steps[s[key]].push_back(s);
  std::string nested;
  for (auto& c : objects("cases.csv")) {
    const std::string id = c[parent_key];
    if (steps.count(id)) c["步骤"] = steps[id];
    nested += c.dump() + "\n";
  }
  file("nested.ndjson", nested);
  const std::string expected = judged({"许可=nested.ndjson"}, "256");
  ASSERT_GT(lines_of(expected).size(), 100u);
  for (const char* memory : {"256", "0"}) EXPECT_EQ(judged({"许可=" + log + "/cases.csv", "许可.步骤=" + log + "/steps.csv"}, memory), expected);
}

}  // namespace
}  // namespace zs::test
