#include "tests/sources/server.h"

#include "tests/cli/process.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::test {

namespace fs = std::filesystem;

namespace {

/// The one user that is on every Debian and owns nothing.
constexpr const char* kUser = "setpriv --reuid=65534 --regid=65534 --clear-groups ";

}  // namespace

/// Debian keeps the server's programs out of the path.
std::string Server::program(const std::string& name) {
  for (const char* version : {"17", "16", "15", "14"})
    if (const std::string path = std::string("/usr/lib/postgresql/") + version + "/bin/" + name; fs::exists(path)) return path;
  return name;
}

Server::Server() {
  std::string name = "/tmp/zs-postgres-XXXXXX";
  if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the server");
  folder_ = name;
  fs::permissions(folder_, fs::perms(0755));
  if (::geteuid() == 0 && ::chown(folder_.c_str(), 65534, 65534) != 0) throw std::runtime_error("no folder for the server");
  watch();
  if (as_user(program("initdb") + " -D " + folder_ + "/data -U zs -A trust -E UTF8 --locale=C --no-sync >" + folder_ + "/initdb.log 2>&1") != 0)
    throw std::runtime_error("initdb failed: " + read_file(folder_ + "/initdb.log"));
  start();
}

Server::~Server() {
  ::close(leash_);
  ::waitpid(watcher_, nullptr, 0);
}

/// A process that waits until nobody holds the other end of a pipe any more, and then stops the server and removes its folder. Only this
/// program holds it, so that it is let go of by a destructor, by a time limit and by kill -9 alike.
void Server::watch() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for the server");
  const std::string user = ::geteuid() == 0 ? kUser : "";
  const std::string stop = "read -r _; " + user + program("pg_ctl") + " -D " + folder_ + "/data -m immediate -w stop; rm -rf " + folder_;
  watcher_ = ::fork();
  if (watcher_ == 0) {
    ::setsid();   // what is sent to the program's group is not for it
    const int nowhere = ::open("/dev/null", O_WRONLY);
    if (::dup2(ends[0], 0) < 0 || ::dup2(nowhere, 1) < 0 || ::dup2(nowhere, 2) < 0) ::_exit(127);
    ::execl("/bin/sh", "sh", "-c", stop.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[0]);
  leash_ = ends[1];
}

pid_t Server::process() const { return static_cast<pid_t>(std::atol(read_file(folder_ + "/data/postmaster.pid").c_str())); }

void Server::start() {
  const std::string options = "-c listen_addresses= -c unix_socket_directories=" + folder_ + " -c fsync=off -c shared_buffers=16MB -c max_connections=20";
  if (as_user(program("pg_ctl") + " -D " + folder_ + "/data -w -l " + folder_ + "/server.log -o \"" + options + "\" start >/dev/null 2>&1") != 0)
    throw std::runtime_error("the server does not start: " + read_file(folder_ + "/server.log"));
}

void Server::kill() { as_user(program("pg_ctl") + " -D " + folder_ + "/data -m immediate stop >/dev/null 2>&1"); }

std::string Server::address(const std::string& database) const { return "postgres://zs@/" + database + "?host=" + folder_; }

std::string Server::psql(const std::string& sql) const {
  Call call;
  write_file(folder_ + "/ask.sql", sql);
  call.arguments = {program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", folder_ + "/ask.sql", address()};
  const auto ran = run_process(folder_, call);
  EXPECT_EQ(ran.exit, 0) << ran.err << sql;
  return ran.out;
}

int Server::as_user(const std::string& line) const { return std::system(((::geteuid() == 0 ? kUser : "") + line).c_str()); }

Server& server() {
  static Server one;
  return one;
}

}  // namespace zs::test
