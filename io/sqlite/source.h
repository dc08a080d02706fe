#pragma once
// Tables of a SQLite file as records.
#include "io/databases/location.h"
#include "io/readers/record_source.h"
#include "io/sqlite/connection.h"

#include <memory>

namespace zs::sqlite {

/// A file opened to be read, in one transaction: all its tables are of one moment.
class Reading {
 public:
  static Result<Reading> open(const std::string& path);
  Connection& connection() noexcept { return connection_; }

 private:
  explicit Reading(Connection c) : connection_(std::move(c)) {}
  Connection connection_;
};

/// Numbers are handed on as SQLite writes them, texts and blobs as text; the record model judges them as in other formats.
Result<std::unique_ptr<readers::RecordSource>> open_table(const std::shared_ptr<Reading>& file, const databases::Location& location);

}  // namespace zs::sqlite
