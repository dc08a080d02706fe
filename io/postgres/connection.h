#pragma once
// A connection to PostgreSQL, held safely.
#include "runtime/base/result.h"

#include <libpq-fe.h>
#include <memory>
#include <string>
#include <vector>

namespace zs::postgres {

struct ClearResult { void operator()(PGresult* r) const noexcept { PQclear(r); } };
using Answer = std::unique_ptr<PGresult, ClearResult>;

/// UTF-8, ISO dates in China Standard Time, tables read from their beginning by one process: what is read does not depend
/// on the server's settings. Passwords stay with libpq: no message has one. Not thread-safe.
class Connection {
 public:
  /// `address`: postgres://…; what it leaves out comes from the environment, ~/.pgpass and the service file, as usual.
  static Result<Connection> open(const std::string& address);
  PGconn* get() const noexcept { return connection_.get(); }
  /// The address without a password.
  const std::string& shown() const noexcept { return shown_; }

  /// Runs statements; the last one's answer.
  Result<Answer> run(const std::string& sql);
  /// One statement with parameters $1 …; the answer's values are texts.
  Result<Answer> ask(const std::string& sql, const std::vector<std::string>& parameters);
  /// The error of an answer, or of the connection where `answer` is null: kIo where the connection was lost or the server
  /// failed, kUsage where the SQL names what is not there or is wrong.
  Error failed(const PGresult* answer) const;
  /// What went wrong, in words that say what to do.
  struct Words { std::string zh, en; };
  Words trouble(const PGresult* answer) const;
  /// Was that an end of the connection, not an answer to what was asked?
  bool lost(const PGresult* answer) const;
  /// False once the connection is lost.
  bool alive() const noexcept { return PQstatus(connection_.get()) == CONNECTION_OK; }

 private:
  struct Finish { void operator()(PGconn* c) const noexcept { PQfinish(c); } };
  std::unique_ptr<PGconn, Finish> connection_;
  std::string shown_;
};

}  // namespace zs::postgres
