// Every example of the documentation that is marked ```zs compiles, or gives the diagnostic that it says.
#include "compiler/compile.h"
#include "tests/docs/blocks.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace zs::docs {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> documents() {
  const fs::path root = ZS_SOURCE_DIR;
  std::vector<fs::path> out = {root / "README.md", root / "README.zh.md", root / "CONTRIBUTING.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") out.push_back(entry.path());
  std::erase_if(out, [](const fs::path& p) { return !fs::exists(p); });
  return out;
}

std::string first_messages(const Compilation& c) {
  std::string out;
  for (const auto& d : c.diagnostics.all()) {
    const auto& row = diag::row(d.code);
    out += std::string(row.id) + " " + diag::fill(row.zh, d.args) + " 「" + std::string(c.sources.text(d.src)) + "」\n";
  }
  return out;
}

bool has_code(const Compilation& c, std::string_view id) {
  for (const auto& d : c.diagnostics.all())
    if (diag::row(d.code).id == id) return true;
  return false;
}

TEST(Documentation, EveryExampleCompiles) {
  int examples = 0;
  for (const fs::path& page : documents())
    for (const Block& block : rule_blocks(read(page))) {
      const std::string where = fs::relative(page, ZS_SOURCE_DIR).string() + ":" + std::to_string(block.line);
      SCOPED_TRACE(where);
      const Compilation c = compile_text(where, whole_text(block), {});
      ++examples;
      if (block.kind.starts_with("错误 ")) {
        EXPECT_TRUE(has_code(c, block.kind.substr(std::string_view("错误 ").size()))) << first_messages(c);
      } else {
        EXPECT_FALSE(c.diagnostics.has_errors()) << first_messages(c);
        EXPECT_TRUE(c.program.has_value());
      }
    }
  EXPECT_GE(examples, 15);
}

TEST(Documentation, BlocksAreFoundAndCompleted) {
  const auto blocks = rule_blocks("a\n```zs\n规则集\n```\n```text\nno\n```\n```zs 条件\n甲 已发生\n\n乙 为空\n```\n");
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(blocks[0].kind, "");
  EXPECT_EQ(blocks[0].line, 2);
  EXPECT_EQ(blocks[0].text, "规则集\n");
  EXPECT_EQ(blocks[1].kind, "条件");
  const std::string whole = whole_text(blocks[1]);
  EXPECT_NE(whole.find("指标 T-1 例 对 办件 { 当 甲 已发生，发 预警 }"), std::string::npos);
  EXPECT_NE(whole.find("指标 T-3 例 对 办件 { 当 乙 为空，发 预警 }"), std::string::npos);
}

TEST(Documentation, ABrokenExampleIsSeen) {
  const Compilation c = compile_text("broken", whole_text({"条件", "没有这个字段 已发生\n", 1}), {});
  EXPECT_TRUE(c.diagnostics.has_errors());
}

}  // namespace
}  // namespace zs::docs
