#pragma once
// A block of records to columns: the part of reading that needs no other block, and so can be done by many threads.
#include "io/arrow/columns.h"
#include "io/binding/json_value.h"
#include "io/binding/table_builder.h"
#include "io/readers/record_source.h"

namespace zs::readers {

struct Bound {
  static constexpr uint32_t kAlone = UINT32_MAX;
  columns::Table table;
  std::vector<uint32_t> rows;   // by record: its row in the table, rising; kAlone: the record is to be looked at by itself
};

/// What one thread binds with. Not thread-safe.
class BlockBinder {
 public:
  /// `columns` must outlive it; it is shared.
  BlockBinder(const arrow::ColumnReader& columns, int model) : columns_(columns), model_(model), builder_(columns.models(), model) {}

  /// A struct of columns, by columns; nullopt where they cannot be read so. `owner` keeps its memory.
  std::optional<Bound> by_columns(const arrow::Node& node, const std::shared_ptr<const void>& owner);
  /// Each record by itself: value(i) gives it, a nullptr where it is broken; valid until the next call.
  template <class Value>
  Bound by_records(size_t n, Value value) {
    Bound out;
    out.rows.assign(n, Bound::kAlone);
    for (size_t i = 0; i < n; ++i)
      if (const binding::Value* v = value(i); v && !builder_.add(*v)) out.rows[i] = static_cast<uint32_t>(builder_.size() - 1);
    out.table = builder_.take();
    return out;
  }
  binding::JsonParser& json() { return json_; }
  /// See TableBuilder::unknown_names.
  const std::set<std::string>& unknown_names() const { return builder_.unknown_names(); }

 private:
  void note_unknown(const arrow::Node& node, const columns::Table& table);

  const arrow::ColumnReader& columns_;
  int model_;
  binding::TableBuilder builder_;
  binding::JsonParser json_;
};

}  // namespace zs::readers
