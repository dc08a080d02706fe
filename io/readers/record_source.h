#pragma once
// One record after another, from any format. A record that cannot even be taken apart is reported in its place.
#include "io/binding/problem.h"
#include "io/binding/value.h"
#include "io/readers/line_reader.h"
#include "runtime/base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::duck {
class Database;
}

namespace zs::readers {

/// What a file of rejects says of a record: where it came from, and how it stood there.
struct Origin {
  std::string file, format, header;
  uint64_t line = 0;
  std::string taken;  // the key that an earlier record had; empty where that was not the fault
};

struct Pulled {
  enum class What : uint8_t { kRecord, kBroken, kEnd } what = What::kEnd;
  binding::Value record;     // kRecord: an object; valid until the next pull
  uint64_t element = 0;      // of a list that may stand on one line: which, from 1; else 0
  uint64_t line = 0;         // first line of the record; the row's number where the format has no lines; from 1
  binding::Problem problem;  // kBroken
  std::string_view text;     // the record as it stands, valid until the next pull; empty: ask the record
  bool cut = false;          // kBroken: the record is longer than what is kept of it
  bool garbled = false;      // kBroken: bytes that are no text are shown as �
  const Origin* origin = nullptr;  // a record out of a file of rejects, valid until the next pull
};

struct Bound;
class BlockBinder;

/// Some records of a source, one behind the other, which any one thread may bind while others are read.
class Block {
 public:
  virtual ~Block() = default;
  virtual size_t size() const = 0;
  /// Once, before any record().
  virtual Bound bind(BlockBinder& binder) = 0;
  /// One of its records or what is broken in its place, from 0; valid until the next call.
  virtual Pulled record(size_t i) = 0;
};

class BlockSource {
 public:
  virtual ~BlockSource() = default;
  /// The next block, never an empty one; null at the end.
  virtual Result<std::unique_ptr<Block>> fetch() = 0;
};

class RecordSource {
 public:
  virtual ~RecordSource() = default;
  virtual Result<Pulled> next() = 0;
  /// The same records in blocks; null where they cannot be had so. Whoever uses it does not call next().
  virtual BlockSource* blocks() { return nullptr; }
  /// The columns that the source declares for all its records; nullopt where each record names its own.
  virtual std::optional<std::vector<std::string>> columns() const { return std::nullopt; }
  /// The line that names the columns, as it stands; empty where there is none.
  virtual std::string_view header() const { return {}; }
  /// For a source that makes its records of something else: where in that the fault of the record pulled last stands.
  virtual void locate(binding::Reject&) const {}
};

/// Comma-, tab-, semicolon- or bar-separated, told by the header; quotes as in RFC 4180, line ends inside them too.
/// A record with another number of columns than the header is broken. So is one with an unclosed quote or text after a
/// closing one: its first line is reported and reading goes on with the next, so that one stray quote does not swallow
/// a file.
Result<std::unique_ptr<RecordSource>> open_csv(std::unique_ptr<LineReader> lines);
/// One JSON object a line; blank lines are skipped.
std::unique_ptr<RecordSource> open_ndjson(std::unique_ptr<LineReader> lines);
/// A JSON list of objects, or objects one after another. A broken element is reported and reading goes on after it
/// where its end can be found.
Result<std::unique_ptr<RecordSource>> open_json(std::unique_ptr<LineReader> lines);
/// Parquet through DuckDB; every value is handed on as text, so that the record model judges it as in other formats.
/// DATE, TIMESTAMP and TIMESTAMPTZ columns, lists and structs are fine. `path` is a real file, `name` is for messages.
/// It tells `flow`, if there is one, of the file's bytes in proportion to the rows.
Result<std::unique_ptr<RecordSource>> open_parquet(const std::string& path, const std::string& name, Flow* flow = nullptr);
/// The rows of a query of DuckDB, handed on in the same way.
Result<std::unique_ptr<RecordSource>> open_duckdb(duck::Database db, const std::string& query, const std::string& name);

/// The records of one kind in a file of rejects (CSV or NDJSON), which may have been corrected; the others are passed over.
Result<std::unique_ptr<RecordSource>> open_rejects(std::unique_ptr<LineReader> lines, bool is_ndjson, std::string record);

}  // namespace zs::readers
