#pragma once
// The tests of one pack: those in its rule files, in tables, and its frozen answers.
#include "cli/pack.h"
#include "testing/frozen.h"

#include <string>
#include <vector>

namespace zs::cli {

struct Suite {
  Pack pack;
  std::vector<testing::Case> cases;    // rule files, tables, frozen answers, in this order
};

struct TestFiles {
  std::vector<std::string> tables;     // named by the user, besides tests/*.csv and tests/*.xlsx of the pack
  std::vector<std::string> frozen;     // files or folders, besides tests/frozen/*.json
  std::string filter;                  // only tests whose name holds it
};

/// What is wrong is printed and its exit code put into `exit`; then nothing is returned.
std::optional<Suite> load_suite(const Context& context, const std::string& path, const TestFiles& files, int& exit);

/// tests/frozen/*.json of the pack and of what was named.
std::vector<std::string> frozen_files(const std::string& pack, const std::vector<std::string>& named);
/// tests/frozen of a pack that is a folder; beside the file for one that is a file.
std::string frozen_folder(const std::string& pack);

testing::Language language_of(const Context& context);

}  // namespace zs::cli
