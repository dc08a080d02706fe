#pragma once
// Tables of PostgreSQL as records: COPY (…) TO STDOUT, row by row, so that memory does not grow with the table.
#include "io/databases/location.h"
#include "io/postgres/connection.h"
#include "io/readers/record_source.h"

#include <memory>

namespace zs::postgres {

/// One moment of a database, for any number of connections: a transaction that stays open and lends out what it sees.
class Snapshot {
 public:
  static Result<Snapshot> take(const std::string& address);
  /// A new connection, in a read-only transaction that sees the moment.
  Result<Connection> join() const;

 private:
  Snapshot(std::string address, Connection keeper, std::string id) : address_(std::move(address)), keeper_(std::move(keeper)), id_(std::move(id)) {}
  std::string address_;
  Connection keeper_;
  std::string id_;
};

/// Every value is handed on as text, arrays and composites as JSON, instants in China Standard Time; the record model judges
/// it as in other formats.
Result<std::unique_ptr<readers::RecordSource>> open_table(const std::shared_ptr<Snapshot>& moment, const databases::Location& location);

}  // namespace zs::postgres
