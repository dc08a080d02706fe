#pragma once
// Rows of list files, joined to the records they belong to by the record's key. Neither side need be sorted.
#include "io/binding/table_builder.h"
#include "io/readers/record_source.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zs::readers {

/// Where a row of a list file stands.
struct RowPlace {
  uint32_t file = 0;   // the caller's number of it
  uint64_t line = 0;
};

/// The rows of one record, by list; within a list in the order in which they were added.
struct JoinedRows {
  std::vector<binding::ChildRows> lists;
  std::vector<std::vector<RowPlace>> places;  // as lists
};

/// A record put aside, and the file it comes from.
struct ParkedRecord {
  Pulled pulled;
  uint32_t file = 0;   // the caller's number of it
  std::optional<Origin> origin;  // its own, whatever pulled.origin points to
  // Where its source says it stands (RecordSource::locate), without the column; empty where the file and the line say it.
  std::string source, key;
  uint64_t source_line = 0;
};

/// First every row is added. As long as they take no more than `memory` bytes they stay in memory, and records ask for theirs
/// as they come: find(). Beyond that they go to disk, and the records too: park() takes all of them, next() gives them back
/// in the same order, each with its rows (a join and a sort of DuckDB that keep to their memory and use files in $TMPDIR).
/// Errors are kIo: the disk.
class ChildJoin {
 public:
  explicit ChildJoin(size_t memory);
  ~ChildJoin();

  Status add(std::string_view key, int field, RowPlace place, const binding::Value& row);
  bool on_disk() const noexcept;

  /// In memory. Valid until the next call; empty where there are none.
  const JoinedRows& find(std::string_view key);

  /// On disk. `key`: empty where the record has none.
  Status park(std::string_view key, const ParkedRecord& record);
  /// False at the end. Record and rows are valid until the next call.
  Result<bool> next(ParkedRecord& record, JoinedRows& rows);

  /// After the last find() or next(): the rows whose key no record had, in the order in which they were added.
  using OnOrphan = std::function<void(std::string_view key, int field, RowPlace place, const binding::Value& row)>;
  Status each_orphan(const OnOrphan& on_orphan);

 private:
  class Memory;
  class Disk;
  size_t limit_;
  std::unique_ptr<Memory> memory_;
  std::unique_ptr<Disk> disk_;
};

}  // namespace zs::readers
