#pragma once
// Tables of a database in a file: rows are staged in a temporary database, and the file is attached to that when all are there.
#include "io/databases/output_place.h"
#include "io/databases/sink.h"

namespace zs::databases {

/// The file is opened in seal() and closed after commit(): until then others may read it. What differs between databases is asked of those
/// that derive; their destructors call leave().
class FileSink : public Sink {
 public:
  Result<size_t> add(const Location& location, std::vector<Column> columns) final;
  Status seal() final;
  Status commit() final;

 protected:
  /// Statements: before a transaction on the attached file, to begin it, and after it; empty for none.
  struct Dialect { const char *settings, *begin, *after; };
  FileSink(OutputPlace place, Dialect dialect) : place_(std::move(place)), dialect_(dialect) {}
  void leave() noexcept;
  const OutputPlace& place() const noexcept { return place_; }
  /// kIo: the words of `why`, that the file could not be written, and that it is as it was.
  Error nothing_written(const Error& why) const;
  /// The file under this name is attached.
  static constexpr const char* kAttached = "zs_target";

 private:
  /// One statement on the staging database.
  virtual Status execute(const std::string& sql) = 0;
  /// The table of a location behind kAttached, quoted; kUsage where there can be none of that name.
  virtual Result<std::string> table_of(const Location& location) const = 0;
  /// Its columns in the file, which is there; none where there is no such table.
  virtual Result<std::vector<Present>> columns_of(const Location& location) const = 0;
  /// The staging table was made: rows will come for it; and all rows of all tables have come.
  virtual Status stage(const Target& target, const std::string& staging) = 0;
  virtual Status end_staging() = 0;

  Status run(const std::string& sql);
  Status put_rows();

  struct Table { Target target; std::string staging; };
  OutputPlace place_;
  Dialect dialect_;
  std::vector<Table> tables_;
  bool attached_ = false, begun_ = false, sealed_ = false, committed_ = false;
};

}  // namespace zs::databases
