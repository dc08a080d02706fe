// Every lint has a page; its bad example gives this lint and no other, its good one does not.
#include "tests/lint/examples.h"

#include <gtest/gtest.h>

namespace zs::lint::test {
namespace {

// What small examples lack by nature: tests, reasons, the other clauses of the regulation.
const std::string kLeftOut = "L013 L018 L019 L020 L023";

std::string page_of(const Rule& rule) { return read_file(ZS_SOURCE_DIR "/docs/lints/" + std::string(diag::row(rule.code).id) + ".md"); }

TEST(LintPages, BadExamplesGiveTheLintAndNoOther) {
  for (const Rule& rule : rules()) {
    const std::string id(diag::row(rule.code).id);
    SCOPED_TRACE(id);
    const std::string page = page_of(rule);
    ASSERT_FALSE(page.empty()) << "docs/lints/" << id << ".md is missing";
    const Example e = example_of(page);
    EXPECT_EQ(e.title, id + " " + std::string(rule.title_zh));
    EXPECT_NE(page.find("## English: " + std::string(rule.title_en) + "\n"), std::string::npos);
    ASSERT_FALSE(e.bad.empty() || e.good.empty()) << "no examples";
    std::string others = kLeftOut;
    if (const size_t at = others.find(id); at != std::string::npos) others.erase(at, id.size());
    const auto bad = lint(e.bad, e.regulation);
    EXPECT_EQ(codes_of(bad, others), id) << (bad.empty() ? "" : bad.front().text);
    const auto good = lint(e.good, e.regulation);
    EXPECT_EQ(codes_of(good, others), "") << (good.empty() ? "" : good.front().text);
  }
}

TEST(LintPages, TheSilencerOfAPageIsItsOwn) {
  for (const Rule& rule : rules()) {
    const std::string id(diag::row(rule.code).id), page = page_of(rule);
    if (id == "L001" || id == "L002") continue;
    EXPECT_NE(page.find("// 容许 " + id), std::string::npos) << id;
    EXPECT_NE(page.find("// allow " + id), std::string::npos) << id;
  }
}

}  // namespace
}  // namespace zs::lint::test
