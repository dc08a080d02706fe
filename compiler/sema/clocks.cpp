#include "compiler/sema/clocks.h"

#include "compiler/sema/build.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

#include <algorithm>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Clock;
using typed::Op;
using Setting = ast::ClockSetting;

void merge(std::vector<ScopeId>& into, const std::vector<ScopeId>& from) {
  for (ScopeId s : from)
    if (std::find(into.begin(), into.end(), s) == into.end()) into.push_back(s);
}
void merge_expr(const Context& c, std::vector<ScopeId>& into, ExprId id) {
  if (id != kNone) merge(into, c.deps[static_cast<size_t>(id)]);
}

int calendar_named(Context& c, const ast::Name& name) {
  std::vector<std::string> names;
  for (size_t i = 0; i < c.program.calendars.size(); ++i) {
    if (c.program.calendars[i].name == name.text) return static_cast<int>(i);
    names.push_back(c.program.calendars[i].name);
  }
  if (c.broken_calendars.insert(name.text).second) suggest_near(c.report(Code::kUnknownCalendar, name.src, {name.text}), name, names);
  c.calendar_unknown = true;
  return kNone;
}

bool add_clock(Context& c, Clock clock, std::vector<ScopeId> deps, const Env& env, int& out) {
  const ScopeId inner = innermost_of(c, deps);
  clock.scope = inner != kNone ? inner : record_level(env).scope;
  merge(deps, {clock.scope});
  c.program.clocks.push_back(std::move(clock));
  c.clock_deps.push_back(std::move(deps));
  out = static_cast<int>(c.program.clocks.size() - 1);
  return true;
}

/// The first setting of this kind whose 当 holds; nullopt where none does or a guard is no constant.
bool setting(Context& c, const ast::ClockDecl& decl, const Env& env, Setting::What what, bool& failed) {
  for (const Setting& s : decl.settings) {
    if (s.what != what) continue;
    if (!s.when) return s.on;
    const ExprId when = condition(c, *s.when, env);
    if (when == kNone) {
      failed = true;
      return false;
    }
    if (!is_true(c, when) && !is_false(c, when)) {
      c.report(Code::kSettingNotConstant, s.when->src);
      failed = true;
      return false;
    }
    if (is_true(c, when)) return s.on;
  }
  return false;
}

/// Adds the pause, unless its 当 is never so. False where something is wrong.
bool add_pause(Context& c, Clock& clock, const ast::PauseClause& p, const Env& env, std::vector<ScopeId>& deps) {
  typed::Pause pause;
  Env level;
  level.parent = &env, level.innermost = env.innermost;
  if (p.list) {
    const auto rows = rows_named(c, *p.list, env);
    if (!rows) return false;
    pause.rows = open_rows(c, env, rows->owner, rows->field);
    pause.name = p.list->text;
    level = row_level(env, pause.rows);
    merge(deps, {rows->owner});
  }
  pause.from = event(c, *p.from, level);
  pause.to = p.to ? event(c, *p.to, level) : kNone;
  bool ok = pause.from != kNone && (!p.to || pause.to != kNone);
  if (p.when) {
    pause.when = condition(c, *p.when, level);
    if (pause.when == kNone) return false;
    if (is_false(c, pause.when)) return ok;
    if (is_true(c, pause.when)) pause.when = kNone;
    else if (!is_plain(c, pause.when)) {
      c.report(Code::kNotPlain, p.when->src);
      return false;
    }
  }
  std::vector<ScopeId> own;
  merge_expr(c, own, pause.from), merge_expr(c, own, pause.to), merge_expr(c, own, pause.when);
  std::erase(own, pause.rows);
  merge(deps, own);
  if (ok) clock.pauses.push_back(std::move(pause));
  return ok;
}

/// A literal below zero, itself or as a 缺省.
bool negative(const Context& c, ExprId id) {
  if (id == kNone) return false;
  if (c[id].op == Op::kSpan) return c[id].number.num < 0;
  return c[id].op == Op::kCoalesce && std::any_of(c[id].args.begin(), c[id].args.end(), [&](ExprId a) { return negative(c, a); });
}

/// A constant of 0, or one of a region's.
bool zero(const Context& c, ExprId id) {
  if (c[id].op == Op::kSpan) return c[id].number.num == 0;
  return c[id].op == Op::kCoalesce && std::any_of(c[id].args.begin(), c[id].args.end(), [&](ExprId a) { return zero(c, a); });
}

void warn_of_zero(Context& c, ExprId limit, Span use) {
  if (!zero(c, limit)) return;
  const Span at = c[limit].op == Op::kSpan ? c[limit].src : use;
  // Written on the spot it is meant: 限 0个自然日 is the day itself.
  if (at.file == use.file && at.begin == use.begin) return;
  c.report(Code::kZeroSpan, at).also(use, "在这里用作期限", "used as a limit here");
}

bool limit_fits(Context& c, const Clock& clock, const ast::ClockDecl& decl) {
  const Units u = units_of(c, clock.limit);
  const auto may_be = [&](Unit x) { return (u.known >> static_cast<unsigned>(x) & 1u) != 0; };
  if (may_be(Unit::kOwnDay)) {
    c.report(Code::kWhichDay, decl.limit->src);
    return false;
  }
  const bool working = u.data || may_be(Unit::kWorkDay) || may_be(Unit::kWorkHour) || may_be(Unit::kWorkMinute);
  if ((working || clock.roll_over) && clock.calendar == kNone) {
    if (!c.calendar_unknown) c.report(Code::kNoCalendar, decl.limit->src);
    return false;
  }
  if (negative(c, clock.limit)) {
    c.report(Code::kNegativeSpan, decl.limit->src);
    return false;
  }
  warn_of_zero(c, clock.limit, decl.limit->src);
  return true;
}

bool fill_clock(Context& c, Clock& clock, const ast::ClockDecl& decl, const Env& env, std::vector<ScopeId>& deps) {
  clock.start = moment(c, *decl.start, env, false);
  clock.end = decl.end ? event(c, *decl.end, env) : kNone;
  bool failed = clock.start == kNone || (decl.end && clock.end == kNone);
  clock.calendar = decl.calendar ? calendar_named(c, *decl.calendar) : c.program.calendar;
  failed |= decl.calendar && clock.calendar == kNone;
  clock.exact = setting(c, decl, env, Setting::What::kExact, failed);
  clock.same_day = setting(c, decl, env, Setting::What::kSameDay, failed);
  clock.roll_over = setting(c, decl, env, Setting::What::kRollOver, failed);
  if (decl.limit) {
    clock.limit = value_of_kind(c, *decl.limit, env, Kind::kSpan);
    failed |= clock.limit == kNone || !limit_fits(c, clock, decl);
  }
  for (const auto& p : decl.pauses) failed |= !add_pause(c, clock, p, env, deps);
  merge_expr(c, deps, clock.start), merge_expr(c, deps, clock.end), merge_expr(c, deps, clock.limit);
  return !failed;
}

ExprId on_clock(Context& c, Op op, int clock, std::vector<ExprId> args, Span src) {
  typed::Expr e;
  e.op = op, e.index = clock, e.args = std::move(args), e.src = src;
  return put(c, std::move(e), c.clock_deps[static_cast<size_t>(clock)]);
}

ExprId clock_compare(Context& c, int clock, typed::Quantity quantity, typed::Cmp cmp, ExprId threshold, Span src) {
  typed::Expr e;
  e.op = Op::kClockCompare, e.index = clock, e.quantity = quantity, e.cmp = cmp, e.args = {threshold}, e.src = src;
  return put(c, std::move(e), c.clock_deps[static_cast<size_t>(clock)]);
}

const Clock& clock_at(const Context& c, int i) { return c.program.clocks[static_cast<size_t>(i)]; }

bool without_limit(Context& c, int clock, Span src) {
  if (clock_at(c, clock).limit != kNone) return false;
  c.report(Code::kClockWithoutLimit, src, {clock_at(c, clock).name});
  return true;
}

/// 剩余 may also be counted in the other kind of day.
bool threshold_fits(Context& c, int clock, bool left, ExprId threshold, Span src) {
  const Clock& k = clock_at(c, clock);
  if (k.limit == kNone) {
    const Units u = units_of(c, threshold);
    if (u.known >> static_cast<unsigned>(Unit::kOwnDay) & 1u) {
      c.report(Code::kWhichDay, src);
      return false;
    }
    return true;
  }
  const Units limit = units_of(c, k.limit), wanted = units_of(c, threshold);
  if (may_compare(limit, wanted)) return true;
  const auto a = certain_unit(limit), b = certain_unit(wanted);
  if (left && a && b && is_day(*a) && is_day(*b)) return true;
  c.report(Code::kClockUnit, src,
           {k.name, std::string(a ? unit_name(*a) : "期限"), std::string(b ? unit_name(*b) : "期限")})
      .also(c[k.limit].src, "时限以此计", "the clock counts in this unit");
  return false;
}

/// An unnamed clock of the default calendar.
bool anonymous(Context& c, const ast::Expr& from, const ast::Expr& to, const Env& env, Span src, int& out) {
  Clock clock;
  clock.start = moment(c, from, env, false), clock.end = event(c, to, env);
  clock.calendar = c.program.calendar, clock.src = src;
  if (clock.start == kNone || clock.end == kNone) return false;
  std::vector<ScopeId> deps;
  merge_expr(c, deps, clock.start), merge_expr(c, deps, clock.end);
  return add_clock(c, std::move(clock), std::move(deps), env, out);
}

}  // namespace

typed::Choice describe_choice(Context& c, const ast::ChoiceDecl& d, const std::string& owner) {
  typed::Choice out;
  out.name = d.name.text, out.chosen = reading_of(c, d, owner), out.why = d.why ? d.why->text : std::string(), out.src = d.src;
  std::vector<std::string> all{d.chosen.text};
  for (const auto& o : d.others) {
    if (std::find(all.begin(), all.end(), o.text) != all.end()) c.report(Code::kDuplicateOption, o.src, {o.text});
    else all.push_back(o.text);
  }
  for (const std::string& key : {owner + "/" + d.name.text, d.name.text})
    if (const auto it = c.options.readings.find(key); it != c.options.readings.end()) {
      c.used_readings.insert(key);
      if (std::find(all.begin(), all.end(), it->second) == all.end())
        c.report(Code::kUnknownOption, d.src, {d.name.text, it->second, list_of(all)});
    }
  out.options.push_back(out.chosen);
  for (const auto& o : all)
    if (o != out.chosen) out.options.push_back(o);
  return out;
}

int make_clock(Context& c, const ast::ClockDecl& decl, const Env& body) {
  const std::pair<const void*, ScopeId> key{&decl, body.innermost};
  if (const auto known = c.clocks.find(key); known != c.clocks.end()) return known->second;
  if (std::find(c.active.begin(), c.active.end(), &decl) != c.active.end()) {
    c.report(Code::kDefinitionCircle, decl.name.src, {decl.name.text});
    return kNone;
  }
  const Active on(c, &decl);
  Env level;
  level.parent = &body, level.choices = &decl.choices, level.innermost = body.innermost, level.owner = decl.name.text;
  for (const auto& choice : decl.choices) c.program.choices.push_back(describe_choice(c, choice, level.owner));
  Clock clock;
  clock.name = decl.name.text, clock.src = decl.src;
  std::vector<ScopeId> deps;
  int out = kNone;
  if (fill_clock(c, clock, decl, level, deps)) add_clock(c, std::move(clock), std::move(deps), body, out);
  c.clocks[key] = out;
  return out;
}

int clock_named(Context& c, const ast::Expr& written, const Env& user) {
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  if (e.kind == AK::kError) return kNone;
  const Found f = e.kind == AK::kName ? lookup(c, e.name.text, *env, kAClock) : Found{};
  if (!f) {
    const auto names = names_in_scope(c, user, kAClock);
    suggest_near(c.report(Code::kNoSuchClock, e.src, {e.name.text, list_of(names)}), e.name, names);
    return kNone;
  }
  const Env& body = body_of(f, *env);
  if (f.clock->record) {
    const std::string kind = body.scope != kNone ? c.model_of(record_level(body).scope).name : std::string();
    if (kind != f.clock->record->text) {
      c.report(Code::kOtherRecord, e.src, {e.name.text, f.clock->record->text, kind}).also(f.clock->record->src, "在这里定义", "defined here");
      return kNone;
    }
  }
  return make_clock(c, *f.clock, body);
}

ExprId clock_comparison(Context& c, const ast::Expr& quantity, typed::Cmp cmp, const ast::Expr& threshold, const Env& env, Span src) {
  const int clock = clock_named(c, *quantity.args[0], env);
  const ExprId d = value_of_kind(c, threshold, env, Kind::kSpan);
  if (clock == kNone || d == kNone) return kNone;
  const bool left = quantity.kind == AK::kClockLeft;
  if ((left && without_limit(c, clock, quantity.src)) || !threshold_fits(c, clock, left, d, threshold.src)) return kNone;
  const auto q = left ? typed::Quantity::kLeft : typed::Quantity::kUsed;
  if (cmp != typed::Cmp::kEq && cmp != typed::Cmp::kNe) return clock_compare(c, clock, q, cmp, d, src);
  const ExprId equal = make_and(
      c, {clock_compare(c, clock, q, typed::Cmp::kGe, d, src), clock_compare(c, clock, q, typed::Cmp::kLe, d, src)}, src);
  return cmp == typed::Cmp::kEq ? equal : make_not(c, equal, src);
}

ExprId clock_state(Context& c, const ast::Expr& e, const Env& env) {
  const int clock = clock_named(c, *e.args[0], env);
  if (clock == kNone) return kNone;
  if (e.kind == AK::kOverdue) return without_limit(c, clock, e.src) ? kNone : on_clock(c, Op::kClockOver, clock, {}, e.src);
  return on_clock(c, e.kind == AK::kRunning ? Op::kClockRunning : Op::kClockPaused, clock, {}, e.src);
}

ExprId span_condition(Context& c, const ast::Expr& e, const Env& env) {
  int clock = kNone;
  const bool made = anonymous(c, *e.args[0], *e.args[1], env, e.src, clock);
  const ExprId d = threshold_span(c, *e.args[2], env);
  if (!made || d == kNone) return kNone;
  if (e.kind == AK::kSpanOver) return on_clock(c, Op::kSpanOver, clock, {d}, e.src);
  return clock_compare(c, clock, typed::Quantity::kUsed, typed::Cmp::kGe, d, e.src);
}

ExprId not_within(Context& c, const ast::Expr& e, const Env& env) {
  int clock = kNone;
  const bool made = anonymous(c, *e.args[0], *e.args[2], env, e.src, clock);
  const ExprId d = threshold_span(c, *e.args[1], env);
  if (!made || d == kNone) return kNone;
  warn_of_zero(c, d, e.args[1]->src);
  const ExprId over = on_clock(c, Op::kSpanOver, clock, {d}, e.src);
  return make_and(c, {over, make_not(c, make_occurred(c, clock_at(c, clock).end, e.args[2]->src), e.src)}, e.src);
}

}  // namespace zs::sema
