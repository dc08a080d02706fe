#include "compiler/sema/calendars.h"

#include "runtime/base/instant.h"

#include <algorithm>
#include <cstdio>

namespace zs::sema {
namespace {

struct Ymd { int year, month, day; };

/// The proleptic Gregorian date of a day since 1970-01-01.
Ymd date_of(Day d) {
  int64_t z = int64_t{d} + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int64_t doe = z - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), month, static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

void check_office(Context& c, const ast::CalendarDecl& d) {
  if (d.office.empty()) {
    c.report(Code::kNoOfficeHours, d.name.src, {d.name.text});
    return;
  }
  int before = 0;
  for (const auto& [from, to] : d.office) {
    if (from < before || from >= to || to > kSecondsPerDay) {
      c.report(Code::kOfficeHours, d.src, {d.name.text});
      return;
    }
    before = to;
  }
}

void add_exceptions(Context& c, const ast::CalendarDecl& d, typed::Calendar& out) {
  std::map<Day, Span> seen;
  for (const auto& x : d.exceptions) {
    if (x.to < x.from) {
      c.report(Code::kBackwardDays, x.src, {written(x.from), written(x.to)});
      continue;
    }
    if (date_of(x.from).year < d.first_year || date_of(x.to).year > d.last_year) {
      c.report(Code::kOutsideCoverage, x.src, {written(x.from), std::to_string(d.first_year), std::to_string(d.last_year)});
      continue;
    }
    for (Day day = x.from; day <= x.to; ++day) {
      const auto [it, fresh] = seen.emplace(day, x.src);
      if (fresh) out.exceptions.push_back({day, x.work, x.name});
      else c.report(Code::kDayTwice, x.src, {written(day)}).also(it->second, "这一天已写在这里", "this day already stands here");
    }
  }
  std::sort(out.exceptions.begin(), out.exceptions.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
}

}  // namespace

std::string written(Day d) {
  const Ymd y = date_of(d);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", y.year, y.month, y.day);
  return buffer;
}

void declare_calendars(Context& c, const std::vector<const ast::CalendarDecl*>& decls) {
  for (const ast::CalendarDecl* d : decls) {
    typed::Calendar out;
    out.name = d->name.text, out.version = d->version ? d->version->text : std::string();
    out.office = d->office, out.first_year = d->first_year, out.last_year = d->last_year;
    if (!d->work_days.empty()) {
      std::fill(std::begin(out.works), std::end(out.works), false);
      for (int day : d->work_days) {
        if (out.works[day]) c.report(Code::kWeekdayTwice, d->src, {d->name.text});
        out.works[day] = true;
      }
    }
    check_office(c, *d);
    if (d->first_year < 1000 || d->last_year > 9999 || d->first_year > d->last_year) c.report(Code::kCoverage, d->name.src, {d->name.text});
    else add_exceptions(c, *d, out);
    c.program.calendars.push_back(std::move(out));
  }
}

}  // namespace zs::sema
