#pragma once
// The calendar, one day at a time: weekly pattern, exceptions, office hours, published years.
#include "compiler/typed/program.h"
#include "runtime/base/instant.h"

#include <map>
#include <string>
#include <vector>

namespace zs::oracle {

/// Days since 1970-01-01, wide enough for any limit a record can state.
using DayNumber = int64_t;

DayNumber day_number(Instant t);      // the day that holds t
Instant opening(DayNumber d);         // ⌊d⌋; ⌈d⌉ is opening(d + 1)
struct Date {
  int64_t year = 1970;
  int month = 1, day = 1;
};
Date date_of(DayNumber d);
DayNumber first_of_year(int64_t year);
int weekday(DayNumber d);             // 0 Monday … 6 Sunday

class Calendar {
 public:
  explicit Calendar(const typed::Calendar& rules);

  const std::string& name() const { return rules_->name; }
  bool works(DayNumber d) const;
  /// True where some day of [first, last] lies outside the published years; an empty range reads nothing.
  bool unpublished(DayNumber first, DayNumber last) const;
  /// The exception that the calendar names for d, or null.
  const typed::Calendar::Exception* exception(DayNumber d) const;
  /// After this day only the weekly pattern applies.
  DayNumber last_exception() const { return last_exception_; }
  int working_days_a_week() const;

  const std::vector<std::pair<int, int>>& office() const { return rules_->office; }
  int64_t office_seconds() const;     // of one working day

 private:
  const typed::Calendar* rules_;
  std::map<DayNumber, const typed::Calendar::Exception*> exceptions_;
  std::vector<char> memo_;            // works(), for the days around the exceptions
  DayNumber memo_first_ = 0;
  DayNumber published_first_ = 0, published_last_ = 0, last_exception_ = 0;
};

}  // namespace zs::oracle
