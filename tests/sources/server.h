#pragma once
// A PostgreSQL server of the test's own: a new cluster in a new folder, reached by a socket in it, nowhere else. It ends with the
// program, however that ends.
#include <string>
#include <vector>

#include <sys/types.h>

namespace zs::test {

class Server {
 public:
  Server();   // fails the test where it does not start
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// The path of one of PostgreSQL's programs, of the newest version that is there; its name where it is in the path.
  static std::string program(const std::string& name);
  /// postgres://zs@/postgres?host=…
  std::string address(const std::string& database = "postgres") const;
  const std::string& folder() const { return folder_; }
  /// The process that all the others of the server depend on.
  pid_t process() const;
  /// What psql prints, unaligned, tuples only; a failing statement fails the test.
  std::string psql(const std::string& sql) const;
  /// As a power cut would.
  void kill();
  /// Again, after kill(), or when it was killed by another.
  void start();

 private:
  /// As an unprivileged user, which PostgreSQL insists on; the exit code.
  int as_user(const std::string& line) const;
  void watch();
  std::string folder_;
  pid_t watcher_ = -1;
  int leash_ = -1;
};

/// One for all the tests of the program, started when it is first asked for.
Server& server();

}  // namespace zs::test
