#include "cli/test_case.h"

#include "cli/evaluator.h"
#include "io/binding/instant_text.h"
#include "io/binding/table_builder.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace zs::cli {
namespace {

using binding::Arena;
using binding::Member;
using binding::Value;
using findings::Finding;
using findings::Report;
using typed::Expectation;

Value value_of(const typed::Datum& d, Arena& arena) {
  Value v;
  switch (d.what) {
    case typed::Datum::What::kScalar: return Value::of_text(d.scalar);
    case typed::Datum::What::kList: {
      auto* items = static_cast<Value*>(arena.allocate(d.items.size() * sizeof(Value) + 1, alignof(Value)));
      for (size_t i = 0; i < d.items.size(); ++i) new (items + i) Value(value_of(d.items[i], arena));
      v.kind = Value::Kind::kList, v.size = static_cast<uint32_t>(d.items.size()), v.items = items;
      return v;
    }
    case typed::Datum::What::kRecord: {
      auto* members = static_cast<Member*>(arena.allocate(d.fields.size() * sizeof(Member) + 1, alignof(Member)));
      for (size_t i = 0; i < d.fields.size(); ++i) new (members + i) Member{d.fields[i].name, value_of(d.fields[i].value, arena)};
      v.kind = Value::Kind::kObject, v.size = static_cast<uint32_t>(d.fields.size()), v.members = members;
      return v;
    }
  }
  return v;
}

/// The judged record's table and the reference tables of one test.
struct Tables {
  columns::Table records;
  std::vector<std::unique_ptr<columns::Table>> references;
  std::vector<const columns::Table*> pointers;
};

Result<Tables> tables_of(const typed::Program& program, const typed::Test& test) {
  Arena arena;
  std::map<int, std::unique_ptr<binding::TableBuilder>> builders;
  Tables t;
  const auto add = [&](binding::TableBuilder& builder, int model, const typed::Datum& datum) -> Status {
    auto refused = builder.add(value_of(datum, arena));
    if (!refused) return {};
    const auto& p = refused->problem;
    const std::string at = program.models.models[static_cast<size_t>(model)].name + "." + p.field + (p.value.empty() ? "" : "「" + p.value + "」");
    return Error{ErrorKind::kUsage, at + "：" + p.why.zh, at + ": " + p.why.en};
  };
  const int judged = test.given.front().first;
  binding::TableBuilder first(program.models, judged);
  if (auto s = add(first, judged, test.given.front().second); !s) return s.error();
  t.records = first.take();
  for (size_t i = 1; i < test.given.size(); ++i) {
    const auto& [model, datum] = test.given[i];
    auto& builder = builders[model];
    if (!builder) builder = std::make_unique<binding::TableBuilder>(program.models, model);
    if (auto s = add(*builder, model, datum); !s) return s.error();
  }
  t.references.resize(program.models.models.size());
  for (auto& [model, builder] : builders) t.references[static_cast<size_t>(model)] = std::make_unique<columns::Table>(builder->take());
  for (const auto& r : t.references) t.pointers.push_back(r.get());
  return t;
}

std::string show(Tick t) {
  if (t <= kTickAlways + 1) return "…";
  if (t >= kTickNever) return "";
  std::string s = binding::format_instant(instant_of(t));
  s.resize(19);
  s[10] = ' ';
  return s + (is_provisional(t) ? "?" : "");
}

/// Draws expectations and findings alike, so that a difference can be seen at once.
class Drawer {
 public:
  Drawer(const Context& context, const typed::Program& program) : zh_(context.lang == Lang::kZh), program_(program) {}

  std::string expected(const Expectation& e) const {
    std::string s = indicator(e.indicator) + ": ";
    switch (e.what) {
      case Expectation::What::kNothing: return s + (zh_ ? "无" : "no card");
      case Expectation::What::kUndecided: return s + (zh_ ? "无法判定" : "indeterminate") + missing(e.missing);
      case Expectation::What::kCard: break;
    }
    s += program_.cards[static_cast<size_t>(e.card)];
    if (e.from) s += from() + show(tick_of(*e.from));
    else if (!e.any_onset) s += from() + "…";
    if (e.until) s += until() + show(tick_of(*e.until));
    else if (e.open_end) s += zh_ ? " 在案" : " on the table";
    return s;
  }

  std::string got(const Finding& f, std::optional<Instant> as_of) const {
    std::string s = indicator(f.indicator) + ": " + program_.cards[f.card] + from() + show(f.onset);
    const bool cleared = f.cleared < kTickNever && (!as_of || instant_of(f.cleared) <= *as_of);
    return s + (cleared ? until() + show(f.cleared) : std::string(zh_ ? " 在案" : " on the table"));
  }

  std::string got(const findings::Undecided& u) const { return indicator(u.indicator) + ": " + (zh_ ? "无法判定" : "indeterminate") + missing(u.missing); }

 private:
  std::string indicator(int i) const { return program_.indicators[static_cast<size_t>(i)].code; }
  std::string from() const { return zh_ ? " 自 " : " from "; }
  std::string until() const { return zh_ ? " 至 " : " until "; }
  std::string missing(const std::vector<std::string>& names) const {
    std::string s;
    for (const auto& n : names) s += (s.empty() ? (zh_ ? " 缺 " : " for want of ") : "、") + n;
    return s;
  }
  bool zh_;
  const typed::Program& program_;
};

bool fits(const Expectation& e, const Finding& f, std::optional<Instant> as_of) {
  if (f.indicator != e.indicator || f.card != e.card) return false;
  if (e.from ? instant_of(f.onset) != *e.from : (!e.any_onset && f.onset > kTickAlways + 1)) return false;
  if (e.until && (f.cleared >= kTickNever || instant_of(f.cleared) != *e.until)) return false;
  return !e.open_end || f.cleared >= kTickNever || (as_of && instant_of(f.cleared) > *as_of);
}

bool fits(const Expectation& e, const findings::Undecided& u) {
  if (u.indicator != e.indicator) return false;
  auto want = e.missing, have = u.missing;
  std::sort(want.begin(), want.end()), std::sort(have.begin(), have.end());
  return want.empty() || want == have;
}

void judge(const Drawer& draw, const typed::Test& test, const Report& report, Outcome& out) {
  std::vector<bool> used(report.findings.size());
  const auto named = [&](int indicator) {
    return std::any_of(test.expect.begin(), test.expect.end(), [&](const Expectation& e) { return e.indicator == indicator; });
  };
  for (const auto& e : test.expect) {
    Outcome::Line line{false, draw.expected(e), ""};
    if (e.what == Expectation::What::kCard) {
      for (size_t i = 0; i < used.size() && !line.ok; ++i)
        if (!used[i] && fits(e, report.findings[i], test.as_of)) used[i] = line.ok = true, line.got = draw.got(report.findings[i], test.as_of);
    } else {
      const auto about = [&](const auto& x) { return x.indicator == e.indicator; };
      const auto u = std::find_if(report.undecided.begin(), report.undecided.end(), about);
      const bool undecided = u != report.undecided.end();
      if (undecided) line.got = draw.got(*u);
      if (e.what == Expectation::What::kUndecided) line.ok = undecided && fits(e, *u);
      else line.ok = !undecided && std::none_of(report.findings.begin(), report.findings.end(), about);
    }
    out.lines.push_back(std::move(line));
  }
  for (size_t i = 0; i < used.size(); ++i)
    if (!used[i] && named(report.findings[i].indicator)) out.lines.push_back({false, "", draw.got(report.findings[i], test.as_of)});
  out.passed = std::all_of(out.lines.begin(), out.lines.end(), [](const auto& l) { return l.ok; });
}

}  // namespace

std::string difference(const typed::Program& program, const Report& a, const Report& b) {
  const auto code = [&](int i) { return program.indicators[static_cast<size_t>(i)].code; };
  if (a.findings.size() != b.findings.size()) return fmt::format("{} findings by the oracle, {} by the machine", a.findings.size(), b.findings.size());
  for (size_t i = 0; i < a.findings.size(); ++i) {
    const Finding &x = a.findings[i], &y = b.findings[i];
    const auto at = [&](const char* what, const std::string& p, const std::string& q) { return fmt::format("{} {}: oracle “{}”, machine “{}”", code(x.indicator), what, p, q); };
    if (x.record != y.record || x.indicator != y.indicator || x.card != y.card) return at("card", program.cards[x.card], code(y.indicator) + " " + program.cards[y.card]);
    if (x.onset != y.onset) return at("onset", show(x.onset), show(y.onset));
    if (x.cleared != y.cleared) return at("cleared", show(x.cleared), show(y.cleared));
    if (x.next_change != y.next_change) return at("next change", show(x.next_change), show(y.next_change));
    if (x.actions != y.actions) return at("actions", fmt::format("{}", fmt::join(x.actions, ";")), fmt::format("{}", fmt::join(y.actions, ";")));
    if (x.reason != y.reason) return at("reason", x.reason, y.reason);
    if (x.clause != y.clause) return at("clause", x.clause, y.clause);
  }
  if (a.undecided.size() != b.undecided.size()) return fmt::format("{} undecided by the oracle, {} by the machine", a.undecided.size(), b.undecided.size());
  for (size_t i = 0; i < a.undecided.size(); ++i) {
    const auto &x = a.undecided[i], &y = b.undecided[i];
    if (x.record != y.record || x.indicator != y.indicator || x.missing != y.missing)
      return fmt::format("{} undecided: oracle misses “{}”, machine {} “{}”", code(x.indicator), fmt::join(x.missing, ";"), code(y.indicator), fmt::join(y.missing, ";"));
  }
  if (a.schedule.size() != b.schedule.size()) return fmt::format("{} changes ahead by the oracle, {} by the machine", a.schedule.size(), b.schedule.size());
  for (size_t i = 0; i < a.schedule.size(); ++i) {
    const auto &x = a.schedule[i], &y = b.schedule[i];
    if (x.record != y.record || x.indicator != y.indicator || x.at != y.at || x.to != y.to || x.card != y.card)
      return fmt::format("{} changes ahead: oracle {}, machine {}", code(x.indicator), show(x.at), show(y.at));
  }
  if (a.evaluated != b.evaluated || a.out_of_force != b.out_of_force || a.unknown_yet != b.unknown_yet || a.provisional_quiet != b.provisional_quiet)
    return fmt::format("counts (evaluated, out of force, not yet known, provisional and quiet): oracle {} {} {} {}, machine {} {} {} {}", a.evaluated, a.out_of_force,
                       a.unknown_yet, a.provisional_quiet, b.evaluated, b.out_of_force, b.unknown_yet, b.provisional_quiet);
  return {};
}

Outcome run_test(const Context& context, const Pack& pack, const typed::Test& test) {
  const auto start = std::chrono::steady_clock::now();
  const typed::Program& program = *pack.typed();
  Outcome out;
  const auto done = [&](std::string trouble) {
    out.trouble = std::move(trouble);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return out;
  };
  auto tables = tables_of(program, test);
  if (!tables) return done(context.pick(tables.error().zh, tables.error().en));
  const EvaluateOptions options{test.as_of, 1, test.as_of.has_value(), true};
  auto slow = oracle_evaluator(pack, tables->pointers, options);
  if (!slow) return done(context.pick(slow.error().zh, slow.error().en));
  const Report expected = (*slow)->evaluate(tables->records);
  judge(Drawer(context, program), test, expected, out);
  auto fast = machine_evaluator(pack, tables->pointers, options);
  if (!fast) {
    out.differ = true;
    out.passed = false;
    return done(context.pick(fast.error().zh, fast.error().en));
  }
  const std::string differs = difference(program, expected, (*fast)->evaluate(tables->records));
  if (!differs.empty()) out.differ = true, out.passed = false;
  return done(differs);
}

}  // namespace zs::cli
