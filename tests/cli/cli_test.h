#pragma once
// A folder of its own for every test, a small rule set, and zs called in it.
#include "tests/cli/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::test {

inline const std::string kZs = ZS_BUILD_DIR "/zs";
inline const std::string kRoot = ZS_SOURCE_DIR;

/// One record kind with every sort of field, three indicators; line numbers matter to the tests of messages.
extern const std::string kTinyRules;
/// Four records: A1 late, A2 refused and paid, with a list, A3 with a missing fee, A4 in time.
extern const std::string kTinyRecords;

class CliTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  std::string at(const std::string& name) const { return folder_ + "/" + name; }
  /// Writes a file below the test's folder; gives its name.
  std::string file(const std::string& name, const std::string& bytes) const;
  std::string text(const std::string& name) const { return read_file(at(name)); }
  bool exists(const std::string& name) const;
  /// Everything in the folder, the gathered output aside, sorted.
  std::vector<std::string> names() const;

  Ran zs(std::vector<std::string> arguments) const { return zs_with(std::move(arguments), {}); }
  /// The same with another input, output or environment.
  Ran zs_with(std::vector<std::string> arguments, Call call) const;
  Ran shell(const std::string& line) const;
  /// The same with a file system of so many KiB mounted at the folder small, which nobody else sees; fails the test where none can be mounted.
  Ran on_small_disk(size_t kilobytes, const std::string& line) const;
  /// zs run tiny.zs … --as-of, which is 2024-12-01; the rules are written first.
  Ran judge(std::vector<std::string> arguments, Call call = {}) const;

 private:
  std::string folder_;
};

/// Lines without their ends.
std::vector<std::string> lines_of(const std::string& text);
/// `text` with the first `from` replaced; fails the test where there is none.
std::string with(const std::string& text, const std::string& from, const std::string& to);
/// UTF-8 -> GB18030.
std::string gb18030(const std::string& text);

}  // namespace zs::test
