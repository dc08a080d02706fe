#pragma once
// Rows of named columns to CSV, NDJSON, Parquet or a table of a database.
#include "runtime/base/result.h"

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zs::databases {
class Sinks;
}

namespace zs::writers {

struct ColumnSpec {
  std::string name;
  enum class Kind : uint8_t { kText, kBool, kInteger, kInstant } kind = Kind::kText;  // kInstant: a text in files, an instant in databases
  bool identity = false;  // with the others that are, says which row it is: what upsert replaces
};

enum class RowFormat : uint8_t { kCsv, kNdjson, kParquet };
/// By the extension; CSV for "-" and for anything else.
RowFormat row_format_of(const std::string& path);

using Cells = std::span<const std::string_view>;

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  /// One text for each column: "true"/"false" for kBool, digits for kInteger. An empty text is an empty cell in CSV and
  /// null in NDJSON and Parquet. The texts are not kept.
  virtual Status put(Cells cells) = 0;
  Status row(std::initializer_list<std::string_view> cells) { return put({cells.begin(), cells.size()}); }
  Status row(const std::vector<std::string>& cells) { return put(std::vector<std::string_view>(cells.begin(), cells.end())); }
  /// All but the name: see OutputFile::seal().
  virtual Status seal() = 0;
  /// Completes the file; without it nothing appears.
  virtual Status commit() = 0;
  /// See OutputFile::mark_partial(); nothing where nothing appears before commit() anyway.
  virtual void mark_partial() {}
  /// Is it in a database, whose commit is likelier to fail than giving a file its name? Such ones are committed first.
  virtual bool in_database() const { return false; }
};

/// Creates the file (so that a place that cannot be written is known at once) and writes a CSV's header. A path that names a
/// table of a database (io/databases/location.h) is written there: all rows of the table are replaced, with :upsert those of
/// the same identity. `sinks`: shared by the writers whose rows should appear in one transaction; null: of its own.
Result<std::unique_ptr<RowWriter>> open_rows(const std::string& path, std::vector<ColumnSpec> columns, databases::Sinks* sinks = nullptr);

/// A text as a CSV cell, quoted where it must be; as a JSON string with its quotes.
std::string csv_cell(std::string_view s);
std::string json_string(std::string_view s);
void append_csv_cell(std::string& to, std::string_view s);
void append_json_string(std::string& to, std::string_view s);

}  // namespace zs::writers
