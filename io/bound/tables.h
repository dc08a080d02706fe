#pragma once
// The tables of a source: named relations whose rows are read as texts. A folder of files is one; a database is another.
#include "io/readers/record_source.h"
#include "runtime/base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace zs::databases {
class Databases;
}

namespace zs::bound {

class Tables {
 public:
  virtual ~Tables() = default;
  /// Where the rows of a table are, in the order in which to read them: the files of a folder, one place in a database. Names are
  /// compared without regard to ASCII case. Empty: the source has no such table.
  virtual std::vector<std::string> places(const std::string& table) const = 0;
  /// The rows at a place: objects whose members are named by the table's columns.
  virtual Result<std::unique_ptr<readers::RecordSource>> open(const std::string& place) const = 0;
  /// Every table, for messages.
  virtual std::vector<std::string> names() const = 0;

  /// Reading whole tables heeds this flow's stop: null, or it outlives this.
  void heed(const readers::Flow* flow) { flow_ = flow; }
  bool told_to_stop() const { return flow_ && flow_->stop; }

 private:
  const readers::Flow* flow_ = nullptr;
};

/// A folder, or what a pattern (* ? [..]) names: files called as the tables, with .csv .tsv .txt .ndjson .jsonl .json .parquet and
/// perhaps .gz or .zst behind. A table in parts has numbers behind its name: up_pro_accept-2024-01.csv, up_pro_accept_2.csv.
Result<std::unique_ptr<Tables>> folder_tables(const std::string& path, readers::Encoding encoding);

/// The tables and views of a database: postgres://…, FILE.duckdb, FILE.sqlite; in another schema than the database's own:
/// …#SCHEMA. A name that fits but for its case will do. Errors are those of the database, and kUsage where it has no tables.
Result<std::unique_ptr<Tables>> database_tables(const std::string& text, std::shared_ptr<databases::Databases> databases);

/// a and b, but for the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b) noexcept;

}  // namespace zs::bound
