// The shipped packs: every finding that is left is listed in shipped.txt, and lints cost an editor nothing.
#include "tests/lint/examples.h"

#include "runtime/calendar/civil.h"

#include <gtest/gtest.h>

#include <ctime>
#include <iostream>

namespace zs::lint::test {
namespace {

const std::vector<std::string> kPacks = {"rules/henan/2019", "rules/neimenggu/2024", "rules/neimenggu/2024-procedure", "rules/neimenggu/2021-tasks", "rules/neimenggu/2021-standardization", "examples/permit-log/rules"};

TEST(ShippedPacks, FindingsAreThoseThatAreListed) {
  Options options;
  options.today = static_cast<Day>(calendar::day_from_civil(2025, 6, 1));
  options.slow = false;
  std::string all;
  for (const auto& pack : kPacks)
    for (const Found& f : findings(compile(ZS_SOURCE_DIR "/" + pack), options)) all += pack + " " + f.code + " " + f.text + "\n";
  EXPECT_EQ(all, read_file(ZS_SOURCE_DIR "/tests/lint/shipped.txt"));
}

TEST(ShippedPacks, TheLibraryIsClean) {
  CompileOptions library;
  library.library = true;
  const auto found = findings(compile(ZS_SOURCE_DIR "/stdlib", library), {});
  EXPECT_EQ(codes_of(found), "") << found.front().text;
}

TEST(ShippedPacks, LintsWithoutASolverAreFast) {
  const Compilation c = compile(ZS_SOURCE_DIR "/rules/neimenggu/2021-standardization");
  Options options;
  options.slow = false;
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();  // of this process: how busy the machine is does not count
    diag::Sink sink;
    run(c, options, sink);
    best = std::min(best, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::cout << "[ lints    ] " << best << " ms\n";
  EXPECT_LT(best, 50);
}

}  // namespace
}  // namespace zs::lint::test
