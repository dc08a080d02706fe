#include "runtime/calendar/work_calendar.h"

#include <algorithm>

namespace zs::calendar {

namespace {
constexpr DayNo kWindowFirst = day_from_civil(1990, 1, 1);  // the least window; it grows to hold every exception
constexpr DayNo kWindowLast = day_from_civil(2060, 1, 1);
constexpr int64_t kFarDay = int64_t{1} << 42;               // beyond any instant of data or limit; still exact as seconds * 2

constexpr int64_t floor_div(int64_t a, int64_t b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }
}  // namespace

WorkCalendar::WorkCalendar(const Spec& spec) : works_(spec.works & 0x7F), lo_(kWindowFirst), hi_(kWindowLast), office_(spec.office) {
  for (int w = 0; w < 7; ++w) {
    week_before_[w] = static_cast<int8_t>(per_week_);
    if ((works_ >> w) & 1) week_nth_[per_week_++] = static_cast<int8_t>(w);
  }
  week_before_[7] = static_cast<int8_t>(per_week_);
  published_first_ = day_from_civil(spec.first_year, 1, 1);
  published_last_ = day_from_civil(int64_t{spec.last_year} + 1, 1, 1) - 1;
  if (!spec.exceptions.empty()) {
    lo_ = std::min<DayNo>(lo_, spec.exceptions.front().first);
    hi_ = std::max<DayNo>(hi_, DayNo{spec.exceptions.back().first} + 1);
  }
  const auto days = static_cast<size_t>(hi_ - lo_);
  before_.reserve(days + 1);
  auto exception = spec.exceptions.begin();
  int32_t count = 0;
  for (size_t i = 0; i < days; ++i) {
    const DayNo d = lo_ + static_cast<DayNo>(i);
    bool w = weekly_works(d);
    if (exception != spec.exceptions.end() && exception->first == d) w = exception++->second != 0;
    before_.push_back(count);
    if (w) {
      nth_.push_back(static_cast<int32_t>(i));
      ++count;
    }
  }
  before_.push_back(count);
  for (const auto& [from, to] : office_) office_total_ += to - from;
}

int64_t WorkCalendar::weekly_before(DayNo d) const noexcept {
  const int64_t since_monday = d + 3;  // 1969-12-29 was a Monday
  const int64_t week = floor_div(since_monday, 7);
  return week * per_week_ + week_before_[since_monday - week * 7];
}

int64_t WorkCalendar::outside_before(DayNo d) const noexcept {
  if (d < lo_) return weekly_before(d) - weekly_before(lo_);
  return before_.back() + weekly_before(d) - weekly_before(hi_);
}

DayNo WorkCalendar::weekly_nth(int64_t k) const noexcept {
  if (per_week_ == 0) return k < 0 ? -kFarDay : kFarDay;
  const int64_t week = floor_div(k, per_week_);
  return week * 7 + week_nth_[k - week * per_week_] - 3;
}

DayNo WorkCalendar::outside_nth(int64_t k) const noexcept {
  const DayNo d = k < 0 ? weekly_nth(k + weekly_before(lo_)) : weekly_nth(k - before_.back() + weekly_before(hi_));
  return std::clamp(d, -kFarDay, kFarDay);
}

int64_t WorkCalendar::within(int32_t second) const noexcept {
  int64_t n = 0;
  for (const auto& [from, to] : office_) n += std::clamp(second, from, to) - from;
  return n;
}

Instant WorkCalendar::end_of_second(int64_t n) const noexcept {
  const int64_t day = floor_div(n - 1, office_total_);
  int64_t rest = n - day * office_total_;  // 1 … office_total_
  const Instant start = opening(nth(day));
  for (const auto& [from, to] : office_) {
    if (rest <= to - from) return start + from + rest;
    rest -= to - from;
  }
  return start + kSecondsPerDay;  // not reached: rest is at most the sum of the segments
}

}  // namespace zs::calendar
