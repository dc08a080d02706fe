#pragma once
// The key of a record, as text.
#include "runtime/columns/table.h"

#include <string_view>

namespace zs::columns {

/// Empty where its kind has no key, or the record none. Valid as long as the table's texts.
inline std::string_view key_of(const model::Models& models, const Table& table, size_t record) {
  const int key = models.models[static_cast<size_t>(table.model)].key;
  if (key < 0) return {};
  const auto& codes = table.columns[static_cast<size_t>(key)].codes;
  return record < codes.size() && codes[record] >= 0 ? (*table.strings)[codes[record]] : std::string_view();
}

}  // namespace zs::columns
