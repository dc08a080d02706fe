#pragma once
// 统计指标: one answer for each group of records, at each instant asked.
#include "oracle/record.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::oracle {

/// What a quantity can be, given what is missing: all of [least, most]. Undefined where nothing is counted, or a value
/// that it needs is missing.
struct Bounds {
  bool defined = false;
  Number least, most;
};

struct GroupAnswer {
  enum class What { kNothing, kCard, kUndecided } what = What::kNothing;
  int aggregate = 0;                // index into Program::aggregates
  std::vector<std::string> key;     // the group's values as people read them; 未知 where one is missing
  Instant asked = 0;                // 24:00 of a 截至 day, or T
  Bounds measured;                  // left, or left ÷ right
  uint64_t records = 0;             // that may lie in the range
  std::vector<std::string> actions;
  std::string clause, reason;
};

/// Asked at 24:00 of every declared day by T, at every end of a year within the data's and T's time where 截至 每年末 says
/// so, and at T (absent: in the end). Ordered by aggregate, instant, and first appearance of the group.
std::vector<GroupAnswer> aggregate(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of);

}  // namespace zs::oracle
