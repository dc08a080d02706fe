// Clocks against the calculus, evaluated second by second over a short stretch of time.
#include "runtime/temporal/clock.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace zs::temporal {
namespace {

using calendar::DayNo;
using calendar::day_no;
using calendar::opening;
using calendar::WorkCalendar;

// A calendar of four years with a holiday and a make-up day in the stretch the tests look at: days 0 to 20.
// Office hours are a few seconds, so that every second of the stretch can be asked.
const WorkCalendar& short_calendar() {
  static const WorkCalendar cal{calendar::Spec{0x1F, {{100, 103}, {200, 202}}, 1969, 1972, {{5, 0}, {6, 0}, {9, 1}}}};
  return cal;
}

struct Case {
  ClockRules rules{&short_calendar()};
  Basis basis;
  Instant start, end;
  std::vector<Pause> pauses;
  Clock clock() const { return {rules, basis, start, end}; }
  Pauses view() const { return {pauses.data(), pauses.size()}; }
};

bool touched(const Case& c, DayNo d, Instant begun_by) {
  for (const Pause& p : c.pauses)
    if (p.a <= begun_by && p.a < opening(d + 1) && p.b > opening(d)) return true;
  return false;
}
bool of_kind(const Case& c, DayNo d) { return c.basis == Basis::kNaturalDays || short_calendar().works(d); }

/// st(t) of the calculus.
int64_t days_used(const Case& c, Instant t) {
  int64_t n = 0;
  const DayNo today = day_no(t);
  for (DayNo d = day_no(c.start) + (c.rules.same_day ? 0 : 1); d < today; ++d) n += of_kind(c, d) && !touched(c, d, kNever);
  const bool counts = today >= day_no(c.start) + (c.rules.same_day ? 0 : 1) && of_kind(c, today) && !touched(c, today, t);
  return n + counts;
}

bool second_counts(const Case& c, Instant x) {
  for (const Pause& p : c.pauses)
    if (p.a <= x && x < p.b) return false;
  if (c.basis == Basis::kClockSeconds) return true;
  const int64_t s = x - opening(day_no(x));
  return short_calendar().works(day_no(x)) && ((s >= 100 && s < 103) || (s >= 200 && s < 202));
}

constexpr Instant kLast = 20 * kSecondsPerDay;

/// The instants worth asking: both sides of every midnight, pause, start, end and office hour.
std::vector<Instant> instants(const Case& c) {
  std::vector<Instant> out;
  auto around = [&](Instant t) {
    for (Instant x = t - 2; x <= t + 2; ++x)
      if (x >= c.start && x < kLast) out.push_back(x);
  };
  for (DayNo d = 0; d < 20; ++d)
    for (const int64_t s : {0, 99, 100, 101, 102, 103, 199, 200, 201, 202}) around(opening(d) + s);
  around(c.start);
  if (c.end < kNever) around(c.end);
  for (const Pause& p : c.pauses) {
    around(p.a);
    if (p.b < kNever) around(p.b);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Case some_case(std::mt19937_64& random, Basis basis, bool paused) {
  Case c;
  c.basis = basis;
  c.rules.same_day = random() % 2 == 0;
  auto instant = [&](DayNo from, DayNo days) {
    const Instant day = opening(from + static_cast<DayNo>(random() % static_cast<uint64_t>(days)));
    switch (random() % 4) {
      case 0: return day;
      case 1: return day + kSecondsPerDay - 1;
      case 2: return day + 95 + static_cast<Instant>(random() % 12);
      default: return day + static_cast<Instant>(random() % kSecondsPerDay);
    }
  };
  c.start = instant(1, 3);
  c.end = random() % 3 == 0 ? kNever : instant(1, 15);
  if (paused)
    for (auto n = 1 + random() % 3; n > 0; --n) {
      const Instant a = instant(0, 12), b = random() % 5 == 0 ? kNever : a + 1 + static_cast<Instant>(random() % (3 * kSecondsPerDay));
      c.pauses.push_back({a, b});
    }
  std::sort(c.pauses.begin(), c.pauses.end(), [](const Pause& x, const Pause& y) { return x.a < y.a; });
  std::vector<Pause> merged;
  for (const Pause& p : c.pauses) {
    if (!merged.empty() && p.a <= merged.back().b) merged.back().b = std::max(merged.back().b, p.b);
    else merged.push_back(p);
  }
  c.pauses = merged;
  return c;
}

IntervalSet at_least(const Case& c, int64_t m) {
  IntervalSet out;
  if (c.pauses.empty()) return IntervalSet::of(c.clock().at_least(m), kTickNever);
  c.clock().at_least(m, c.view(), out);
  return out;
}

TEST(Clock, DaysUsedAgreeWithTheCalculus) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 3000; ++i) {
    const Case c = some_case(random, i % 2 ? Basis::kWorkDays : Basis::kNaturalDays, i % 3 != 0);
    const auto m = static_cast<int64_t>(random() % 6);
    const IntervalSet set = at_least(c, m);
    for (const Instant t : instants(c)) {
      // From the end on, the value of its last second stands.
      const Instant asked = t < c.end ? t : c.end - 1;
      ASSERT_EQ(contains(set, t), m <= 0 || days_used(c, asked) >= m) << "case " << i << " t " << t << " m " << m;
    }
  }
}

TEST(Clock, MoreThanKDaysIsFinalFromTheEndOfTheKth) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 3000; ++i) {
    const Case c = some_case(random, i % 2 ? Basis::kWorkDays : Basis::kNaturalDays, i % 3 != 0);
    const auto k = static_cast<int64_t>(random() % 5);
    DayNo d = day_no(c.start) - (c.rules.same_day ? 1 : 0);
    for (int64_t n = 0; n < k && d < 60; n += of_kind(c, d) && !touched(c, d, kNever)) ++d;
    const Instant due = d < 60 ? opening(d + 1) : kNever;  // an open pause: it never comes
    const Tick got = c.pauses.empty() ? c.clock().over_days(k, false) : c.clock().over_days(k, false, c.view());
    if (due < kNever && c.end >= due) ASSERT_EQ(instant_of(got), std::max(due, c.start)) << "case " << i;
    else ASSERT_EQ(got, kTickNever) << "case " << i;
  }
}

TEST(Clock, SecondsAgreeWithACountOfEverySecond) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 300; ++i) {
    Case c = some_case(random, i % 2 ? Basis::kOfficeSeconds : Basis::kClockSeconds, i % 3 != 0);
    const auto m = static_cast<int64_t>(c.basis == Basis::kOfficeSeconds ? random() % 30 : random() % 200'000);
    const IntervalSet set = at_least(c, m);
    Instant reached = m <= 0 ? c.start : kNever;
    int64_t n = 0;
    for (Instant x = c.start; x < std::min(kLast, c.end) && reached == kNever; ++x)
      if (second_counts(c, x) && ++n == m) reached = x + 1;
    for (const Instant t : {reached - 1, reached, reached + 1, c.end, kLast - 1})
      if (t >= c.start && t < kLast) ASSERT_EQ(contains(set, t), reached <= t) << "case " << i << " t " << t << " m " << m;
  }
}

/// Days of the kind in (day t, the day on which the limit ends as foreseen at t].
int64_t days_left(const Case& c, int64_t limit, bool work, Instant t) {
  Case known = c;
  known.pauses.clear();
  Instant asked = t;
  for (const Pause& p : c.pauses) {
    if (p.b <= t) known.pauses.push_back(p);
    if (p.a <= t && t < p.b) {
      asked = std::max(p.a, c.start);
      if (counts_days(c.basis)) known.pauses.push_back({asked, asked + 1});
    }
  }
  DayNo last = day_no(c.start) - (c.rules.same_day ? 1 : 0);
  for (int64_t n = 0; n < limit; n += of_kind(known, last) && !touched(known, last, kNever)) ++last;
  int64_t n = 0;
  for (DayNo d = day_no(asked) + 1; d <= last; ++d) n += !work || short_calendar().works(d);
  return n;
}

TEST(Clock, DaysLeftInAnotherUnitAgreeWithTheCalculus) {
  std::mt19937_64 random(6);
  for (int i = 0; i < 2000; ++i) {
    const bool work = i % 2 == 0;  // the limit counts the other kind
    const Case c = some_case(random, work ? Basis::kNaturalDays : Basis::kWorkDays, i % 3 != 0);
    if (c.end <= c.start) continue;
    const auto limit = 1 + static_cast<int64_t>(random() % 6), m = static_cast<int64_t>(random() % 4);
    IntervalSet set;
    if (c.pauses.empty()) set = IntervalSet::of(c.clock().at_most_days_left(limit, m, work), kTickNever);
    else c.clock().at_most_days_left(limit, m, work, c.view(), set);
    for (const Instant t : instants(c)) {
      const Instant asked = t < c.end ? t : c.end - 1;
      ASSERT_EQ(contains(set, t), days_left(c, limit, work, asked) <= m) << "case " << i << " t " << t;
    }
  }
}

TEST(Clock, BoundariesBeyondThePublishedYearsAreProvisional) {
  const WorkCalendar& cal = short_calendar();
  const ClockRules rules{&cal};
  const DayNo last = cal.published_last();
  const Clock work{rules, Basis::kWorkDays, opening(last - 10), kNever};
  EXPECT_FALSE(is_provisional(work.at_least(2)));
  EXPECT_TRUE(is_provisional(work.at_least(20)));
  const Clock natural{rules, Basis::kNaturalDays, opening(last - 10), kNever};
  EXPECT_FALSE(is_provisional(natural.at_least(20))) << "natural days read no calendar";
  const Clock early{rules, Basis::kWorkDays, opening(cal.published_first() - 1) + 5, kNever};
  EXPECT_FALSE(is_provisional(early.at_least(1))) << "the start's own day is not read";
  const Clock same{ClockRules{&cal, false, true}, Basis::kWorkDays, early.start, kNever};
  EXPECT_TRUE(is_provisional(same.at_least(2)));
}

TEST(Spans, ConvertExactlyOrNotAtAll) {
  const ClockRules rules{&short_calendar()};
  auto span = [](int64_t micro, Unit u) { return pack_span(micro, u); };
  EXPECT_EQ(quantity(span(2'500'000, Unit::kWorkDay), Basis::kWorkDays, rules)->floor, 2);
  EXPECT_TRUE(quantity(span(2'500'000, Unit::kWorkDay), Basis::kWorkDays, rules)->fraction);
  EXPECT_EQ(quantity(span(2'000'000, Unit::kOwnDay), Basis::kOfficeSeconds, rules)->floor, 10);  // five office seconds a day
  EXPECT_EQ(quantity(span(48'000'000, Unit::kHour), Basis::kNaturalDays, rules)->floor, 2);
  EXPECT_FALSE(quantity(span(1'000'000, Unit::kHour), Basis::kWorkDays, rules).has_value());
  EXPECT_EQ(difference(span(1'000'000, Unit::kNaturalDay), span(1'500'000, Unit::kHour), Basis::kNaturalDays, rules)->floor, 0);
  EXPECT_EQ(difference(span(1'000'000, Unit::kHour), span(3'600'500'000, Unit::kSecond), Basis::kClockSeconds, rules)->floor, -1);
}

}  // namespace
}  // namespace zs::temporal
