#pragma once
// Numbers with a unit in the words of a regulation.
#include "runtime/base/rational.h"
#include "runtime/base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::lint {

/// To which side of the threshold the number itself belongs: 超过 3日, 3日以内 leave it below; 3日以上, 不足3日 put it above.
enum class Side : uint8_t { kUnsaid, kBelow, kAbove };

struct Quantity {
  enum class Of : uint8_t { kWorkDays, kDays, kHours, kMinutes, kPercent } of = Of::kDays;  // kDays: 日, 天, 自然日
  Rational number;             // 50% is 1/2
  Side side = Side::kUnsaid;
  std::string text;            // 3个工作日, with the words that say the side: 超过3个工作日
};

/// In the order of the text; days of a month (3月31日) and ordinals are none.
std::vector<Quantity> quantities(std::string_view text);

/// Can a span of this unit be what the words mean? 日 of a regulation may be working days.
bool compatible(Quantity::Of words, Unit rule);

}  // namespace zs::lint
