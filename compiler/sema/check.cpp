#include "compiler/sema/check.h"

#include "compiler/sema/aggregates.h"
#include "compiler/sema/calendars.h"
#include "compiler/sema/clocks.h"
#include "compiler/sema/compact.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/context.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/names.h"
#include "compiler/sema/patterns.h"
#include "compiler/sema/quotes.h"
#include "compiler/sema/records.h"
#include "compiler/sema/tests.h"

namespace zs::sema {
namespace {

/// Sorts the top-level declarations by kind and name; twins are reported.
class Collector {
 public:
  explicit Collector(Context& c) : c_(c) {}

  void add(const ast::File& file) {
    for (const auto& item : file.items) std::visit([&](const auto& d) { one(d); }, item);
  }
  std::vector<const ast::CalendarDecl*> calendars;
  std::vector<const ast::ChoiceDecl*> choices;

 private:
  template <class Decl>
  bool fresh(std::map<std::string, Span>& seen, const Decl& d, const std::string& key) {
    const auto [it, is_new] = seen.emplace(key, d.name.src);
    if (!is_new) c_.report(Code::kDuplicateName, d.name.src, {d.name.text}).also(it->second, "已在这里定义", "already defined here");
    return is_new;
  }
  template <class Decl, class Map>
  void named(const Decl& d, Map& map, std::map<std::string, Span>& seen) {
    if (fresh(seen, d, d.name.text)) map[d.name.text] = &d;
  }

  void one(const ast::RuleSetDecl& d) {
    if (c_.top.rule_set) c_.report(Code::kSecondRuleSet, d.src, {d.code.text}).also(c_.top.rule_set->code.src, "已有这个规则集", "this one is already here");
    else c_.top.rule_set = &d;
  }
  void one(const ast::ImportDecl&) {}
  void one(const ast::RecordDecl& d) { c_.top.records.push_back(&d); }
  void one(const ast::EnumDecl& d) { named(d, c_.top.enums, enums_); }
  void one(const ast::CalendarDecl& d) {
    if (fresh(calendars_, d, d.name.text)) calendars.push_back(&d), c_.top.calendars[d.name.text] = &d;
  }
  void one(const ast::ClockDecl& d) {
    if (fresh(names_, d, record_key(d))) c_.top.clocks[d.name.text].push_back(&d);
  }
  void one(const ast::ConditionDecl& d) {
    if (fresh(names_, d, record_key(d))) c_.top.conditions[d.name.text].push_back(&d);
  }
  void one(const ast::ParameterDecl& d) { named(d, c_.top.parameters, names_); }
  void one(const ast::ChoiceDecl& d) {
    named(d, c_.top.choices, names_);
    choices.push_back(&d);
  }
  void one(const ast::WordListDecl& d) { named(d, c_.top.words, names_); }
  void one(const ast::PatternDecl& d) { named(d, c_.top.patterns, names_); }
  void one(const ast::IndicatorDecl& d) { c_.top.indicators.push_back(&d); }
  void one(const ast::AggregateDecl& d) { c_.top.aggregates.push_back(&d); }
  void one(const ast::TestDecl& d) { c_.top.tests.push_back(&d); }

  template <class Decl>
  static std::string record_key(const Decl& d) { return d.name.text + (d.record ? "/" + d.record->text : std::string()); }

  Context& c_;
  std::map<std::string, Span> enums_, calendars_, names_;
};

void fill_header(Context& c, const ast::RuleSetDecl& d) {
  auto& p = c.program;
  p.code = d.code.text, p.version = d.version, p.title = d.title ? d.title->text : std::string(), p.region = d.region;
  for (const auto& t : d.documents) p.documents.push_back(t.text);
  p.in_force = d.in_force, p.repealed = d.repealed;
  if (d.in_force && d.repealed && *d.repealed <= *d.in_force) c.report(Code::kRepealedBefore, d.code.src, {d.code.text});
  std::map<std::string, Span> seen;
  for (const auto& card : d.cards) {
    const auto [it, fresh] = seen.emplace(card.text, card.src);
    if (fresh) p.cards.push_back(card.text);
    else c.report(Code::kDuplicateCard, card.src, {card.text}).also(it->second, "已在这里写过", "already written here");
  }
  if (d.cards.empty()) c.report(Code::kNoCards, d.code.src, {d.code.text});
}

/// The calendar of spans and 持续: the rule set's, or the only one there is.
void choose_calendar(Context& c) {
  auto& p = c.program;
  if (c.top.rule_set && c.top.rule_set->calendar) {
    const ast::Name& name = *c.top.rule_set->calendar;
    std::vector<std::string> names;
    for (size_t i = 0; i < p.calendars.size(); ++i) {
      if (p.calendars[i].name == name.text) p.calendar = static_cast<int>(i);
      names.push_back(p.calendars[i].name);
    }
    if (p.calendar != kNone) return;
    c.calendar_unknown = true;
    if (c.broken_calendars.insert(name.text).second) suggest_near(c.report(Code::kUnknownCalendar, name.src, {name.text}), name, names);
  } else if (p.calendars.size() == 1) {
    p.calendar = 0;
  }
}

/// Shared definitions are checked although nothing may use them.
void check_shared(Context& c) {
  const auto record_of = [&](const std::optional<ast::Name>& record) { return record ? model_named(c, *record) : kNone; };
  for (const auto& [name, decls] : c.top.clocks)
    for (const ast::ClockDecl* d : decls) {
      if (!d->record) {
        c.report(Code::kClockWithoutRecord, d->name.src, {d->name.text});
        continue;
      }
      if (const int model = record_of(d->record); model != kNone) make_clock(c, *d, record_env(c, model));
    }
  for (const auto& [name, decls] : c.top.conditions)
    for (const ast::ConditionDecl* d : decls) {
      const int model = record_of(d->record);
      if (model == kNone || !d->parameters.empty()) continue;
      const Env env = record_env(c, model);
      Found f;
      f.what = kACondition, f.condition = d;
      ast::Expr use;
      use.kind = ast::Expr::Kind::kName, use.name = d->name, use.src = d->name.src;
      use_condition(c, f, use, env);
    }
  for (const auto& [name, d] : c.top.patterns) pattern_index(c, *d);
}

void check_readings(Context& c) {
  for (const auto& [name, option] : c.options.readings)
    if (!c.used_readings.contains(name)) c.report(Code::kUnknownReading, Span{}, {name});
}

}  // namespace

void check(const std::vector<const ast::File*>& files, const CompileOptions& options, Compilation& out) {
  const bool half_read = out.diagnostics.has_errors();  // what is missing may stand in what could not be read
  Context c(out.sources, out.diagnostics, options);
  Collector collect(c);
  for (const ast::File* f : files) collect.add(*f);
  if (c.top.rule_set) fill_header(c, *c.top.rule_set);
  else if (!options.library && !half_read) c.report(Code::kNoRuleSet, files.empty() ? Span{} : Span{files.back()->file, 0, 0});
  declare_calendars(c, collect.calendars);
  choose_calendar(c);
  declare_records(c);
  check_defaults(c);
  for (const ast::ChoiceDecl* d : collect.choices) c.program.choices.push_back(describe_choice(c, *d, ""));
  check_shared(c);
  check_indicators(c);
  check_aggregates(c);
  check_tests(c);
  check_readings(c);
  check_quotes(c, out);
  if (out.diagnostics.has_errors()) return;
  compact(c.program);
  out.program = std::move(c.program);
}

}  // namespace zs::sema
