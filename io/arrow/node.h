#pragma once
// A column of a batch with its type understood: schema and array side by side, checked against one another, so that
// whoever reads values need not know the interface's letters. Reads only; owns nothing. DuckDB's chunks are read as nodes too
// (io/duckdb/chunk.h): where their layout is another than Arrow's, `bytes` says so.
#include "io/arrow/abi.h"
#include "runtime/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::arrow {

struct Node {
  enum class Kind : uint8_t {
    kUnsupported,  // nothing can be read from it
    kNull,
    kBool,         // bytes 0: a bit each; 1: a byte each (DuckDB)
    kInt,          // bytes, is_signed
    kFloat,        // bytes: 4, 8
    kDecimal,      // bytes: 4, 8, 16; scale
    kText,         // bytes of an offset: 4, 8; 16: a length, then up to 12 bytes of text or a pointer to it (DuckDB), UTF-8 for sure
    kDate,         // bytes; per_unit ticks are a day
    kTimestamp,    // per_unit ticks are a second; zoned: counts from 1970 in UTC, else in the wall time of whoever wrote it
    kList,         // bytes of an offset: 4, 8; 0: every list has `fixed` elements; 16: first element and their number (DuckDB)
    kStruct,
  };
  Kind kind = Kind::kUnsupported;
  uint8_t bytes = 0;
  bool is_signed = true, zoned = false;
  int scale = 0;
  int64_t per_unit = 1, fixed = 0;
  std::string name, format;
  const ArrowArray* array = nullptr;
  const uint8_t* validity = nullptr;   // null: nothing is missing
  int64_t offset = 0, length = 0;      // rows are counted from 0 after the offset
  std::vector<Node> children;          // kList: one
  std::unique_ptr<Node> dictionary;    // kInt: indices into it

  bool valid(int64_t i) const noexcept {
    if (kind == Kind::kNull) return false;
    const int64_t k = offset + i;
    return !validity || (validity[k >> 3] >> (k & 7) & 1) != 0;
  }
  /// Of the array's first value, offset applied.
  template <class T>
  const T* values(int buffer = 1) const noexcept { return static_cast<const T*>(array->buffers[buffer]) + offset; }

  bool boolean(int64_t i) const noexcept;
  /// kInt, kDate, kTimestamp. An unsigned value beyond int64 is INT64_MAX.
  int64_t integer(int64_t i) const noexcept;
  double real(int64_t i) const noexcept;
  /// kDecimal, without its scale.
  __int128 decimal(int64_t i) const noexcept;
  std::string_view text(int64_t i) const noexcept;
  /// kList: which of the child's rows.
  std::pair<int64_t, int64_t> range(int64_t i) const noexcept;
};

/// Understands a batch (a struct) or a column. Error (kUsage): the two do not fit, a buffer is missing, offsets fall.
/// Contents of columns of an unknown type are not looked at.
Result<Node> read_node(const ArrowSchema& schema, const ArrowArray& array);

/// Ticks to whole seconds or days, towards the past.
constexpr int64_t floor_div(int64_t v, int64_t by) noexcept { return v / by - (v % by != 0 && v < 0 ? 1 : 0); }

}  // namespace zs::arrow
