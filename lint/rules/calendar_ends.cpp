// The pack's calendar covers less than the next 30 days: limits that begin now end in days nobody has published.
#include "lint/pack.h"
#include "runtime/calendar/civil.h"

namespace zs::lint::found {

void calendar_ends(const Pack& pack, Report& report) {
  constexpr int64_t kEnough = 30;
  const typed::Program& p = pack.program;
  const ast::RuleSetDecl* set = pack.rule_set();
  if (!pack.today || !set || !set->calendar || p.calendar == typed::kNone) return;
  if (p.repealed && *p.repealed <= *pack.today) return;
  const typed::Calendar& c = p.calendars[static_cast<size_t>(p.calendar)];
  const int64_t left = calendar::day_from_civil(c.last_year, 12, 31) - *pack.today;
  if (left < kEnough) report(set->calendar->src, {c.name, std::to_string(c.last_year), std::to_string(std::max<int64_t>(left, 0))});
}

}  // namespace zs::lint::found
