// Temporal truth: conditions over time, quantifiers, cards. Plain tests are in tests.cpp, clocks in clock_tests.cpp.
#include "oracle/evaluator.h"

#include <re2/re2.h>

#include <algorithm>

namespace zs::oracle {

using typed::Op;

Evaluator::Evaluator(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of, Observer* observer)
    : program_(program), as_of_(as_of), reader_(program, inputs, as_of), bound_(program.scopes.size()), observer_(observer) {
  for (const auto& c : program.calendars) calendars_.emplace_back(c);
  patterns_.resize(program.patterns.size());
}
Evaluator::~Evaluator() = default;

const re2::RE2& Evaluator::pattern(int index) {
  auto& p = patterns_[static_cast<size_t>(index)];
  if (!p) p = std::make_unique<re2::RE2>(program_.patterns[static_cast<size_t>(index)]);
  return *p;
}

const Calendar* Evaluator::calendar(int index) const {
  if (index < 0) index = program_.calendar;
  return index < 0 ? nullptr : &calendars_[static_cast<size_t>(index)];
}

void Evaluator::open_record(const Row& record) {
  record_ = record;
  for (size_t i = 0; i < program_.scopes.size(); ++i) {
    const typed::Scope& s = program_.scopes[i];
    bound_[i] = s.owner == typed::kNone && s.model == record.table->model ? record : Row{};
  }
}

void Evaluator::open_row(typed::ScopeId scope, size_t index) {
  const typed::Scope& s = program_.scopes[static_cast<size_t>(scope)];
  bound_[static_cast<size_t>(scope)] = {reader_.list(bound(s.owner), s.field), index};
}
void Evaluator::close_row(typed::ScopeId scope) { bound_[static_cast<size_t>(scope)] = {}; }

std::vector<size_t> Evaluator::rows(typed::ScopeId scope) const {
  const typed::Scope& s = program_.scopes[static_cast<size_t>(scope)];
  return reader_.known_rows(bound(s.owner), s.field);
}

Set Evaluator::visible(typed::ScopeId scope) const {
  const Instant least = reader_.least_event(bound(scope), false);
  return least == kNever ? all_time() : since(tick_of(least));
}

B Evaluator::condition(typed::ExprId id) {
  const typed::Expr& e = program_[id];
  switch (e.op) {
    case Op::kTrue: return yes();
    case Op::kFalse: return no();
    case Op::kUnknown: return unknown();
    case Op::kNamed: return truth(e.args[0]);
    case Op::kAnd: {
      B b = yes();
      for (const auto arg : e.args) b = both(b, truth(arg));
      return b;
    }
    case Op::kOr: {
      B b = no();
      for (const auto arg : e.args) b = either(b, truth(arg));
      return b;
    }
    case Op::kNot: return negate(truth(e.args[0]));
    case Op::kOccurred: {
      const Moment m = moment(e.args[0]);
      return m.missing ? unknown() : certain(since(tick_of(m.at)));
    }
    case Op::kBefore: return event_order(e, true);
    case Op::kAfter: return event_order(e, false);
    case Op::kClockCompare:
    case Op::kClockOver:
    case Op::kClockRunning:
    case Op::kClockPaused:
    case Op::kSpanOver: return clock_test(e);
    case Op::kHold: return hold(e);
    case Op::kExists:
    case Op::kAtLeast: return exists(e);
    case Op::kAllInRows: return all_in_rows(e);
    case Op::kCard: return own(e.index);
    default: return plain_test(e);
  }
}

/// e₁ 早于 e₂: [e₁, ∞) if e₁ < e₂, also when e₂ never comes. e₁ 晚于 e₂: [e₁, ∞) if both happened and e₁ > e₂.
B Evaluator::event_order(const typed::Expr& e, bool earlier) {
  const Moment a = moment(e.args[0]), b = moment(e.args[1]);
  if (a.missing || b.missing) return unknown();
  const bool holds = earlier ? a.at < b.at : b.at != kNever && a.at > b.at;
  return holds ? certain(since(tick_of(a.at))) : no();
}

/// 有, 至少 k 个: a row counts from when it can be seen.
B Evaluator::exists(const typed::Expr& e) {
  std::vector<Set> must, may;
  for (const size_t r : rows(e.rows)) {
    open_row(e.rows, r);
    const B b = both(certain(visible(e.rows)), e.args.empty() ? yes() : truth(e.args[0]));
    must.push_back(b.must);
    may.push_back(b.may);
  }
  close_row(e.rows);
  if (e.op == Op::kAtLeast && e.count <= 0) return yes();
  if (e.op == Op::kAtLeast) return {at_least(must, static_cast<size_t>(e.count)), at_least(may, static_cast<size_t>(e.count))};
  B b;
  for (const Set& s : must) b.must = unite(b.must, s);
  for (const Set& s : may) b.may = unite(b.may, s);
  return b;
}

/// Every element of the list is the value of a row that can be seen; a row's ⊥ may be any element.
B Evaluator::all_in_rows(const typed::Expr& e) {
  const Value list = value(e.args[0]);
  if (list.missing) return unknown();
  const bool texts = program_[e.args[0]].type.kind == typed::Kind::kTextList;
  const size_t elements = texts ? list.texts.size() : list.labels.size();
  std::vector<B> found(elements);
  for (const size_t r : rows(e.rows)) {
    open_row(e.rows, r);
    const Set seen = visible(e.rows);
    const Value v = value(e.args[1]);
    for (size_t i = 0; i < elements; ++i) {
      if (v.missing) found[i] = either(found[i], unknown_in(seen));
      else if (texts ? v.text == list.texts[i] : v.word == list.labels[i]) found[i] = either(found[i], certain(seen));
    }
  }
  close_row(e.rows);
  B all = yes();
  for (const B& b : found) all = both(all, b);
  return all;
}

/// φ 持续 超过 d: each maximal [a, b) becomes [start of K(a).>d, b).
Set Evaluator::hold(const Set& of, const SpanValue& d, const Calendar* calendar, bool keep_open_start) const {
  Set out;
  for (const Stretch& x : of) {
    if (x.from == kTickAlways) {
      if (keep_open_start) out.push_back(x);
      continue;
    }
    Clock k;
    k.start = instant_of(x.from);
    k.unit = own_day(*d.unit, Unit::kNaturalDay);
    k.calendar = calendar;
    const Set over = k.used(typed::Cmp::kGt, *d.number);
    if (over.empty()) continue;
    // Where the beginning was provisional, so is what follows from it.
    const bool provisional = is_provisional(over.front().from) || is_provisional(x.from);
    out.push_back({tick_of(instant_of(over.front().from), provisional), x.until});
  }
  return normal(std::move(out));
}

B Evaluator::hold(const typed::Expr& e) {
  const B of = truth(e.args[0]);
  const Value d = value(e.args[1]);
  if (d.missing) return unknown_in(of.may);
  const Calendar* days = calendar(e.calendar);
  return {hold(of.must, d.span, days, false), hold(of.may, d.span, days, true)};
}

B Evaluator::standing_here() {
  const Instant first = reader_.least_event(record_, true);
  B b = certain(first == kNever ? all_time() : since(tick_of(first)));
  if (here_->indicator->applies != typed::kNone) b = both(b, truth(here_->indicator->applies));
  const auto scope = here_->situation->scope;
  if (scope != typed::kNone && program_.scopes[static_cast<size_t>(scope)].owner != typed::kNone)
    b = both(b, certain(visible(scope)));
  if (here_->situation->applies != typed::kNone) b = both(b, truth(here_->situation->applies));
  return b;
}

B Evaluator::own(int card) {
  if (const auto it = here_->own.find(card); it != here_->own.end()) return it->second;
  B any = no();
  for (const auto& rule : here_->situation->cards)
    if (rule.card == card) any = either(any, truth(rule.when));
  const B b = both(standing_here(), any);
  here_->own.emplace(card, b);
  return b;
}

}  // namespace zs::oracle
