#pragma once
// A fingerprint of data as the rules see them: the same records in the same order have the same one, whatever file format,
// column order or batches they came in; a value changed, a record more or fewer changes it. It tells accidents, not forgery.
#include "runtime/columns/table.h"
#include "runtime/model/record_model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zs::columns {

/// One number for each record of the table, from its fields' names and values. What is missing does not count, so that
/// a field added to the model leaves old data as they were.
std::vector<uint64_t> record_hashes(const model::Models& models, const Table& table);

class Fingerprint {
 public:
  /// Tables in the order of the input.
  void add(const model::Models& models, const Table& table);
  uint64_t records() const noexcept { return records_; }
  /// 32 hexadecimal digits.
  std::string text() const;

 private:
  uint64_t high_ = 0x243F6A8885A308D3, low_ = 0x13198A2E03707344;  // digits of pi: nothing up the sleeve
  uint64_t records_ = 0;
};

}  // namespace zs::columns
