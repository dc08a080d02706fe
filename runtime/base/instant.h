#pragma once
// Time as every part of Zhunsheng counts it.
#include <cstdint>

namespace zs {

/// Whole seconds since 1970-01-01T00:00:00 China Standard Time (UTC+8, no daylight saving), so that
/// a day is a floor division. UTC epoch seconds + 28'800.
using Instant = int64_t;
/// Days since 1970-01-01, zone-free.
using Day = int32_t;

inline constexpr Instant kSecondsPerDay = 86'400;
inline constexpr int64_t kCstOffset = 28'800;

/// An event that never comes; greater than every instant. Its negation stands for -infinity.
inline constexpr Instant kNever = Instant{1} << 60;
inline constexpr Instant kAlways = -kNever;  // -infinity as a boundary

/// Instants that data may hold: years 1000 to 9999. Anything else is a bad date.
inline constexpr Instant kMinInstant = -30'610'224'000;
inline constexpr Instant kMaxInstant = 253'402'300'799;

/// The day that holds t; -1 s belongs to day -1.
constexpr Day day_of(Instant t) noexcept {
  return static_cast<Day>(t >= 0 ? t / kSecondsPerDay : -((-t + kSecondsPerDay - 1) / kSecondsPerDay));
}
/// 00:00:00 of day d (inclusive start); start_of(d + 1) is its 24:00.
constexpr Instant start_of(Day d) noexcept { return Instant{d} * kSecondsPerDay; }

/// A boundary with its provisional flag in the lowest bit: 2 * instant + (1 if a day beyond the
/// calendar's published years was read to find it). Order is by instant, a certain boundary before a
/// provisional one at the same instant.
using Tick = int64_t;
inline constexpr Tick kTickNever = 2 * kNever;
inline constexpr Tick kTickAlways = -2 * kNever;
constexpr Tick tick_of(Instant t, bool provisional = false) noexcept { return 2 * t + (provisional ? 1 : 0); }
constexpr Instant instant_of(Tick t) noexcept { return t >> 1; }
constexpr bool is_provisional(Tick t) noexcept { return (t & 1) != 0; }

}  // namespace zs
