#pragma once
// The databases that a run reads from. Each is opened once, and all that is read from it is of one moment.
#include "io/databases/location.h"
#include "io/readers/record_source.h"

#include <memory>

namespace zs::databases {

/// PostgreSQL: every table is read in the snapshot of the first, over a connection of its own. SQLite: one connection that holds a
/// reading transaction. DuckDB: a connection each; nobody else writes to a file that is open. Records come in the source's own order: of a table as it is stored, of a query as the
/// query says. One open() at a time; the sources may be read by different threads.
class Databases {
 public:
  Databases();
  ~Databases();
  /// Errors: kIo where the database cannot be reached or breaks off, kUsage where the table or the query is wrong.
  Result<std::unique_ptr<readers::RecordSource>> open(const Location& location);
  /// Lets go of the moment, so that the same database can be written to: once the sources are read and gone.
  void close();

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

}  // namespace zs::databases
