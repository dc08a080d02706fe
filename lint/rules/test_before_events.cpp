// 截至 more than a day before every event of the record that is judged: the test looks at a record of which nothing has happened. The
// second before an event is another matter: there a test shows that the card is not early.
#include "lint/tests_of.h"
#include "runtime/calendar/civil.h"

#include <cstdio>

namespace zs::lint::found {
namespace {

std::optional<Instant> instant(const std::string& text) {
  int y = 0, m = 0, d = 0, h = 0, min = 0, s = 0;
  if (std::sscanf(text.c_str(), "%d-%d-%d %d:%d:%d", &y, &m, &d, &h, &min, &s) < 3) return std::nullopt;
  return calendar::day_from_civil(y, m, d) * kSecondsPerDay + h * 3600 + min * 60 + s;
}

/// Every event that the record of a test gives, rows included.
void events(const model::Models& models, const model::RecordModel& m, const typed::Datum& datum, std::vector<Instant>& out) {
  for (const auto& [name, value] : datum.fields) {
    const auto f = std::find_if(m.fields.begin(), m.fields.end(), [&](const model::Field& x) { return x.name == name || x.code == name; });
    if (f == m.fields.end()) continue;
    if (f->type == model::FieldType::kEvent)
      if (const auto t = instant(value.scalar)) out.push_back(*t);
    if (f->type == model::FieldType::kRows)
      for (const auto& row : value.items) events(models, models.models[static_cast<size_t>(f->rows)], row, out);
  }
}

std::string shown(Instant t) {
  const auto c = calendar::civil_from_day(day_of(t));
  const int64_t s = t - start_of(day_of(t));
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d %02d:%02d:%02d", static_cast<int>(c.year), c.month, c.day, static_cast<int>(s / 3600), static_cast<int>(s / 60 % 60), static_cast<int>(s % 60));
  return buffer;
}

}  // namespace

void test_before_events(const Pack& pack, Report& report) {
  for (const typed::Test& t : pack.program.tests) {
    if (!t.as_of || t.given.empty()) continue;
    std::vector<Instant> all;
    events(pack.program.models, pack.program.models.models[static_cast<size_t>(t.given[0].first)], t.given[0].second, all);
    if (!all.empty() && *std::min_element(all.begin(), all.end()) > *t.as_of + kSecondsPerDay) report(t.src, {shown(*t.as_of)});
  }
}

}  // namespace zs::lint::found
