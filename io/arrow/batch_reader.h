#pragma once
// Records from Arrow batches: the same records taken, the same ones rejected for the same reasons as from any other source.
#include "io/arrow/columns.h"
#include "io/binding/problem.h"
#include "io/binding/table_builder.h"
#include "runtime/base/result.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace zs::arrow {

struct Batch {
  columns::Table table;             // what was taken; may borrow the batch's memory, which lives as long as the table and its pool
  std::vector<uint32_t> rows;       // of each record of the table: its row in the batch, from 0
  struct Rejected { uint32_t row; binding::Reject reject; };
  std::vector<Rejected> rejected;   // rising by row; reject.line counts rows of all batches from 1, reject.file is empty
};

/// How batches were read, for tests and for whoever wonders about speed.
struct Ways { uint64_t by_columns = 0, by_rows = 0; };

/// Batches of one kind of record, one after another. Keys must be unique over all of them. Not thread-safe. The models must
/// outlive it.
class BatchReader {
 public:
  BatchReader(const model::Models& models, int model) : BatchReader(std::make_shared<const ColumnReader>(models), model) {}
  /// The same with what readers can share: names looked up and patterns compiled once.
  BatchReader(std::shared_ptr<const ColumnReader> columns, int model);
  ~BatchReader();

  /// Takes the array over, whatever comes of it: it is released when nothing borrows it any more, at once on an error. The
  /// schema is only read. Errors: no struct, a field's column missing (the key's), given twice or of a type that cannot be
  /// read (kUsage); too many rows (kLimit).
  Result<Batch> read(const ArrowSchema& schema, ArrowArray& array);

  uint64_t rows_read() const noexcept { return rows_read_; }
  /// Columns that no field has, as paths: 备注, 环节.备注.
  const std::set<std::string>& unknown_names() const noexcept { return unknown_; }
  const Ways& ways() const noexcept { return ways_; }

 private:
  struct Keys;
  Status check_columns(const Node& batch);
  Status check_types(const Node& node, int model, const std::string& path);
  bool by_columns(const Node& node, const std::shared_ptr<const void>& owner, Batch& out);
  void by_rows(const Node& node, Batch& out);
  void refuse(Batch& out, uint32_t row, std::string key, binding::Problem problem) const;
  std::string_view key_of(const binding::Value& record) const;
  bool duplicate(Batch& out, uint32_t row, std::string_view key) const;

  binding::TableBuilder& builder();

  std::shared_ptr<const ColumnReader> columns_;
  const model::Models& models_;
  const binding::Names& names_;
  int model_;
  std::optional<binding::TableBuilder> builder_;  // made when first needed: most batches never do; empty between calls
  std::unique_ptr<Keys> keys_;
  std::set<std::string> unknown_;
  uint64_t rows_read_ = 0;
  Ways ways_;
};

}  // namespace zs::arrow
