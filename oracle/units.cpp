#include "oracle/units.h"

namespace zs::oracle {

bool is_work(Unit u) {
  return u == Unit::kWorkDay || u == Unit::kWorkHour || u == Unit::kWorkMinute || u == Unit::kWorkSecond;
}

Unit own_day(Unit u, Unit other) {
  if (u != Unit::kOwnDay || other == Unit::kOwnDay || other == Unit::kNoUnit) return u;
  return is_work(other) ? Unit::kWorkDay : Unit::kNaturalDay;
}

Integer seconds_of(Unit u, const Calendar* calendar) {
  switch (u) {
    case Unit::kWorkDay: return calendar ? calendar->office_seconds() : 0;
    case Unit::kNaturalDay: return 86'400;
    case Unit::kHour:
    case Unit::kWorkHour: return 3'600;
    case Unit::kMinute:
    case Unit::kWorkMinute: return 60;
    case Unit::kSecond:
    case Unit::kWorkSecond: return 1;
    case Unit::kWorkDaySecond: case Unit::kDaySecond:  // the machine's own
    case Unit::kOwnDay:
    case Unit::kNoUnit: break;
  }
  return 0;
}

std::optional<Number> convert(const Number& n, Unit from, Unit to, const Calendar* calendar) {
  if (from == to) return n;
  if (from == Unit::kOwnDay || to == Unit::kOwnDay || is_work(from) != is_work(to)) return std::nullopt;
  const Integer size_from = seconds_of(from, calendar), size_to = seconds_of(to, calendar);
  if (size_from == 0 || size_to == 0) return std::nullopt;
  return n * Number(size_from, size_to);
}

}  // namespace zs::oracle
