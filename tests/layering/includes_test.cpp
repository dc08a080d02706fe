// Who may include whom.
#include "tests/layering/source_tree.h"
#include "tests/layering/walls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace zs::layering {
namespace {

bool is_project_header(const std::string& path) {
  const auto folders = with_others({"cli", "bench", "tests", "grammar", "docs"});
  return std::any_of(folders.begin(), folders.end(), [&](const std::string& top) { return path.starts_with(top + "/"); });
}

/// The include lines of these files that break a wall, one message each.
std::vector<std::string> breaches(const std::vector<SourceFile>& files) {
  std::vector<std::string> out;
  for (const SourceFile& file : files) {
    const Wall* wall = wall_of(file.path);
    if (wall == nullptr) continue;
    for (const Include& include : file.includes)
      if (is_project_header(include.path) && !allowed(*wall, include.path))
        out.push_back(file.path + ":" + std::to_string(include.line) + " includes " + include.path + ", which is beyond the wall of " +
                      std::string(wall->room));
  }
  return out;
}

TEST(Layering, EveryIncludeRespectsTheWalls) {
  const auto files = source_files(library_folders());
  ASSERT_GT(files.size(), 30u);
  for (const std::string& breach : breaches(files)) ADD_FAILURE() << breach;
}

TEST(Layering, EveryLibraryFileHasAWall) {
  for (const SourceFile& file : source_files(library_folders()))
    EXPECT_NE(wall_of(file.path), nullptr) << file.path;
}

TEST(Layering, IncludesAreWrittenFromTheRoot) {
  for (const SourceFile& file : source_files(with_others({"cli"})))
    for (const Include& include : file.includes)
      EXPECT_TRUE(include.path.find("..") == std::string::npos) << file.path << ":" << include.line << " " << include.path;
}

// The test itself must be able to fail: each of these lines breaks a wall.
TEST(Layering, BreachesAreSeen) {
  const auto breach_count = [](std::string path, std::string header) {
    return breaches({read_source(std::move(path), "// text\n#include \"" + header + "\"\n")}).size();
  };
  EXPECT_EQ(breach_count("runtime/vm/x.cpp", "compiler/typed/program.h"), 1u);
  EXPECT_EQ(breach_count("runtime/base/x.h", "runtime/model/record_model.h"), 1u);
  EXPECT_EQ(breach_count("oracle/x.cpp", "runtime/temporal/interval_set.h"), 1u);
  EXPECT_EQ(breach_count("oracle/x.cpp", "runtime/calendar/work_calendar.h"), 1u);
  EXPECT_EQ(breach_count("compiler/sema/x.cpp", "runtime/vm/engine.h"), 1u);
  EXPECT_EQ(breach_count("compiler/typed/x.h", "compiler/ast/ast.h"), 1u);
  EXPECT_EQ(breach_count("io/readers/x.cpp", "compiler/compile.h"), 1u);
  EXPECT_EQ(breach_count("generate/x.cpp", "runtime/bytecode/program.h"), 1u);
  EXPECT_EQ(breach_count("oracle/x.cpp", "oracle/truth.h"), 0u);
  EXPECT_EQ(breach_count("cli/run.cpp", "runtime/vm/engine.h"), 0u);
}

TEST(Layering, CommentedIncludesDoNotCount) {
  EXPECT_TRUE(read_source("io/x.cpp", "// #include \"compiler/compile.h\"\n/*\n#include \"a.h\"\n*/\n").includes.empty());
  const auto file = read_source("io/x.cpp", "int a;\n  #  include \"io/a.h\"\n");
  ASSERT_EQ(file.includes.size(), 1u);
  EXPECT_EQ(file.includes[0].line, 2);
}

}  // namespace
}  // namespace zs::layering
