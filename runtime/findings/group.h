#pragma once
// The answers of 统计指标.
#include "runtime/base/instant.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zs::findings {

/// One group of records at one instant asked.
struct GroupAnswer {
  enum class What : uint8_t { kNothing, kCard, kUndecided } what = What::kNothing;
  uint16_t aggregate = 0;           // index in the pack
  std::vector<std::string> key;     // the group's values as people read them; 未知 where one is missing; empty: no 按
  Instant asked = 0;                // 24:00 of a 截至 day, or T
  uint64_t records = 0;             // that may lie in the range
  std::string reason;               // of a card
};

}  // namespace zs::findings
