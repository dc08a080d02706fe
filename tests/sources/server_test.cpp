// The server that the tests use must not outlive them.
#include "tests/cli/process.h"
#include "tests/sources/server.h"

#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::test {
namespace {

TEST(ServerTest, EndsWithAProgramThatIsKilled) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t program = ::fork();
  if (program == 0) {
    Server own;
    const std::string said = std::to_string(own.process()) + " " + own.folder();
    if (::write(ends[1], said.data(), said.size()) < 0) ::_exit(1);
    for (;;) ::pause();
  }
  char said[512];
  const ssize_t n = ::read(ends[0], said, sizeof said - 1);
  ::kill(program, SIGKILL);
  ::waitpid(program, nullptr, 0);
  ::close(ends[0]), ::close(ends[1]);
  ASSERT_GT(n, 2);
  said[n] = 0;
  const std::string text = said;
  const auto process = static_cast<pid_t>(std::stol(text));
  const std::string folder = text.substr(text.find(' ') + 1);
  ASSERT_GT(process, 1);
  for (int tenths = 0; tenths < 300 && std::filesystem::exists(folder); ++tenths) ::usleep(100'000);
  EXPECT_FALSE(std::filesystem::exists(folder));
  EXPECT_EQ(read_file("/proc/" + std::to_string(process) + "/cmdline").find(folder), std::string::npos);   // nothing, or somebody else's
}

}  // namespace
}  // namespace zs::test
