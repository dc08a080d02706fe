#include "oracle/render/scale.h"

#include "oracle/calendar.h"
#include "oracle/show.h"

#include <fmt/format.h>

#include <algorithm>

namespace zs::oracle::render {

Scale::Scale(const std::vector<AxisPiece>& axis, double length, double fold) : axis_(axis), length_(length), fold_(fold) {
  double seconds = 0, drawn = length;
  for (const auto& p : axis) {
    if (p.folded) drawn -= fold;
    else seconds += static_cast<double>(p.until - p.from);
  }
  if (seconds > 0 && drawn > 0) seconds_ = seconds / drawn;
}

double Scale::at(Instant t) const {
  double x = 0;
  for (const auto& p : axis_) {
    const double w = p.folded ? fold_ : static_cast<double>(p.until - p.from) / seconds_;
    if (t < p.from) return x;
    if (t < p.until) return p.folded ? x + w / 2 : x + static_cast<double>(t - p.from) / seconds_;
    x += w;
  }
  return length_;
}

namespace {

constexpr Instant kMinute = 60, kHour = 3600, kDay = kSecondsPerDay;

/// A distance between marks: seconds, or whole months.
struct Step {
  Instant seconds = 0;
  int months = 0;
  Instant about() const { return months ? months * 30 * kDay : seconds; }
};

Step step_for(double apart) {
  static constexpr Instant kSeconds[] = {kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour, 2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDay, 2 * kDay, 7 * kDay, 14 * kDay};
  static constexpr int kMonths[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000};
  for (const Instant s : kSeconds)
    if (static_cast<double>(s) >= apart) return {s, 0};
  for (const int m : kMonths)
    if (static_cast<double>(m) * 30.0 * static_cast<double>(kDay) >= apart) return {0, m};
  return {0, 120000};
}

DayNumber first_of_month(int64_t months) {  // since year 0
  const int64_t year = months >= 0 ? months / 12 : -((-months + 11) / 12);
  DayNumber d = first_of_year(year);
  for (int64_t m = months - year * 12; m > 0; --m) {
    const Date date = date_of(d);
    while (date_of(d).month == date.month) ++d;
  }
  return d;
}

Instant next_mark(Instant after, const Step& step) {  // the least mark ≥ after
  if (step.months == 0) {
    const Instant origin = step.seconds >= 7 * kDay ? 4 * kDay : 0;  // 1970-01-05 was a Monday
    const Instant rest = ((after - origin) % step.seconds + step.seconds) % step.seconds;
    return rest == 0 ? after : after + step.seconds - rest;
  }
  const Date date = date_of(day_number(after));
  int64_t month = (date.year * 12 + date.month - 1) / step.months * step.months;
  while (opening(first_of_month(month)) < after) month += step.months;
  return opening(first_of_month(month));
}

AxisMark mark_at(Instant t, const Step& step, bool fresh, AxisMark before) {
  const std::string full = show_instant(t);  // 2025-10-08 15:00:00
  const std::string was = fresh ? "" : show_instant(before.at);
  AxisMark m;
  m.at = t;
  const size_t year = full.find('-', 1);
  if (step.months >= 12) m.label = full.substr(0, year);
  else if (step.months > 0) m.label = full.substr(0, year + 3);
  else if (step.seconds >= kDay) m.label = full.substr(year + 1, 5);
  else m.label = full.substr(year + 7, 5);
  if (step.months > 0) return m;
  const size_t shown = step.seconds >= kDay ? year : year + 6;
  if (fresh || was.substr(0, shown) != full.substr(0, shown)) m.over = full.substr(0, shown);
  return m;
}

}  // namespace

std::vector<AxisMark> axis_marks(const std::vector<AxisPiece>& axis, double apart) {
  const Step step = step_for(apart);
  std::vector<AxisMark> marks;
  for (const auto& p : axis) {
    if (p.folded) continue;
    bool fresh = true;
    for (Instant t = next_mark(p.from, step); t < p.until; t = next_mark(t + 1, step)) {
      marks.push_back(mark_at(t, step, fresh, marks.empty() ? AxisMark{} : marks.back()));
      fresh = false;
    }
    // A piece between two marks is told by its beginning.
    if (fresh) marks.push_back(mark_at(p.from, step.months ? Step{kDay, 0} : step, true, {}));
  }
  return marks;
}

std::string minute_text(Instant t, bool due) {
  if (due && t == opening(day_number(t))) return show_date(day_number(t) - 1) + " 24:00";
  const std::string text = show_instant(t);
  return text.ends_with(":00") ? text.substr(0, text.size() - 3) : text;
}

std::string short_text(const Drawing& d, Instant t, bool due) {
  const std::string text = minute_text(t, due);
  if (d.axis.empty()) return text;
  const int64_t first = date_of(day_number(d.axis.front().from)).year, last = date_of(day_number(d.axis.back().until - 1)).year;
  return first == last && date_of(day_number(due ? t - 1 : t)).year == first ? text.substr(text.find('-', 1) + 1) : text;
}

Words length_text(Instant seconds) {
  const auto words = [](Instant n, const char* zh, const char* en) { return Words{fmt::format("{}{}", n, zh), fmt::format("{} {}{}", n, en, n == 1 ? "" : "s")}; };
  if (seconds >= 730 * kDay) return words(seconds / (365 * kDay), "年", "year");
  if (seconds >= 90 * kDay) return words(seconds / (30 * kDay), "个月", "month");
  if (seconds >= 2 * kDay) return words(seconds / kDay, "天", "day");
  return words(std::max<Instant>(seconds / kHour, 1), "小时", "hour");
}

}  // namespace zs::oracle::render
