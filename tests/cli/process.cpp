#include "tests/cli/process.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& t : texts) out.push_back(t.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment_of(const Call& call, const std::string& where) {
  std::map<std::string, std::string> all{{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"TMPDIR", where}, {"LANG", "zh_CN.UTF-8"}};
  for (const auto& [name, value] : call.environment) all[name] = value;
  std::vector<std::string> out;
  for (const auto& [name, value] : all) out.push_back(name + "=" + value);
  return out;
}

void redirect(int to, const std::string& path, int flags) {
  const int fd = ::open(path.c_str(), flags, 0666);
  if (fd < 0 || ::dup2(fd, to) < 0) ::_exit(127);
  ::close(fd);
}

[[noreturn]] void become(const std::string& where, const Call& call, const std::string& out, const std::string& err) {
  auto arguments = call.arguments;
  auto environment = environment_of(call, where);
  if (::chdir(where.c_str()) != 0) ::_exit(127);
  redirect(0, call.input, O_RDONLY);
  redirect(1, call.output.empty() ? out : call.output, O_WRONLY | O_CREAT | O_TRUNC);
  redirect(2, err, O_WRONLY | O_CREAT | O_TRUNC);
  const int program = ::open(arguments[0].c_str(), O_RDONLY | O_CLOEXEC);
  if (call.as_nobody && ::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(127);
  ::fexecve(program, pointers(arguments).data(), pointers(environment).data());
  ::_exit(127);
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream s;
  s << in.rdbuf();
  return s.str();
}

void write_file(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

Ran run_process(const std::string& where, const Call& call) {
  const std::string out = where + "/.stdout", err = where + "/.stderr";
  const pid_t child = ::fork();
  if (child == 0) become(where, call, out, err);
  int status = 0;
  ::waitpid(child, &status, 0);
  Ran ran;
  if (WIFEXITED(status)) ran.exit = WEXITSTATUS(status);
  else ran.signal = WTERMSIG(status);
  if (call.output.empty()) ran.out = read_file(out);
  ran.err = read_file(err);
  return ran;
}

}  // namespace zs::test
