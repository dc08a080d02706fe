#pragma once
// Columns of one batch of records (or of a whole reference table), Arrow-shaped: values, offsets, children.
// Whoever reads data fills it; the machine only reads it. Buffers are the table's own or borrowed: see array.h.
#include "runtime/base/instant.h"
#include "runtime/base/value.h"
#include "runtime/columns/array.h"
#include "runtime/model/record_model.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zs::columns {

/// Holds the text of one Table and of its child tables. Views stay valid while the pool lives.
class StringPool {
 public:
  /// Copies s and returns its code. Equal texts may get different codes: the machine folds them.
  int32_t add(std::string_view s);
  /// The same without a copy: the bytes must live as long as something given to keep().
  int32_t refer(std::string_view s) {
    views_.push_back(s);
    return static_cast<int32_t>(views_.size() - 1);
  }
  void keep(std::shared_ptr<const void> owner) { owners_.push_back(std::move(owner)); }
  std::string_view operator[](int32_t code) const noexcept { return views_[static_cast<size_t>(code)]; }
  size_t size() const noexcept { return views_.size(); }

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t used_ = 0, capacity_ = 0;
  std::vector<std::string_view> views_;
  std::vector<std::shared_ptr<const void>> owners_;
};

struct Table;

/// One field's values. Which member is used follows from the field's type:
///  kText                         codes (-1 missing)
///  kInteger kDecimal kBool kDate kEnum kInstant kSpan   values (kMissing)
///  kEvent                        values (kNever where it has not happened)
///  kTextList                     offsets (n+1) into codes; absent[i] where the list itself is absent
///  kEnumList                     offsets into values; absent as above
///  kRows                         offsets into rows; an absent list is an empty one
/// A column that the source does not have is left empty (size 0) and means "missing everywhere".
struct Column {
  Array<int64_t> values;
  Array<int32_t> codes;
  Array<uint32_t> offsets;
  Array<uint8_t> absent;
  std::unique_ptr<Table> rows;
};

struct Table {
  int model = -1;      // index into Models
  size_t size = 0;     // records
  std::vector<Column> columns;  // parallel to RecordModel::fields
  std::shared_ptr<StringPool> strings;  // shared with child tables
};

/// An empty table of this model with child tables in place.
Table make_table(const model::Models& models, int model, std::shared_ptr<StringPool> strings = nullptr);

}  // namespace zs::columns
