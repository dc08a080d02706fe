#pragma once
// Dates and instants in the forms that data files use.
#include "io/binding/problem.h"
#include "runtime/base/instant.h"

#include <boost/system/result.hpp>
#include <string_view>

namespace zs::binding {

template <class T>
using Parsed = boost::system::result<T, Reason>;

/// 2024-10-09T12:00:00+08:00, 2024-10-09 12:00:00, 2024-10-09 12:00, 2024/10/9 12:00, 20241009120000, 2024-10-09
/// (also 2024/10/9 and 20241009). Z, +08, +0800 and +08:00 are offsets; without one it is China Standard Time.
/// Digits after the seconds are dropped: the instant is the whole second that holds it. The date must exist, the
/// time be before 24:00. No blanks around.
Parsed<Instant> parse_instant(std::string_view text);

/// The same forms, without a time: 2024-10-09, 2024/10/9, 20241009. A time of 00:00:00 in CST is accepted, since
/// many systems store dates so.
Parsed<Day> parse_day(std::string_view text);

/// Days from 1970-01-01 to a date of the Gregorian calendar that exists.
Day days_from_civil(int year, int month, int day) noexcept;
struct Civil { int year, month, day; };
Civil civil_from_days(Day d) noexcept;
bool date_exists(int year, int month, int day) noexcept;

/// 2024-10-09T00:00:00+08:00; the first without memory of its own. Years have four digits.
struct InstantText {
  char text[25];
  operator std::string_view() const noexcept { return {text, sizeof text}; }  // NOLINT: it is one
};
InstantText instant_text(Instant t) noexcept;
std::string format_instant(Instant t);
/// 2024-10-09
std::string format_day(Day d);

}  // namespace zs::binding
