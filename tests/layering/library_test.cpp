// Library code never prints, ends the process or reads the clock: that is for cli, bench and tests.
#include "tests/layering/source_tree.h"
#include "tests/layering/walls.h"

#include <gtest/gtest.h>

#include <regex>

namespace zs::layering {
namespace {

struct Ban {
  const char* what;
  std::regex pattern;
};

// A name counts where it stands alone: `exit(`, `std::exit(`, `::exit(`, but not `on_exit(`, `x.time(`, `->clock(`.
const std::vector<Ban>& bans() {
  static const std::vector<Ban> table = {
      {"prints", std::regex(R"(std::(cout|cerr|clog)\b)")},
      {"prints", std::regex(R"((^|[^\w.>])(std::|::)?(printf|fprintf|vprintf|puts|putchar|perror)\s*\()")},
      {"prints", std::regex(R"(fmt::print(ln)?\s*\()")},
      {"ends the process", std::regex(R"((^|[^\w.>:])(std::|::)?(exit|abort|_exit|quick_exit|terminate)\s*\()")},
      {"reads the clock", std::regex(R"((system_clock|steady_clock|high_resolution_clock)::now\b)")},
      {"reads the clock", std::regex(R"((^|[^\w.>:])(std::|::)?(time|gettimeofday|clock_gettime|localtime|gmtime)\s*\(\s*(nullptr|NULL|0|&|CLOCK))")},
      {"draws at random", std::regex(R"(std::random_device\b)")},
  };
  return table;
}

std::vector<std::string> offences(const SourceFile& file) {
  std::vector<std::string> out;
  size_t begin = 0;
  for (int line = 1; begin < file.code.size(); ++line) {
    const size_t end = std::min(file.code.find('\n', begin), file.code.size());
    const std::string text = file.code.substr(begin, end - begin);
    for (const Ban& ban : bans())
      if (std::regex_search(text, ban.pattern)) out.push_back(file.path + ":" + std::to_string(line) + " " + ban.what);
    begin = end + 1;
  }
  return out;
}

TEST(LibraryCode, DoesNotPrintExitOrReadTheClock) {
  const auto files = source_files(library_folders());
  ASSERT_GT(files.size(), 30u);
  for (const SourceFile& file : files)
    for (const std::string& offence : offences(file)) ADD_FAILURE() << offence << " (only cli, bench and tests may)";
}

TEST(LibraryCode, OffencesAreSeen) {
  const auto count = [](const char* code) { return offences(read_source("io/x.cpp", code)).size(); };
  EXPECT_EQ(count("std::cout << 1;"), 1u);
  EXPECT_EQ(count("  printf(\"x\");"), 1u);
  EXPECT_EQ(count("std::fprintf(stderr, \"x\");"), 1u);
  EXPECT_EQ(count("if (bad) std::abort();"), 1u);
  EXPECT_EQ(count("::exit(1);"), 1u);
  EXPECT_EQ(count("auto t = std::chrono::system_clock::now();"), 1u);
  EXPECT_EQ(count("time(nullptr)"), 1u);
  EXPECT_EQ(count("std::random_device seed;"), 1u);
}

TEST(LibraryCode, LikeNamesAreLeftAlone) {
  const auto count = [](const char* code) { return offences(read_source("io/x.cpp", code)).size(); };
  EXPECT_EQ(count("snprintf(buffer, 8, \"%d\", 1);"), 0u);
  EXPECT_EQ(count("on_exit(1); node.exit(); it->exit();"), 0u);
  EXPECT_EQ(count("// std::cout\n\"std::cerr\";"), 0u);
  EXPECT_EQ(count("Instant time(int);"), 0u);
}

}  // namespace
}  // namespace zs::layering
