// Files stay small enough to be read in one sitting. What is above kLong is listed, what is above kTooLong fails.
#include "tests/layering/source_tree.h"
#include "tests/layering/walls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace zs::layering {
namespace {

constexpr int kLong = 600, kTooLong = 1500;

TEST(FileSize, NoFileIsTooLong) {
  const auto files = source_files(with_others({"cli", "bench", "tests", "docs"}));
  ASSERT_GT(files.size(), 30u);
  std::vector<int> sizes;
  for (const SourceFile& file : files) {
    sizes.push_back(file.lines);
    if (file.lines > kLong) std::cout << "[ long     ] " << file.path << ": " << file.lines << " lines\n";
    EXPECT_LE(file.lines, kTooLong) << file.path;
  }
  std::sort(sizes.begin(), sizes.end());
  std::cout << "[ sizes    ] " << sizes.size() << " files, median " << sizes[sizes.size() / 2] << " lines, 90% below "
            << sizes[sizes.size() * 9 / 10] << "\n";
}

}  // namespace
}  // namespace zs::layering
