#pragma once
// Clocks (时限) of one record: when has a span been used up, when does a limit end, what is left. The meaning is the
// calculus' "Clocks"; a clock without pauses is answered by arithmetic (one boundary), one with pauses by stepping over them.
#include "runtime/base/instant.h"
#include "runtime/base/value.h"
#include "runtime/calendar/work_calendar.h"
#include "runtime/temporal/interval_set.h"

#include <optional>

namespace zs::temporal {

/// What a clock counts. Days are counted whole, seconds one by one.
enum class Basis : uint8_t { kWorkDays, kNaturalDays, kOfficeSeconds, kClockSeconds, kUnknown };
constexpr bool counts_days(Basis b) noexcept { return b == Basis::kWorkDays || b == Basis::kNaturalDays; }
constexpr bool reads_calendar(Basis b) noexcept { return b == Basis::kWorkDays || b == Basis::kOfficeSeconds; }

struct ClockRules {
  const calendar::WorkCalendar* calendar = nullptr;
  bool exact = false;      // 计法 精确: spans of days are counted in seconds
  bool same_day = false;   // 起算 当日
  bool roll_over = false;  // 顺延
};

/// A span in the units of a Basis. Every test of a clock asks only for its floor and whether there is more.
struct Quantity {
  int64_t floor = 0;
  bool fraction = false;
  constexpr int64_t ceiling() const noexcept { return floor + (fraction ? 1 : 0); }
};

/// A pause [a, b), b possibly kNever; lists of them are sorted, disjoint and do not touch.
struct Pause {
  Instant a, b;
};
struct Pauses {
  const Pause* data = nullptr;
  size_t size = 0;
  const Pause* begin() const noexcept { return data; }
  const Pause* end() const noexcept { return data + size; }
};

/// The basis that a limit, or a threshold without one, implies; 天 alone is 自然日, a missing unit kUnknown.
Basis basis_of(Unit u, const ClockRules& r) noexcept;
/// Seconds of one unit: office seconds for the work units, clock seconds for the others; 0 for kOwnDay, kNoUnit.
int64_t seconds_per(Unit u, const calendar::WorkCalendar& c) noexcept;
bool is_work(Unit u) noexcept;
/// 天 beside a unit is that unit's own day; any other unit stays.
Unit resolve_own_day(Unit u, Unit beside) noexcept;

/// A known span in the units of a basis; nothing where the two do not convert exactly.
std::optional<Quantity> quantity(PackedSpan span, Basis basis, const ClockRules& r) noexcept;
/// limit − threshold in the units of the basis; nothing where either does not convert.
std::optional<Quantity> difference(PackedSpan limit, PackedSpan threshold, Basis basis, const ClockRules& r) noexcept;

/// Beyond every instant of data (a million years); clocks of hostile packs are held within it, so that counting cannot overflow.
inline constexpr Instant kFarInstant = Instant{1} << 45;
/// The start of a clock that is not ⊥ or never: a date starts at its 00:00.
constexpr Instant clock_start(int64_t v, bool is_date) noexcept {
  const int64_t far = is_date ? kFarInstant / kSecondsPerDay : kFarInstant;
  const int64_t near = v < -far ? -far : v > far ? far : v;
  return is_date ? near * kSecondsPerDay : near;
}
/// The end of a clock that is not ⊥: kNever stays.
constexpr Instant clock_end(int64_t v) noexcept { return v >= kNever ? kNever : v < -kFarInstant ? -kFarInstant : v > kFarInstant ? kFarInstant : v; }

/// The end of a limit as far as is known at some instant.
struct Due {
  int64_t day = 0;   // the last permitted day, or the day that holds the last counted second
  Instant at = 0;    // its 24:00, or the instant at which the limit is used up
};

/// One clock: counts from `start`, stopped by `end` (kNever: runs on) and by its pauses.
struct Clock {
  const ClockRules& rules;
  Basis basis;
  Instant start, end;

  // Without pauses: the start of the set, kTickNever where it is empty; the set runs to ∞.
  Tick at_least(int64_t m) const noexcept;                  // n ≥ m, or st ≥ m
  Tick over_days(int64_t k, bool roll) const noexcept;      // >k of whole days, final
  Tick at_most_days_left(int64_t limit, int64_t m, bool work) const noexcept;  // days of that kind in (day t, end of limit] ≤ m

  // With pauses: the set, within [start, ∞).
  void at_least(int64_t m, Pauses p, IntervalSet& out) const;
  Tick over_days(int64_t k, bool roll, Pauses p) const;
  void at_most_days_left(int64_t limit, int64_t m, bool work, Pauses p, IntervalSet& out) const;

  // For reasons: what is used at t (whole days, or seconds), and the end of a limit (whole days, or seconds) as
  // foreseen with the pauses begun by t.
  int64_t used_at(Instant t, Pauses p) const;
  Due due(int64_t limit, Instant t, Pauses p) const;
};

/// {> q} without pauses: for days with the regulation's meaning of "more than k days".
inline Tick over(const Clock& c, Quantity q) noexcept {
  if (!counts_days(c.basis)) return c.at_least(q.floor + 1);
  return q.fraction ? c.at_least(q.floor + 1) : c.over_days(q.floor, false);
}

}  // namespace zs::temporal
