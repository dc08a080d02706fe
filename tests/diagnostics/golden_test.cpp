// Golden diagnostics. Each file in golden/ holds a rule file, "---- zh", what is said about it in Chinese, "---- en", what
// is said in English. ZS_UPDATE_GOLDEN=1 writes what is said now; read the difference before committing it.
#include "compiler/diagnostics/render.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace zs::test {
namespace {
namespace fs = std::filesystem;

std::vector<fs::path> golden_files() {
  std::vector<fs::path> out;
  for (const auto& e : fs::directory_iterator(fs::path(ZS_SOURCE_DIR) / "tests/diagnostics/golden"))
    if (e.path().extension() == ".txt") out.push_back(e.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream s;
  s << in.rdbuf();
  return s.str();
}

struct Answer {
  std::string zh, en;
  std::set<std::string> codes;
};

Answer answer(const std::string& source) {
  syntax::Sources sources;
  diag::Sink sink;
  syntax::parse(sources, sources.add("规则.zs", source), sink);
  Answer a;
  a.zh = diag::render_human(sources, sink, {diag::Language::kChinese, false, 160});
  a.en = diag::render_human(sources, sink, {diag::Language::kEnglish, false, 160});
  for (const auto& d : sink.all()) a.codes.insert(std::string(diag::row(d.code).id));
  return a;
}

constexpr std::string_view kZh = "---- zh\n", kEn = "---- en\n";

std::string source_of(const std::string& text) { return text.substr(0, text.find(kZh)); }

TEST(Golden, Diagnostics) {
  const bool update = std::getenv("ZS_UPDATE_GOLDEN") != nullptr;
  const auto files = golden_files();
  EXPECT_GT(files.size(), 15u);
  for (const fs::path& file : files) {
    SCOPED_TRACE(file.filename().string());
    const std::string text = read(file), source = source_of(text);
    const Answer a = answer(source);
    const std::string now = source + std::string(kZh) + a.zh + std::string(kEn) + a.en;
    EXPECT_FALSE(a.codes.empty()) << "nothing is wrong with it";
    if (update) std::ofstream(file, std::ios::binary) << now;
    else EXPECT_EQ(now, text);
  }
}

TEST(Golden, EverySyntaxDiagnosticIsShown) {
  std::set<std::string> shown;
  for (const fs::path& file : golden_files()) {
    const Answer a = answer(source_of(read(file)));
    shown.insert(a.codes.begin(), a.codes.end());
  }
  for (const diag::Row& r : diag::rows()) {
    if (!r.id.starts_with("E01")) continue;
    const bool elsewhere = r.id == "E0117" || r.id == "E0118" || r.id == "E0119";  // tests/syntax/limits_test.cpp
    const bool slip = r.id >= "E0130" && r.id <= "E0136";  // tests/diagnostics/slips
    EXPECT_TRUE(elsewhere || slip || shown.contains(std::string(r.id))) << r.id << " " << r.name;
  }
}

TEST(Golden, NothingOfTheParserGeneratorReachesTheUser) {
  for (const fs::path& file : golden_files()) {
    const Answer a = answer(source_of(read(file)));
    for (const char* word : {"mismatched", "extraneous", "viable", "expecting", "<EOF>", "K_", "<missing"}) {
      EXPECT_EQ(a.en.find(word), std::string::npos) << file << " " << word;
      EXPECT_EQ(a.zh.find(word), std::string::npos) << file << " " << word;
    }
  }
}

}  // namespace
}  // namespace zs::test
