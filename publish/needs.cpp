#include "publish/needs.h"

#include <algorithm>
#include <set>

namespace zs::publish {
namespace {

using typed::Expr;
using typed::ExprId;
using typed::kNone;
using typed::Op;
using Missing = Need::Missing;

class Collector {
 public:
  explicit Collector(const typed::Program& p) : p_(p) {}

  void condition(ExprId id) { visit(id, Missing::kUndecided); }

  void reason(const std::vector<typed::ReasonPart>& parts) {
    for (const auto& part : parts) {
      if (part.value != kNone) visit(part.value, Missing::kReason);
      if (part.clock != kNone) clock(part.clock);
    }
  }

  void indicator(const typed::Indicator& i) {
    condition(i.applies);
    for (const auto& s : i.situations) {
      if (s.scope != kNone) rows(s.scope);
      condition(s.applies);
      for (const auto& rule : s.cards) condition(rule.when);
    }
    for (const auto& s : i.situations) reason(s.reason.empty() ? i.reason : s.reason);
  }

  void aggregate(const typed::Aggregate& a) {
    condition(a.range);
    for (const ExprId by : a.by) condition(by);
    const auto term = [&](const typed::Aggregate::Term& t) { condition(t.value), condition(t.when); };
    term(a.left);
    if (a.right) term(*a.right);
    reason(a.reason);
  }

  std::vector<Need> needs;
  std::vector<int> clocks;

 private:
  void add(int model, int field, Missing missing) {
    const auto& f = p_.models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(field)];
    if (f.type == model::FieldType::kEvent && missing == Missing::kUndecided) missing = Missing::kNotYet;
    if ((f.type == model::FieldType::kRows || f.type == model::FieldType::kTextList || f.type == model::FieldType::kEnumList) && missing == Missing::kUndecided) missing = Missing::kNoRows;
    const auto it = std::find_if(needs.begin(), needs.end(), [&](const Need& n) { return n.model == model && n.field == field; });
    if (it == needs.end()) needs.push_back({model, field, missing});
    else it->missing = std::max(it->missing, missing);
  }

  void rows(typed::ScopeId scope) {
    const auto& s = p_.scopes[static_cast<size_t>(scope)];
    if (s.owner == kNone) return;
    rows(s.owner);
    add(p_.scopes[static_cast<size_t>(s.owner)].model, s.field, Missing::kNoRows);
  }

  void clock(int index) {
    if (std::find(clocks.begin(), clocks.end(), index) != clocks.end()) return;
    clocks.push_back(index);
    const auto& k = p_.clocks[static_cast<size_t>(index)];
    for (const ExprId id : {k.start, k.end, k.limit}) visit(id, Missing::kUndecided);
    for (const auto& pause : k.pauses) {
      if (pause.rows != kNone) rows(pause.rows);
      for (const ExprId id : {pause.from, pause.to, pause.when}) visit(id, Missing::kUndecided);
    }
  }

  void visit(ExprId id, Missing missing) {
    if (id == kNone) return;
    const Expr& e = p_[id];
    switch (e.op) {
      case Op::kField: add(p_.scopes[static_cast<size_t>(e.scope)].model, e.index, missing); break;
      case Op::kRefField:
        visit(e.args[0], missing);
        // A list of a row that is not there is unknown, and not empty.
        add_reference(e.model, e.index, missing);
        return;
      case Op::kIsNull:
      case Op::kIsSet:
        for (const ExprId a : e.args) visit(a, Missing::kTold);
        return;
      case Op::kCoalesce:
        for (size_t i = 0; i < e.args.size(); ++i) visit(e.args[i], i + 1 < e.args.size() ? std::min(missing, Missing::kDefault) : missing);
        return;
      case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: clock(e.index); break;
      case Op::kExists: case Op::kAtLeast: case Op::kEventMinRows: case Op::kAllInRows: rows(e.rows); break;
      default: break;
    }
    for (const ExprId a : e.args) visit(a, missing);
  }

  void add_reference(int model, int field, Missing missing) {
    const auto it = std::find_if(needs.begin(), needs.end(), [&](const Need& n) { return n.model == model && n.field == field; });
    if (it == needs.end()) needs.push_back({model, field, missing});
    else it->missing = std::max(it->missing, missing);
  }

  const typed::Program& p_;
};

}  // namespace

std::vector<Need> needs_of(const typed::Program& program, const typed::Indicator& indicator) {
  Collector c(program);
  c.indicator(indicator);
  return std::move(c.needs);
}

std::vector<Need> needs_of(const typed::Program& program, const typed::Aggregate& aggregate) {
  Collector c(program);
  c.aggregate(aggregate);
  return std::move(c.needs);
}

std::vector<int> clocks_of(const typed::Program& program, const typed::Indicator& indicator, bool anonymous) {
  Collector c(program);
  c.indicator(indicator);
  if (!anonymous) std::erase_if(c.clocks, [&](int k) { return program.clocks[static_cast<size_t>(k)].name.empty(); });
  return std::move(c.clocks);
}

}  // namespace zs::publish
