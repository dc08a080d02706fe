#include "compiler/typed/same.h"

#include <algorithm>

namespace zs::typed {

using typed::Expr;
using typed::ExprId;
using typed::kNone;
using typed::Op;

bool Same::expr(ExprId a, ExprId b) {
  if (a == kNone || b == kNone) return a == b;
  // A name is for people: what it stands for counts.
  while (a_[a].op == Op::kNamed) a = a_[a].args[0];
  while (b_[b].op == Op::kNamed) b = b_[b].args[0];
  const auto known = exprs_.find({a, b});
  if (known != exprs_.end()) return known->second;
  const bool same = nodes(a_[a], b_[b]);
  exprs_[{a, b}] = same;
  return same;
}

bool Same::enumeration(int a, int b) const {
  if (a == kNone || b == kNone) return a == b;
  const auto& x = a_.models.enumerations[static_cast<size_t>(a)];
  const auto& y = b_.models.enumerations[static_cast<size_t>(b)];
  if (x.ordered != y.ordered || x.labels.size() != y.labels.size()) return false;
  for (size_t i = 0; i < x.labels.size(); ++i)
    if (x.labels[i].label != y.labels[i].label || x.labels[i].codes != y.labels[i].codes) return false;
  return true;
}

bool Same::field(int model_a, int a, int model_b, int b) const {
  if (a == kNone || b == kNone || model_a == kNone || model_b == kNone) return a == b && model_a == model_b;
  const auto& x = a_.models.models[static_cast<size_t>(model_a)].fields[static_cast<size_t>(a)];
  const auto& y = b_.models.models[static_cast<size_t>(model_b)].fields[static_cast<size_t>(b)];
  return x.name == y.name && x.code == y.code && x.type == y.type && x.optional == y.optional && x.unit_name == y.unit_name && x.unit_code == y.unit_code &&
         x.pattern == y.pattern && enumeration(x.enumeration, y.enumeration) && (x.rows == kNone ? y.rows == kNone : y.rows != kNone && model(x.rows, y.rows));
}

bool Same::model(int a, int b) const {
  if (a == kNone || b == kNone) return a == b;
  const auto& x = a_.models.models[static_cast<size_t>(a)];
  const auto& y = b_.models.models[static_cast<size_t>(b)];
  if (x.name != y.name || x.code != y.code || x.key != y.key || x.standing != y.standing || x.governing != y.governing || x.fields.size() != y.fields.size()) return false;
  for (size_t f = 0; f < x.fields.size(); ++f)
    if (!field(a, static_cast<int>(f), b, static_cast<int>(f))) return false;
  return true;
}

bool Same::scope(typed::ScopeId a, typed::ScopeId b) {
  if (a == kNone || b == kNone) return a == b;
  const auto& x = a_.scopes[static_cast<size_t>(a)];
  const auto& y = b_.scopes[static_cast<size_t>(b)];
  if ((x.owner == kNone) != (y.owner == kNone) || (x.parent == kNone) != (y.parent == kNone)) return false;
  const auto& model_a = a_.models.models[static_cast<size_t>(x.model)];
  const auto& model_b = b_.models.models[static_cast<size_t>(y.model)];
  if (model_a.name != model_b.name) return false;
  if (x.owner == kNone) return scope(x.parent, y.parent);
  if (!field(a_.scopes[static_cast<size_t>(x.owner)].model, x.field, b_.scopes[static_cast<size_t>(y.owner)].model, y.field)) return false;
  return scope(x.owner, y.owner) && scope(x.parent, y.parent);
}

bool Same::calendar(int a, int b) const {
  if (a == kNone || b == kNone) return a == b;
  const auto& x = a_.calendars[static_cast<size_t>(a)];
  const auto& y = b_.calendars[static_cast<size_t>(b)];
  if (!std::equal(std::begin(x.works), std::end(x.works), std::begin(y.works)) || x.office != y.office || x.first_year != y.first_year ||
      x.last_year != y.last_year || x.exceptions.size() != y.exceptions.size())
    return false;
  for (size_t i = 0; i < x.exceptions.size(); ++i)
    if (x.exceptions[i].day != y.exceptions[i].day || x.exceptions[i].work != y.exceptions[i].work) return false;
  return true;
}

bool Same::pauses(const typed::Clock& x, const typed::Clock& y) {
  if (x.pauses.size() != y.pauses.size()) return false;
  for (size_t i = 0; i < x.pauses.size(); ++i) {
    const auto& p = x.pauses[i];
    const auto& q = y.pauses[i];
    if (!scope(p.rows, q.rows) || !expr(p.from, q.from) || !expr(p.to, q.to) || !expr(p.when, q.when)) return false;
  }
  return true;
}

bool Same::clock(int a, int b) {
  if (a == kNone || b == kNone) return a == b;
  const auto known = clocks_.find({a, b});
  if (known != clocks_.end()) return known->second;
  const auto& x = a_.clocks[static_cast<size_t>(a)];
  const auto& y = b_.clocks[static_cast<size_t>(b)];
  const bool same = scope(x.scope, y.scope) && expr(x.start, y.start) && expr(x.end, y.end) && expr(x.limit, y.limit) && calendar(x.calendar, y.calendar) &&
                    x.exact == y.exact && x.same_day == y.same_day && x.roll_over == y.roll_over && pauses(x, y);
  clocks_[{a, b}] = same;
  return same;
}

bool Same::term(const Aggregate::Term& a, const Aggregate::Term& b) { return a.fn == b.fn && expr(a.value, b.value) && expr(a.when, b.when); }

bool Same::aggregate(const Aggregate& a, const Aggregate& b) {
  if (!model(a.model, b.model) || a.by.size() != b.by.size() || a.right.has_value() != b.right.has_value()) return false;
  for (size_t i = 0; i < a.by.size(); ++i)
    if (!expr(a.by[i], b.by[i])) return false;
  return expr(a.range, b.range) && a.at == b.at && a.every_year_end == b.every_year_end && term(a.left, b.left) && (!a.right || term(*a.right, *b.right)) &&
         a.cmp == b.cmp && a.threshold == b.threshold && a_.cards[static_cast<size_t>(a.card)] == b_.cards[static_cast<size_t>(b.card)] && a.actions == b.actions;
}

/// A constant label, or a set of them, by their words.
bool Same::labels(int enumeration_a, int enumeration_b, const Expr& x, const Expr& y) const {
  const auto words = [](const typed::Program& p, int enumeration, const Expr& e) {
    std::vector<std::string> out;
    if (enumeration == kNone) return out;
    const auto& all = p.models.enumerations[static_cast<size_t>(enumeration)].labels;
    if (e.op == Op::kEnum) out.push_back(all[static_cast<size_t>(e.index)].label);
    for (const int i : e.indices) out.push_back(all[static_cast<size_t>(i)].label);
    return out;
  };
  return words(a_, enumeration_a, x) == words(b_, enumeration_b, y);
}

bool Same::nodes(const Expr& x, const Expr& y) {
  if (x.op != y.op || x.type.kind != y.type.kind || x.args.size() != y.args.size()) return false;
  if (!enumeration(x.type.enumeration, y.type.enumeration) || !scope(x.scope, y.scope) || !scope(x.rows, y.rows)) return false;
  if (x.cmp != y.cmp || x.quantity != y.quantity || x.count != y.count || x.texts != y.texts || x.number != y.number || x.unit != y.unit || x.value != y.value) return false;
  if ((x.op == Op::kText) && x.text != y.text) return false;
  if (!labels(x.type.enumeration, y.type.enumeration, x, y) || !calendar(x.calendar, y.calendar)) return false;
  for (size_t i = 0; i < x.args.size(); ++i)
    if (!expr(x.args[i], y.args[i])) return false;
  switch (x.op) {
    case Op::kField: return field(a_.scopes[static_cast<size_t>(x.scope)].model, x.index, b_.scopes[static_cast<size_t>(y.scope)].model, y.index);
    case Op::kRefField: return model(x.model, y.model) && field(x.model, x.index, y.model, y.index);
    case Op::kMatches: return a_.patterns[static_cast<size_t>(x.index)] == b_.patterns[static_cast<size_t>(y.index)];
    case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: return clock(x.index, y.index);
    case Op::kCard: return a_.cards[static_cast<size_t>(x.index)] == b_.cards[static_cast<size_t>(y.index)];
    default: return true;
  }
}

bool same_models(const typed::Program& a, const typed::Program& b) {
  if (a.models.models.size() != b.models.models.size()) return false;
  const Same same(a, b);
  for (size_t m = 0; m < a.models.models.size(); ++m)
    if (!same.model(static_cast<int>(m), static_cast<int>(m))) return false;
  return true;
}

}  // namespace zs::typed
