#pragma once
// Tables of one database, written together: nothing of them is seen before commit(), all of it after.
#include "io/databases/table_sql.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace zs::databases {

/// Not thread-safe: where several threads have rows, each call is made with mutex() held. Destroyed without commit(), it leaves the
/// database as it was.
class Sink {
 public:
  virtual ~Sink() = default;
  std::mutex& mutex() noexcept { return mutex_; }
  /// One more table to fill; its number. The columns of a table that is there are compared at once (kUsage).
  virtual Result<size_t> add(const Location& location, std::vector<Column> columns) = 0;
  /// One text for each column; an empty one is null.
  virtual Status row(size_t table, const std::vector<std::string>& cells) = 0;
  /// All rows are in the database's hands, and what can fail has been tried; still nobody sees them.
  virtual Status seal() = 0;
  /// After seal(). Once, however many tables there are.
  virtual Status commit() = 0;

 private:
  std::mutex mutex_;
};

/// The sinks of a run: one for each database, so that all tables of a database appear in one transaction.
class Sinks {
 public:
  /// Connects, or looks whether the file can be written to. kIo where it cannot.
  Result<std::shared_ptr<Sink>> of(const Location& location);

 private:
  std::map<std::string, std::shared_ptr<Sink>> by_database_;
};

}  // namespace zs::databases
