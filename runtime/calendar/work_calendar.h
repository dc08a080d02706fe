#pragma once
// A calendar of working days and office hours, prepared so that every question is O(1): prefix counts for the days of
// a window around the published years, plain arithmetic on the weekly pattern outside it.
#include "runtime/base/instant.h"
#include "runtime/calendar/civil.h"

#include <cstdint>
#include <cstddef>
#include <utility>
#include <vector>

namespace zs::calendar {

/// Days since 1970-01-01, wide enough for any limit that data can state.
using DayNo = int64_t;

constexpr DayNo day_no(Instant t) noexcept { return t >= 0 ? t / kSecondsPerDay : -((-t + kSecondsPerDay - 1) / kSecondsPerDay); }
constexpr Instant opening(DayNo d) noexcept { return d * kSecondsPerDay; }  // ⌊d⌋; ⌈d⌉ is opening(d + 1)

/// What makes a calendar.
struct Spec {
  uint8_t works = 0x1F;                               // bit 0 Monday; at least one bit
  std::vector<std::pair<int32_t, int32_t>> office;    // [from, to) seconds of the day, sorted, disjoint, at least one
  int32_t first_year = 0, last_year = 0;              // published years, inclusive
  std::vector<std::pair<int32_t, uint8_t>> exceptions;  // day, 1 works 0 off; sorted by day
};

class WorkCalendar {
 public:
  explicit WorkCalendar(const Spec& spec);

  bool works(DayNo d) const noexcept {
    if (inside(d)) return before_[static_cast<size_t>(d - lo_) + 1] != before_[static_cast<size_t>(d - lo_)];
    return weekly_works(d);
  }
  /// Working days before d, counted from a fixed origin: works_before(b) - works_before(a) of them lie in [a, b).
  int64_t works_before(DayNo d) const noexcept {
    if (inside(d)) return before_[static_cast<size_t>(d - lo_)];
    return outside_before(d);
  }
  /// The working day d with works_before(d) == k.
  DayNo nth(int64_t k) const noexcept {
    if (static_cast<uint64_t>(k) < nth_.size()) return lo_ + nth_[static_cast<size_t>(k)];
    return outside_nth(k);
  }
  /// The first working day at or after d.
  DayNo roll(DayNo d) const noexcept { return nth(works_before(d)); }

  int64_t office_seconds() const noexcept { return office_total_; }  // of one working day
  /// Office seconds before t, from the same origin.
  int64_t seconds_before(Instant t) const noexcept {
    const DayNo d = day_no(t);
    const int64_t n = works_before(d) * office_total_;
    return works(d) ? n + within(static_cast<int32_t>(t - opening(d))) : n;
  }
  /// The least t with seconds_before(t) == n: the end of the nth office second.
  Instant end_of_second(int64_t n) const noexcept;

  /// True where some day of [first, last] lies outside the published years; an empty range reads nothing.
  bool unpublished(DayNo first, DayNo last) const noexcept {
    return first <= last && (first < published_first_ || last > published_last_);
  }
  DayNo published_first() const noexcept { return published_first_; }
  DayNo published_last() const noexcept { return published_last_; }

 private:
  bool inside(DayNo d) const noexcept { return d >= lo_ && d < hi_; }
  bool weekly_works(DayNo d) const noexcept { return (works_ >> weekday(d)) & 1; }
  int64_t weekly_before(DayNo d) const noexcept;  // working days of the weekly pattern in [a Monday far back, d)
  int64_t outside_before(DayNo d) const noexcept;
  DayNo outside_nth(int64_t k) const noexcept;
  DayNo weekly_nth(int64_t k) const noexcept;
  int64_t within(int32_t second) const noexcept;  // office seconds of a working day before this second of it

  uint8_t works_;
  int per_week_ = 0;
  int8_t week_nth_[7] = {};             // weekday of the kth working day of a week
  int8_t week_before_[8] = {};          // working days of a week before this weekday
  DayNo lo_, hi_;                       // window of the tables, [lo, hi)
  std::vector<int32_t> before_;         // by d - lo: working days in [lo, d); hi - lo + 1 entries
  std::vector<int32_t> nth_;            // by k: day - lo
  std::vector<std::pair<int32_t, int32_t>> office_;
  int64_t office_total_ = 0;
  DayNo published_first_, published_last_;
};

}  // namespace zs::calendar
