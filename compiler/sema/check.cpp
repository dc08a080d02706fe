#include "compiler/sema/check.h"

#include "compiler/sema/aggregates.h"
#include "compiler/sema/bindings.h"
#include "compiler/sema/calendars.h"
#include "compiler/sema/clocks.h"
#include "compiler/sema/compact.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/context.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/merge.h"
#include "compiler/sema/names.h"
#include "compiler/sema/overlay.h"
#include "compiler/sema/patterns.h"
#include "compiler/sema/quotes.h"
#include "compiler/sema/records.h"
#include "compiler/sema/tests.h"
#include "compiler/sema/versions.h"

namespace zs::sema {
namespace {

/// Sorts top-level declarations by kind and name; twins are reported. What data and tests speak of is one for the whole
/// pack; all other names are those of one version at a time.
class Collector {
 public:
  explicit Collector(Context& c) : c_(c) {}

  /// Records, enumerations, calendars; tests of the pack itself.
  void common(const std::vector<const ast::File*>& files, bool with_tests) {
    for (const ast::File* f : files)
      for (const auto& item : f->items) {
        if (const auto* d = std::get_if<ast::RecordDecl>(&item)) c_.top.records.push_back(d);
        else if (const auto* d = std::get_if<ast::EnumDecl>(&item)) named(*d, c_.top.enums, enums_);
        else if (const auto* d = std::get_if<ast::CalendarDecl>(&item)) calendar(*d);
        else if (const auto* d = std::get_if<ast::TestDecl>(&item); d && with_tests) c_.top.tests.push_back(d);
        else if (const auto* d = std::get_if<ast::BindingDecl>(&item)) c_.top.bindings.push_back(d);
      }
  }

  /// The names of one layer of a version, and what it changes in the layers below.
  void layer(const Layer& layer, bool overlay, Made& made) {
    overlay_ = overlay;
    below_ = names_;
    for (const ast::Item* item : layer.items) std::visit([&](const auto& d) { one(d); }, *item);
    for (const ast::Item* item : layer.items) {
      if (const auto* d = std::get_if<ast::AmendDecl>(item)) inheriting(d->src, "修改") ? amend(c_, *d, made) : void();
      if (const auto* d = std::get_if<ast::SuspendDecl>(item)) inheriting(d->src, "停用") ? suspend(c_, *d) : void();
    }
  }

  std::vector<const ast::CalendarDecl*> calendars;

 private:
  bool inheriting(Span src, const char* word) {
    if (!overlay_) c_.report(Code::kNothingInherited, src, {word});
    return overlay_;
  }
  template <class Decl>
  bool fresh(std::map<std::string, Span>& seen, const Decl& d, const std::string& key) {
    const auto [it, is_new] = seen.emplace(key, d.name.src);
    if (is_new) return true;
    const bool inherited = overlay_ && below_.contains(key);
    c_.report(inherited ? Code::kInheritedAgain : Code::kDuplicateName, d.name.src, {d.name.text}).also(it->second, "已在这里定义", "already defined here");
    return false;
  }
  template <class Decl, class Map>
  void named(const Decl& d, Map& map, std::map<std::string, Span>& seen) {
    if (fresh(seen, d, d.name.text)) map[d.name.text] = &d;
  }
  void calendar(const ast::CalendarDecl& d) {
    if (fresh(calendars_, d, d.name.text)) calendars.push_back(&d), c_.top.calendars[d.name.text] = &d;
  }

  void one(const ast::ClockDecl& d) {
    if (fresh(names_, d, record_key(d))) c_.top.clocks[d.name.text].push_back(&d);
  }
  void one(const ast::ConditionDecl& d) {
    if (fresh(names_, d, record_key(d))) c_.top.conditions[d.name.text].push_back(&d);
  }
  void one(const ast::ParameterDecl& d) { named(d, c_.top.parameters, names_); }
  void one(const ast::ChoiceDecl& d) { named(d, c_.top.choices, names_); }
  void one(const ast::WordListDecl& d) { named(d, c_.top.words, names_); }
  void one(const ast::PatternDecl& d) { named(d, c_.top.patterns, names_); }
  void one(const ast::IndicatorDecl& d) { c_.top.indicators.push_back(&d); }
  void one(const ast::AggregateDecl& d) { c_.top.aggregates.push_back(&d); }
  template <class Other>
  void one(const Other&) {}

  template <class Decl>
  static std::string record_key(const Decl& d) { return d.name.text + (d.record ? "/" + d.record->text : std::string()); }

  Context& c_;
  bool overlay_ = false;
  std::map<std::string, Span> enums_, calendars_, names_, below_;
};

/// Puts the cards of one rule set into the common order.
void add_cards(Context& c, const ast::RuleSetDecl& d) {
  auto& all = c.program.cards;
  std::map<std::string, Span> seen;
  size_t next = 0;  // where the following card may stand at the earliest
  for (const auto& card : d.cards) {
    const auto [known, fresh] = seen.emplace(card.text, card.src);
    if (!fresh) {
      c.report(Code::kDuplicateCard, card.src, {card.text}).also(known->second, "已在这里写过", "already written here");
      continue;
    }
    const auto it = std::find(all.begin(), all.end(), card.text);
    if (it == all.end()) all.insert(all.begin() + static_cast<std::ptrdiff_t>(next), card.text), ++next;
    else if (static_cast<size_t>(it - all.begin()) < next) c.report(Code::kCardOrder, card.src, {card.text});
    else next = static_cast<size_t>(it - all.begin()) + 1;
  }
}

typed::Version version_of(const VersionPlan& plan) {
  typed::Version out;
  const ast::RuleSetDecl& d = *plan.head();
  out.code = d.code.text, out.version = d.version, out.title = d.title ? d.title->text : std::string(), out.region = d.region, out.src = d.src;
  out.only_stricter = d.only_stricter.has_value();
  for (const auto& t : d.documents) out.documents.push_back(t.text);
  if (plan.from != VersionPlan::kFirstDay) out.from = plan.from;
  if (plan.until != VersionPlan::kLastDay) out.until = plan.until;
  return out;
}

/// Every rule set that has a part in the versions, the lowest first, each once.
std::vector<const ast::RuleSetDecl*> heads_of(const std::vector<VersionPlan>& plans) {
  std::vector<const ast::RuleSetDecl*> out;
  for (const VersionPlan& p : plans)
    for (const Layer& l : p.layers)
      if (l.head && std::find(out.begin(), out.end(), l.head) == out.end()) out.push_back(l.head);
  return out;
}

/// `own`: the newest rule set of the pack that was asked for; what is inherited gives no name to it.
void fill_header(Context& c, const std::vector<VersionPlan>& plans, const std::vector<const ast::RuleSetDecl*>& heads, const ast::RuleSetDecl& own) {
  auto& p = c.program;
  for (const ast::RuleSetDecl* d : heads) {
    if (d->in_force && d->repealed && *d->repealed <= *d->in_force) c.report(Code::kRepealedBefore, d->code.src, {d->code.text});
    add_cards(c, *d);
  }
  for (const VersionPlan& plan : plans) {
    p.versions.push_back(version_of(plan));
    const bool has_cards = std::any_of(plan.layers.begin(), plan.layers.end(), [](const Layer& l) { return !l.head->cards.empty(); });
    if (!has_cards) c.report(Code::kNoCards, plan.head()->code.src, {plan.head()->code.text});
  }
  p.code = own.code.text, p.version = own.version, p.title = own.title ? own.title->text : std::string(), p.region = own.region;
  for (const auto& t : own.documents) p.documents.push_back(t.text);
  p.in_force = p.versions.front().from, p.repealed = p.versions.back().until;
}

/// The calendar of spans and 持续: the rule sets', or the only one there is.
void choose_calendar(Context& c, const std::vector<const ast::RuleSetDecl*>& heads) {
  auto& p = c.program;
  const ast::Name* chosen = nullptr;
  for (const ast::RuleSetDecl* d : heads) {
    if (!d->calendar) continue;
    if (chosen && chosen->text != d->calendar->text) c.report(Code::kVersionCalendars, d->calendar->src, {chosen->text, d->calendar->text}).also(chosen->src, "另一个在这里", "the other is here");
    chosen = &*d->calendar;
  }
  if (!chosen) {
    if (p.calendars.size() == 1) p.calendar = 0;
    return;
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < p.calendars.size(); ++i) {
    if (p.calendars[i].name == chosen->text) p.calendar = static_cast<int>(i);
    names.push_back(p.calendars[i].name);
  }
  if (p.calendar != kNone) return;
  c.calendar_unknown = true;
  if (c.broken_calendars.insert(chosen->text).second) suggest_near(c.report(Code::kUnknownCalendar, chosen->src, {chosen->text}), *chosen, names);
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

namespace {

Span last_place(const Loaded& loaded) {
  const auto& own = loaded.packs[0].files;
  return own.empty() ? Span{} : Span{own.back()->file, 0, 0};
}

/// The rule set that gives the pack its name: the newest of its own.
const ast::RuleSetDecl* own_head(const Loaded& loaded) {
  const ast::RuleSetDecl* out = nullptr;
  for (const ast::File* f : loaded.packs[0].files)
    for (const auto& item : f->items)
      if (const auto* d = std::get_if<ast::RuleSetDecl>(&item); d && (!out || d->in_force.value_or(VersionPlan::kFirstDay) >= out->in_force.value_or(VersionPlan::kFirstDay))) out = d;
  return out;
}

/// The names of one version take the place of those of the version before.
void open_version(Context& c, const VersionPlan& plan, Made& made) {
  TopLevel& top = c.top;
  top.parameters.clear(), top.choices.clear(), top.conditions.clear(), top.clocks.clear(), top.words.clear(), top.patterns.clear();
  top.indicators.clear(), top.aggregates.clear();
  c.conditions.clear(), c.clocks.clear();  // the same text may mean another thing under other names
  Collector collect(c);
  for (size_t i = 0; i < plan.layers.size(); ++i) collect.layer(plan.layers[i], i > 0, made);
}

/// Top-level readings, each said once although several versions have it.
void describe_choices(Context& c) {
  std::vector<const ast::ChoiceDecl*> all;
  for (const auto& [name, d] : c.top.choices) all.push_back(d);
  std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return std::pair(a->src.file, a->src.begin) < std::pair(b->src.file, b->src.begin); });
  for (const ast::ChoiceDecl* d : all) c.program.choices.push_back(describe_choice(c, *d, ""));
}

void drop_repeated_choices(std::vector<typed::Choice>& all) {
  std::set<std::tuple<std::string, int32_t, uint32_t>> seen;
  std::erase_if(all, [&](const typed::Choice& choice) { return !seen.emplace(choice.name, choice.src.file, choice.src.begin).second; });
}

OfVersion check_version(Context& c, const VersionPlan& plan, Compilation& out) {
  describe_choices(c);
  check_shared(c);
  c.program.indicators.clear(), c.program.aggregates.clear(), c.program.unwritten.clear();
  check_indicators(c);
  check_aggregates(c);
  std::vector<const ast::RuleSetDecl*> heads;
  for (const Layer& l : plan.layers)
    if (l.head) heads.push_back(l.head);
  check_quotes(c, heads, out);
  return {std::move(c.program.indicators), std::move(c.program.aggregates), std::move(c.program.unwritten)};
}

}  // namespace

void check(const Loaded& loaded, const CompileOptions& options, Compilation& out) {
  const bool half_read = out.diagnostics.has_errors();  // what is missing may stand in what could not be read
  Context c(out.sources, out.diagnostics, options);
  Collector collect(c);
  collect.common(loaded.shared, false);
  for (size_t i = 0; i < loaded.packs.size(); ++i) collect.common(loaded.packs[i].files, i == 0);
  const std::vector<VersionPlan> plans = plan_versions(c, loaded);
  const std::vector<const ast::RuleSetDecl*> heads = heads_of(plans);
  if (const ast::RuleSetDecl* own = own_head(loaded)) fill_header(c, plans, heads, *own);
  else if (!options.library && !half_read) c.report(Code::kNoRuleSet, last_place(loaded));
  declare_calendars(c, collect.calendars);
  choose_calendar(c, heads);
  declare_records(c);
  check_defaults(c);
  c.program.models.bindings = make_bindings(c.program.models, c.top.bindings, false, c.sink);
  Made made;
  std::vector<OfVersion> versions;
  for (const VersionPlan& plan : plans) {
    open_version(c, plan, made);
    versions.push_back(check_version(c, plan, out));
  }
  merge_versions(c, std::move(versions));
  drop_repeated_choices(c.program.choices);
  check_tests(c);
  check_readings(c);
  if (out.diagnostics.has_errors()) return;
  compact(c.program);
  out.program = std::move(c.program);
}

}  // namespace zs::sema
