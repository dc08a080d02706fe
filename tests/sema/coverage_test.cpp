// coverage.tsv of a shipped pack: which indicator judges which clause, or why none does. It names every indicator and no other.
#include "pack.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace zs::test {
namespace {

struct Row {
  std::string id, zh, en;
  std::vector<std::string> codes;
};

std::vector<std::string> split(const std::string& s, const std::string& mark) {
  std::vector<std::string> out;
  size_t from = 0;
  for (size_t at; (at = s.find(mark, from)) != std::string::npos; from = at + mark.size()) out.push_back(s.substr(from, at - from));
  out.push_back(s.substr(from));
  return out;
}

std::vector<Row> rows(const std::string& path) {
  std::vector<Row> out;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, "row\tindicators\treason_zh\treason_en");
  while (std::getline(in, line)) {
    const auto cells = split(line, "\t");
    EXPECT_EQ(cells.size(), 4u) << line;
    if (cells.size() != 4) continue;
    out.push_back({cells[0], cells[2], cells[3], {}});
    if (!cells[1].empty()) out.back().codes = split(cells[1], "、");
  }
  return out;
}

TEST(Coverage, NamesEveryIndicatorAndNoOther) {
  for (const std::string pack :
       {"rules/neimenggu/2024", "rules/neimenggu/2024-procedure", "rules/neimenggu/2021-tasks", "rules/neimenggu/2021-standardization"}) {
    SCOPED_TRACE(pack);
    const std::string root = std::string(ZS_SOURCE_DIR) + "/" + pack;
    const Compilation c = compile(root);
    ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
    std::set<std::string> known, named, ids;
    for (const auto& i : c.program->indicators) known.insert(i.code);
    for (const auto& a : c.program->aggregates) known.insert(a.code);
    for (const auto& r : rows(root + "/coverage.tsv")) {
      EXPECT_TRUE(ids.insert(r.id).second) << r.id << " stands twice";
      named.insert(r.codes.begin(), r.codes.end());
      EXPECT_EQ(r.zh.empty(), r.en.empty()) << r.id;
      EXPECT_EQ(r.codes.empty(), r.zh.rfind("不判定：", 0) == 0) << r.id;
    }
    EXPECT_EQ(named, known);
  }
}

}  // namespace
}  // namespace zs::test
