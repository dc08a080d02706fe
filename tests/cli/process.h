#pragma once
// Runs a program and waits: what it wrote, how it ended.
#include <map>
#include <string>
#include <vector>

namespace zs::test {

struct Ran {
  int exit = -1;      // its exit code; -1 where a signal ended it
  int signal = 0;
  std::string out, err;
};

struct Call {
  std::vector<std::string> arguments;          // the program first
  std::string input = "/dev/null";             // a file to be its standard input
  std::string output;                          // a file or device to be its standard output; empty: gathered
  std::map<std::string, std::string> environment;  // besides PATH, TMPDIR and LANG=zh_CN.UTF-8
  bool as_nobody = false;                      // gives up root's rights first, where there are any
};

/// In the folder `where`, which also takes the gathered output.
Ran run_process(const std::string& where, const Call& call);

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& bytes);

}  // namespace zs::test
