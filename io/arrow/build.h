#pragma once
// Results as Arrow: columns are filled row by row, then handed out without a copy, as often as asked.
#include "io/arrow/abi.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::arrow {

/// One finished or growing column. Growing: one append for each row.
class Column {
 public:
  /// utf8 with 64-bit offsets.
  static Column texts(std::string name);
  /// int32 indices into `dictionary`, a column made by words(); its texts are shared, not copied.
  static Column labels(std::string name, std::shared_ptr<const Column> dictionary);
  /// int64.
  static Column integers(std::string name);
  static Column booleans(std::string name);
  /// Seconds, zone Asia/Shanghai. Values are seconds since 1970 in UTC.
  static Column instants(std::string name);
  /// A dictionary: utf8 with 32-bit offsets. The texts together are below 2 GiB.
  static std::shared_ptr<const Column> words(const std::vector<std::string>& words);

  void append(std::string_view text);
  /// Integers, labels (the index), booleans (0, 1), instants.
  void append(int64_t value);
  void append_missing();
  int64_t size() const noexcept { return size_; }

 private:
  friend class Exporter;
  Column(std::string name, std::string format);
  void put(int64_t value);
  void mark(bool valid);

  std::string name_, format_;
  int64_t size_ = 0, missing_ = 0;
  std::vector<uint8_t> validity_, bits_;
  std::vector<int64_t> wide_;     // integers, instants, offsets of texts
  std::vector<int32_t> narrow_;   // indices, offsets of words
  std::string bytes_;
  std::shared_ptr<const Column> dictionary_;
};

/// Finished columns of equal length. Immutable and shared: every export holds it until it is released.
using Columns = std::shared_ptr<const std::vector<Column>>;

/// A struct of these columns. Both structures are the caller's, who releases them; in any order, from any thread. Children may
/// be moved out, as the interface allows.
void export_columns(const Columns& columns, ArrowSchema& schema, ArrowArray& array);
void export_schema(const Columns& columns, ArrowSchema& schema);

}  // namespace zs::arrow
