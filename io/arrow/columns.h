#pragma once
// A batch into columns, a column at a time, borrowing the batch's memory where its layout is the table's.
//
// Borrowed: int64 for 整数, naive timestamps in seconds for 时刻 (both without nulls), offsets of lists that begin at 0, the
// bytes of every text. Everything else is one pass. What is not surely right is not judged here: the record is marked, and
// row.h with the binder says what is wrong with it, in the words that every other source uses.
#include "io/arrow/node.h"
#include "io/binding/table_builder.h"
#include "runtime/columns/table.h"

#include <memory>
#include <optional>
#include <vector>

namespace zs::arrow {

struct Filled {
  columns::Table table;          // every record of the batch, marked ones too: their values mean nothing
  std::vector<uint8_t> doubtful; // by record: to be looked at
};

/// Immutable: one serves all readers of its models, in any number of threads. The models must outlive it.
class ColumnReader {
 public:
  explicit ColumnReader(const model::Models& models);
  ~ColumnReader();
  /// `batch` is a struct; `owner` keeps its memory. nullopt: a column has a type that only the row's way reads.
  std::optional<Filled> read(int model, const Node& batch, const std::shared_ptr<const void>& owner) const;
  const model::Models& models() const noexcept { return models_; }
  const binding::Names& names() const noexcept { return names_; }

 private:
  struct Patterns;
  const model::Models& models_;
  binding::Names names_;
  std::unique_ptr<Patterns> patterns_;
};

}  // namespace zs::arrow
