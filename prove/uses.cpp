#include "prove/uses.h"

#include <algorithm>

namespace zs::prove {
namespace {

using typed::Expr;
using typed::ExprId;
using typed::kNone;
using typed::Op;

class Walk {
 public:
  Walk(const typed::Program& p, Uses& out) : p_(p), out_(out) {}

  void indicator(int index) {
    const auto& i = p_.indicators[static_cast<size_t>(index)];
    expr(i.applies);
    for (const auto& s : i.situations) {
      if (s.scope != kNone) scope(s.scope);
      expr(s.applies);
      for (const auto& r : s.cards) expr(r.when);
    }
    calendar(p_.calendar);
  }

 private:
  const model::RecordModel& model(int m) const { return p_.models.models[static_cast<size_t>(m)]; }
  void field(int m, int f) { out_.fields[model(m).name].insert(model(m).fields[static_cast<size_t>(f)].name); }
  void calendar(int c) {
    if (c < 0) return;
    const auto* k = &p_.calendars[static_cast<size_t>(c)];
    if (std::find(out_.calendars.begin(), out_.calendars.end(), k) == out_.calendars.end()) out_.calendars.push_back(k);
  }
  template <class T>
  static void add(std::vector<T>& to, const T& x) {
    if (std::find(to.begin(), to.end(), x) == to.end()) to.push_back(x);
  }

  void scope(typed::ScopeId id) {
    const auto& s = p_.scopes[static_cast<size_t>(id)];
    if (s.owner == kNone) return;
    scope(s.owner);
    field(p_.scopes[static_cast<size_t>(s.owner)].model, s.field);
    for (size_t f = 0; f < model(s.model).fields.size(); ++f)
      if (model(s.model).fields[f].type == model::FieldType::kEvent) field(s.model, static_cast<int>(f));
  }

  void clock(int index) {
    if (!clocks_.insert(index).second) return;
    const auto& k = p_.clocks[static_cast<size_t>(index)];
    for (const ExprId id : {k.start, k.end, k.limit}) expr(id);
    calendar(k.calendar);
    for (const auto& pause : k.pauses) {
      if (pause.rows != kNone) scope(pause.rows);
      for (const ExprId id : {pause.from, pause.to, pause.when}) expr(id);
    }
  }

  void expr(ExprId id) {
    if (id == kNone || !seen_.insert(id).second) return;
    const Expr& e = p_[id];
    if (e.rows != kNone) scope(e.rows);
    calendar(e.calendar);
    switch (e.op) {
      case Op::kField: field(p_.scopes[static_cast<size_t>(e.scope)].model, e.index); break;
      case Op::kRefField: field(e.model, e.index), out_.tables.insert(model(e.model).name); break;
      case Op::kNumber: add(out_.numbers, e.number); break;
      case Op::kSpan: add(out_.spans, {e.number, e.unit}); break;
      case Op::kText: add(out_.texts, e.text); break;
      case Op::kTextSet: for (const auto& s : e.texts) add(out_.texts, s); break;
      case Op::kDate: add(out_.instants, e.value * kSecondsPerDay); break;
      case Op::kInstant: add(out_.instants, e.value); break;
      case Op::kEnum: label(e, e.index); break;
      case Op::kEnumSet: for (const int i : e.indices) label(e, i); break;
      case Op::kMatches: add(out_.patterns, p_.patterns[static_cast<size_t>(e.index)]); break;
      case Op::kAtLeast: out_.most_rows = std::max(out_.most_rows, e.count); break;
      case Op::kAllInRows: out_.most_rows = std::max(out_.most_rows, 2); break;
      case Op::kExists: out_.most_rows = std::max(out_.most_rows, 2); break;
      case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: clock(e.index); break;
      default: break;
    }
    for (const ExprId a : e.args) expr(a);
  }

  void label(const Expr& e, int index) {
    const auto& labels = p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels;
    const std::string& word = labels[static_cast<size_t>(index)].label;
    for (const auto& l : labels) out_.labels[l.label].insert(word);  // any label of the enumeration leads to those named
  }

  const typed::Program& p_;
  Uses& out_;
  std::set<ExprId> seen_;
  std::set<int> clocks_;
};

}  // namespace

void Uses::add_unshared(const typed::Program& a, const typed::Program& b) {
  for (const auto* p : {&a, &b})
    for (const auto& m : p->models.models) {
      const auto& other = (p == &a ? b : a).models;
      const int twin = other.find(m.name);
      if (twin < 0) continue;
      const auto& theirs = other.models[static_cast<size_t>(twin)].fields;
      bool events = false;
      for (const auto& f : m.fields)
        if (std::none_of(theirs.begin(), theirs.end(), [&](const auto& g) { return g.name == f.name && g.type == f.type; })) {
          fields[m.name].insert(f.name);
          if (f.type == model::FieldType::kEvent) events = true;
        }
      for (const auto& f : m.fields)
        if (events && f.type == model::FieldType::kEvent) fields[m.name].insert(f.name);
    }
}

void Uses::add(const typed::Program& program, const std::vector<int>& indicators) {
  Walk walk(program, *this);
  for (const int i : indicators) walk.indicator(i);
}

}  // namespace zs::prove
