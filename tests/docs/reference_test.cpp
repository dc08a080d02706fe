// docs/reference is what the tables say, and the tables are all in it.
#include "compiler/diagnostics/diagnostics.h"
#include "docs/generate/pages.h"
#include "runtime/bytecode/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace zs::docs {
namespace {

std::string committed(const std::string& name) {
  std::ifstream in(std::string(ZS_SOURCE_DIR) + "/docs/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string table(const std::string& path) {
  std::ifstream in(std::string(ZS_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The first line in which the texts differ, for a message that can be read.
std::string first_difference(const std::string& a, const std::string& b) {
  const auto at = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const size_t begin = at == 0 ? 0 : b.rfind('\n', std::min(at, b.size()) - 1) + 1;
  return b.substr(begin, b.find('\n', begin) - begin);
}

TEST(Reference, CommittedPagesAreWhatTheTablesMake) {
  for (const Page& page : pages(ZS_SOURCE_DIR)) {
    const std::string old = committed(page.name);
    EXPECT_TRUE(old == page.text) << "docs/" << page.name << " is old: run `zs_docs_generate .`; it lacks\n"
                                  << first_difference(old, page.text);
  }
}

TEST(Reference, EveryOpcodeIsDocumented) {
  const std::string page = committed("reference/opcodes.md");
#define ZS_OP(id, Name, mnemonic, result, operands, imm, what) \
  EXPECT_NE(page.find("| " #id " | `" mnemonic "` |"), std::string::npos) << #Name; \
  EXPECT_GT(std::string(what).size(), 0u) << #Name << " says nothing about what it does";
#include "runtime/bytecode/opcodes.def"
#undef ZS_OP
}

TEST(Reference, EveryDiagnosticIsDocumentedInBothLanguages) {
  const std::string page = committed("reference/diagnostics.md");
  for (const diag::Row& row : diag::rows()) {
    EXPECT_NE(page.find("### " + std::string(row.id) + "\n"), std::string::npos) << row.name;
    EXPECT_FALSE(row.zh.empty() || row.en.empty()) << row.id;
    EXPECT_EQ(row.help_zh.empty(), row.help_en.empty()) << row.id;
  }
}

TEST(Reference, EveryKeywordIsDocumented) {
  const std::string page = committed("reference/keywords.md");
  const auto keywords = read_keywords(table("grammar/keywords.tsv"));
  ASSERT_GT(keywords.size(), 100u);
  for (const Keyword& k : keywords) {
    EXPECT_NE(page.find("| " + k.zh + " | `" + k.en + "` |"), std::string::npos) << k.zh;
    EXPECT_FALSE(k.meaning.empty()) << k.zh;
    EXPECT_FALSE(k.meaning_zh.empty()) << k.zh;
  }
}

TEST(Reference, KeywordsOfTheTableStandInTheLanguagePage) {
  const std::string page = table("docs/language.md");
  for (const Keyword& k : read_keywords(table("grammar/keywords.tsv")))
    EXPECT_NE(page.find(k.zh), std::string::npos) << k.zh << " is not explained in docs/language.md";
}

}  // namespace
}  // namespace zs::docs
