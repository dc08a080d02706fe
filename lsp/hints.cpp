// Inlay hints: whose day a 天 is; the weekday of the dates in tests, and how many working days lie between two.
#include "compiler/ast/walk.h"
#include "compiler/syntax/numbers.h"
#include "compiler/syntax/scanner.h"
#include "lsp/features.h"
#include "lsp/names.h"
#include "runtime/calendar/work_calendar.h"

#include <algorithm>

namespace zs::lsp {
namespace {

using AK = ast::Expr::Kind;

json hint(const View& view, Span at, const std::string& label) {
  return {{"position", view.range({at.file, at.end, at.end})["start"]}, {"label", label}, {"paddingLeft", true}};
}

bool within(Span src, Span range) { return src.file == range.file && src.begin <= range.end && src.end >= range.begin; }

/// The unit of a clock's limit, where it is written as one.
std::optional<Unit> unit_of_limit(const ast::ClockDecl& clock) {
  std::optional<Unit> out;
  if (clock.limit) ast::walk(*clock.limit, [&](const ast::Expr& e) { if (e.kind == AK::kSpan) out = e.unit; });
  return out;
}

std::string unit_word(const View& view, Unit u) {
  switch (u) {
    case Unit::kWorkDay: case Unit::kWorkHour: case Unit::kWorkMinute: return view.pick("工作日", "working days");
    default: return view.pick("自然日", "calendar days");
  }
}

/// 5天 beside what: its own kind of day.
std::string own_day(const View& view, const ast::Expr& other) {
  const ast::Expr* e = &other;
  while ((e->kind == AK::kDefault || e->kind == AK::kMul || e->kind == AK::kDiv || e->kind == AK::kGuard) && !e->args.empty()) e = e->args[0].get();
  if (e->kind == AK::kSpan && e->unit != Unit::kOwnDay) return unit_word(view, e->unit);
  if ((e->kind == AK::kClockUsed || e->kind == AK::kClockLeft) && !e->args.empty()) {
    const Use* use = view.index().at(e->args[0]->src.file, e->args[0]->src.begin);
    const auto* clock = use ? view.index()[use->symbol].as<ast::ClockDecl>() : nullptr;
    if (!clock) return {};
    if (clock->limit && (clock->limit->kind == AK::kName || clock->limit->kind == AK::kPath))
      return view.pick(std::string(view.sources().text(clock->limit->src)) + "的单位", "in the unit of " + std::string(view.sources().text(clock->limit->src)));
    if (const auto u = unit_of_limit(*clock)) return unit_word(view, *u);
    return {};
  }
  if (e->kind != AK::kName && e->kind != AK::kPath) return {};
  const std::string name(view.sources().text(e->src));
  return view.pick(name + "的单位", "in the unit of " + name);
}

void own_days(const View& view, const ast::Expr& e, Span range, json& out) {
  if (e.kind != AK::kCompare) return;
  for (size_t i = 0; i < e.args.size(); ++i) {
    const ast::Expr& a = *e.args[i];
    if (a.kind != AK::kSpan || a.unit != Unit::kOwnDay || !within(a.src, range)) continue;
    const ast::Expr& other = *e.args[i ? i - 1 : 1];
    if (const std::string word = own_day(view, other); !word.empty()) out.push_back(hint(view, a.src, word));
  }
}

std::optional<calendar::WorkCalendar> calendar_of(const View& view) {
  const auto& program = view.at->compilation.program;
  if (!program || program->calendar == typed::kNone) return std::nullopt;
  const typed::Calendar& c = program->calendars[static_cast<size_t>(program->calendar)];
  calendar::Spec spec;
  spec.works = 0;
  for (int i = 0; i < 7; ++i) spec.works |= static_cast<uint8_t>(c.works[i] ? 1 << i : 0);
  spec.office = {c.office.begin(), c.office.end()}, spec.first_year = c.first_year, spec.last_year = c.last_year;
  for (const auto& e : c.exceptions) spec.exceptions.emplace_back(e.day, e.work);
  return calendar::WorkCalendar(spec);
}

std::string weekday(const View& view, const calendar::WorkCalendar& c, Day day) {
  constexpr const char *zh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"}, *en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const int w = calendar::weekday(day);
  const bool works = c.works(day);
  std::string out = view.pick(zh[w], en[w]);
  if (works != (w < 5)) out += works ? view.pick("班", " (working)") : view.pick("休", " (off)");
  return out;
}

/// Of the dates that stand in tests.
void weekdays(const View& view, const ast::File& tree, Span range, json& out) {
  const auto calendar = calendar_of(view);
  if (!calendar) return;
  std::vector<Span> tests;
  for (const auto& item : tree.items)
    if (const auto* t = std::get_if<ast::TestDecl>(&item); t && within(t->src, range)) tests.push_back(t->src);
  diag::Sink unheard;
  const syntax::Scan scan = syntax::scan(view.sources(), range.file, unheard);
  std::optional<Day> last;
  bool from = false;
  for (size_t i = 0; i < scan.lexemes.size(); ++i) {
    const auto& l = scan.lexemes[i];
    const bool date = l.type == syntax::Grammar::DATE, instant = l.type == syntax::Grammar::INSTANT;
    if (!date && !instant) continue;
    const Span src{range.file, l.begin, l.end};
    if (!within(src, range) || std::none_of(tests.begin(), tests.end(), [&](Span t) { return within(src, t) && src.begin >= t.begin; })) continue;
    const std::string_view text = view.sources().text(src);
    const auto at = instant ? syntax::instant_value(text) : std::nullopt;
    const auto day = date ? syntax::date_value(text) : at ? std::optional<Day>(day_of(*at)) : std::nullopt;
    if (!day) continue;
    std::string label = weekday(view, *calendar, *day);
    const int before = i ? scan.lexemes[i - 1].type : 0;
    if (before == syntax::Grammar::K_TO && from && last && *day >= *last) {
      const std::string n = std::to_string(calendar->works_before(*day) - calendar->works_before(*last));
      label += view.pick("，共" + n + "个工作日", ", " + n + " working days");
    }
    from = before == syntax::Grammar::K_FROM, last = day;
    out.push_back(hint(view, src, label));
  }
}

}  // namespace

json inlay_hints(const View& view, int file, Span range) {
  json out = json::array();
  const ast::File* tree = view.index().tree(file);
  if (!tree) return out;
  const auto on = [&](const ast::Expr& e) { own_days(view, e, range, out); };
  for (const auto& item : tree->items) {
    if (const auto* d = std::get_if<ast::IndicatorDecl>(&item)) ast::walk(*d, on);
    else if (const auto* d = std::get_if<ast::ConditionDecl>(&item)) ast::walk(*d, on);
    else if (const auto* d = std::get_if<ast::ClockDecl>(&item)) ast::walk(*d, on);
  }
  weekdays(view, *tree, range, out);
  return out;
}

}  // namespace zs::lsp
