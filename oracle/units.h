#pragma once
// Spans: a number beside a unit, either of which may be missing, and the exact conversions between units.
#include "oracle/calendar.h"
#include "oracle/number.h"
#include "runtime/base/value.h"

#include <optional>

namespace zs::oracle {

struct SpanValue {
  std::optional<Number> number;
  std::optional<Unit> unit;
  bool known() const { return number && unit; }
};

inline bool is_day(Unit u) { return u == Unit::kWorkDay || u == Unit::kNaturalDay; }
/// Units that are counted inside office hours; the others run on the clock.
bool is_work(Unit u);
/// 天 beside `other`: 工作日 beside working units, 自然日 beside those of the clock; kOwnDay where there is no other.
Unit own_day(Unit u, Unit other);
/// Seconds of one unit: of the clock, or of office hours (工作日: by the calendar's office hours).
Integer seconds_of(Unit u, const Calendar* calendar);
/// The same length in another unit; absent where no exact conversion exists (工作日 and 自然日, 工作小时 and 小时).
std::optional<Number> convert(const Number& n, Unit from, Unit to, const Calendar* calendar);

}  // namespace zs::oracle
