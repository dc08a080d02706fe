#include "tests/sources/server.h"

#include "tests/cli/process.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace zs::test {

namespace fs = std::filesystem;

namespace {

/// Debian keeps the server's programs out of the path.
std::string program(const std::string& name) {
  for (const char* version : {"15", "16", "17", "14"})
    if (const std::string path = std::string("/usr/lib/postgresql/") + version + "/bin/" + name; fs::exists(path)) return path;
  return name;
}

/// The one user that is on every Debian and owns nothing.
constexpr const char* kUser = "setpriv --reuid=65534 --regid=65534 --clear-groups ";

}  // namespace

Server::Server() {
  std::string name = "/tmp/zs-postgres-XXXXXX";
  if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the server");
  folder_ = name;
  fs::permissions(folder_, fs::perms(0755));
  if (::geteuid() == 0 && ::chown(folder_.c_str(), 65534, 65534) != 0) throw std::runtime_error("no folder for the server");
  if (as_user(program("initdb") + " -D " + folder_ + "/data -U zs -A trust -E UTF8 --locale=C --no-sync >" + folder_ + "/initdb.log 2>&1") != 0)
    throw std::runtime_error("initdb failed: " + read_file(folder_ + "/initdb.log"));
  start();
}

Server::~Server() {
  as_user(program("pg_ctl") + " -D " + folder_ + "/data -m immediate stop >/dev/null 2>&1");
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Server::start() {
  const std::string options = "-c listen_addresses= -c unix_socket_directories=" + folder_ + " -c fsync=off -c shared_buffers=16MB -c max_connections=20";
  if (as_user(program("pg_ctl") + " -D " + folder_ + "/data -w -l " + folder_ + "/server.log -o \"" + options + "\" start >/dev/null 2>&1") != 0)
    throw std::runtime_error("the server does not start: " + read_file(folder_ + "/server.log"));
}

void Server::kill() { as_user(program("pg_ctl") + " -D " + folder_ + "/data -m immediate stop >/dev/null 2>&1"); }

std::string Server::address() const { return "postgres://zs@/postgres?host=" + folder_; }

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
