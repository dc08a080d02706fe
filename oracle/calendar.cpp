#include "oracle/calendar.h"

namespace zs::oracle {

namespace {
constexpr int64_t kDaysOf400Years = 146'097;

bool leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int length_of_month(int64_t year, int month) {
  static constexpr int kLength[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kLength[month - 1];
}
}  // namespace

DayNumber day_number(Instant t) {
  DayNumber d = t / kSecondsPerDay;
  if (t % kSecondsPerDay < 0) --d;
  return d;
}

Instant opening(DayNumber d) { return d * kSecondsPerDay; }

DayNumber first_of_year(int64_t year) {
  DayNumber d = 0;
  int64_t y = 1970;
  for (; y < year; ++y) d += leap(y) ? 366 : 365;
  for (; y > year; --y) d -= leap(y - 1) ? 366 : 365;
  return d;
}

Date date_of(DayNumber d) {
  Date date;
  const int64_t eras = d >= 0 ? d / kDaysOf400Years : -((-d + kDaysOf400Years - 1) / kDaysOf400Years);
  date.year += 400 * eras;
  d -= kDaysOf400Years * eras;  // now 0 ≤ d < 400 years; the pattern of leap years repeats
  while (d >= (leap(date.year) ? 366 : 365)) d -= leap(date.year++) ? 366 : 365;
  while (d >= length_of_month(date.year, date.month)) d -= length_of_month(date.year, date.month++);
  date.day += static_cast<int>(d);
  return date;
}

int weekday(DayNumber d) {
  const auto w = static_cast<int>((d + 3) % 7);  // 1970-01-01 was a Thursday
  return w < 0 ? w + 7 : w;
}

Calendar::Calendar(const typed::Calendar& rules) : rules_(&rules) {
  published_first_ = first_of_year(rules.first_year);
  published_last_ = first_of_year(rules.last_year + 1) - 1;
  last_exception_ = published_first_;
  for (const auto& e : rules.exceptions) exceptions_[e.day] = &e;
  if (!exceptions_.empty()) last_exception_ = exceptions_.rbegin()->first;
  memo_first_ = exceptions_.empty() ? 0 : exceptions_.begin()->first;
  std::vector<char> memo;
  for (DayNumber d = memo_first_; d <= last_exception_; ++d) memo.push_back(works(d));
  memo_ = std::move(memo);
}

bool Calendar::works(DayNumber d) const {
  if (d >= memo_first_ && d - memo_first_ < static_cast<DayNumber>(memo_.size()))
    return memo_[static_cast<size_t>(d - memo_first_)] != 0;
  const auto* e = exception(d);
  return e ? e->work : rules_->works[weekday(d)];
}

const typed::Calendar::Exception* Calendar::exception(DayNumber d) const {
  const auto it = exceptions_.find(d);
  return it == exceptions_.end() ? nullptr : it->second;
}

bool Calendar::unpublished(DayNumber first, DayNumber last) const {
  return first <= last && (first < published_first_ || last > published_last_);
}

int Calendar::working_days_a_week() const {
  int n = 0;
  for (const bool w : rules_->works) n += w ? 1 : 0;
  return n;
}

int64_t Calendar::office_seconds() const {
  int64_t n = 0;
  for (const auto& [from, to] : rules_->office) n += to - from;
  return n;
}

}  // namespace zs::oracle
