#pragma once
// The physical form of plain values, shared by data binding, the machine and the oracle's loader.
#include <cstdint>

namespace zs {

/// The one missing value (⊥) of every 64-bit column; no datum can have it.
inline constexpr int64_t kMissing = INT64_MIN;

/// 小数 are exact: an integer count of 10^-6. |value| < 10^12, at most six digits after the point;
/// anything else is rejected when it is read.
inline constexpr int kDecimalScale = 6;
inline constexpr int64_t kDecimalOne = 1'000'000;
inline constexpr int64_t kDecimalLimit = 1'000'000 * kDecimalOne * kDecimalOne;  // exclusive

/// Units of a 期限 (span). kOwnDay is the literal 天: it takes the other operand's own kind of day
/// (工作日 beside 工作小时, 自然日 beside 小时). kNoUnit: a number whose unit is absent.
enum class Unit : uint8_t {
  kWorkDay = 0,      // 工作日
  kNaturalDay = 1,   // 自然日
  kHour = 2,         // 小时: 3600 s of clock time
  kWorkHour = 3,     // 工作小时: 3600 s inside office hours
  kMinute = 4,       // 分钟
  kSecond = 5,       // 秒
  kWorkMinute = 6,   // 工作分钟
  kOwnDay = 7,       // 天
  kWorkSecond = 8,   // seconds of office hours; made by the machine only, rules and data have no word for it
  kWorkDaySecond = 9,  // a computed span of 工作日 in seconds of office hours, for parts of a day must not be lost; the machine's too
  kDaySecond = 10,     // a computed span of 自然日 in seconds of the clock, likewise
  kNoUnit = 15,
};

/// A 期限 in one word: number (scale 6) * 16 + unit. kMissing where number and unit are both absent;
/// unit kNoUnit where only the unit is; number absent beside a unit is kSpanNoNumber + unit.
/// |number| < 10^9 (checked when read).
using PackedSpan = int64_t;
inline constexpr int64_t kSpanLimit = 1'000'000'000 * kDecimalOne;       // exclusive
inline constexpr int64_t kSpanNoNumber = -(int64_t{1} << 62);            // number absent, unit in the low 4 bits
constexpr PackedSpan pack_span(int64_t number, Unit u) noexcept { return number * 16 + static_cast<int64_t>(u); }
constexpr Unit span_unit(PackedSpan s) noexcept { return static_cast<Unit>(s & 15); }
constexpr int64_t span_number(PackedSpan s) noexcept { return s >> 4; }
/// True where neither a number nor a unit is missing.
constexpr bool span_known(PackedSpan s) noexcept { return s >= kSpanNoNumber + 16 && span_unit(s) != Unit::kNoUnit; }

/// Booleans in columns.
inline constexpr int64_t kFalse = 0, kTrue = 1;

}  // namespace zs
