// Every diagnostic is explained: its wrong example gives it first, its right example compiles.
#include "compiler/compile.h"
#include "compiler/diagnostics/explain.h"
#include "tests/docs/blocks.h"

#include <gtest/gtest.h>

namespace zs::docs {
namespace {

Compilation compiled(const diag::Example& e) { return compile_text("例.zs", whole_text({e.kind == "全文" ? "" : e.kind, e.text, 1}), {}); }

std::string ids(const Compilation& c) {
  std::string out;
  for (const auto& d : c.diagnostics.all()) out += std::string(diag::row(d.code).id) + " " + diag::fill(diag::row(d.code).zh, d.args) + "\n";
  return out;
}

TEST(Explanations, EveryCodeHasOne) {
  for (const diag::Row& r : diag::rows()) {
    if (r.id.starts_with("L")) continue;  // lints have pages with tested examples of their own
    const diag::Explanation* e = diag::find_explanation(r.id);
    ASSERT_NE(e, nullptr) << r.id;
    EXPECT_FALSE(e->zh.empty()) << r.id;
    EXPECT_FALSE(e->en.empty()) << r.id;
    EXPECT_TRUE((e->wrong && e->right) || e->no_example.find(" / ") != std::string::npos) << r.id << ": two examples, or why there are none";
  }
  for (const diag::Explanation& e : diag::explanations()) EXPECT_NE(diag::find_row(e.id), nullptr) << e.id;
}

TEST(Explanations, WrongExamplesGiveTheCodeAndRightOnesCompile) {
  for (const diag::Explanation& e : diag::explanations()) {
    SCOPED_TRACE(e.id);
    if (e.wrong) {
      const Compilation c = compiled(*e.wrong);
      ASSERT_FALSE(c.diagnostics.all().empty()) << e.wrong->text;
      EXPECT_EQ(diag::row(c.diagnostics.all().front().code).id, e.id) << ids(c);
    }
    if (e.right) EXPECT_FALSE(compiled(*e.right).diagnostics.has_errors()) << ids(compiled(*e.right)) << e.right->text;
  }
}

}  // namespace
}  // namespace zs::docs
