#include "replay/decide.h"

#include <algorithm>
#include <set>

namespace zs::replay {
namespace {

using oracle::B;
using oracle::Evaluator;
using typed::kNone;
using typed::ScopeId;

/// Collects the scopes of rows that an expression speaks of and does not bind itself.
class FreeRows {
 public:
  explicit FreeRows(const typed::Program& p) : p_(p) {}

  /// Outermost first.
  std::vector<ScopeId> operator()(typed::ExprId id) {
    expr(id);
    std::vector<ScopeId> out(free_.begin(), free_.end());
    std::sort(out.begin(), out.end(), [&](ScopeId a, ScopeId b) { return depth(a) < depth(b); });
    return out;
  }

 private:
  const typed::Scope& at(ScopeId s) const { return p_.scopes[static_cast<size_t>(s)]; }
  int depth(ScopeId s) const { return s == kNone ? 0 : 1 + std::max(depth(at(s).parent), depth(at(s).owner)); }

  void scope(ScopeId s) {
    if (s == kNone || at(s).owner == kNone || bound_.contains(s) || !free_.insert(s).second) return;
    scope(at(s).owner);
    scope(at(s).parent);
  }
  void expr(typed::ExprId id) {
    if (id == kNone) return;
    const auto& e = p_[id];
    within(e.rows, [&] {
      scope(e.scope == e.rows ? kNone : e.scope);
      for (const auto a : e.args) expr(a);
    });
    using Op = typed::Op;
    if (e.op == Op::kClockCompare || e.op == Op::kClockOver || e.op == Op::kClockRunning || e.op == Op::kClockPaused || e.op == Op::kSpanOver) clock(p_.clocks[static_cast<size_t>(e.index)]);
  }
  void clock(const typed::Clock& c) {
    scope(c.scope);
    expr(c.start), expr(c.end), expr(c.limit);
    for (const auto& p : c.pauses) within(p.rows, [&] { expr(p.from), expr(p.to), expr(p.when); });
  }
  template <class Inner>
  void within(ScopeId rows, Inner inner) {
    if (rows == kNone) return inner();
    scope(at(rows).owner);
    const bool fresh = bound_.insert(rows).second;
    inner();
    if (fresh) bound_.erase(rows);
  }

  const typed::Program& p_;
  std::set<ScopeId> free_, bound_;
};

void by_row(Evaluator& ev, const std::vector<ScopeId>& scopes, size_t depth, typed::ExprId id, std::vector<B>& out) {
  if (depth == scopes.size()) {
    out.push_back(ev.truth(id));
    return;
  }
  for (const size_t row : ev.rows(scopes[depth])) {
    ev.open_row(scopes[depth], row);
    by_row(ev, scopes, depth + 1, id, out);
  }
  ev.close_row(scopes[depth]);
}

/// The answer of a condition for the record at hand: one for each row that it is asked of.
std::vector<B> answers(Evaluator& ev, int indicator, int situation, typed::ExprId id) {
  std::vector<B> out;
  const auto& p = ev.program();
  Evaluator::Here here{indicator == kNone ? nullptr : &p.indicators[static_cast<size_t>(indicator)], nullptr, {}};
  if (here.indicator && situation != kNone) here.situation = &here.indicator->situations[static_cast<size_t>(situation)];
  if (here.situation) ev.enter(&here);
  by_row(ev, FreeRows(p)(id), 0, id, out);
  ev.enter(nullptr);
  return out;
}

}  // namespace

Decider::Decider(const typed::Program& old_program, const oracle::Inputs& old_inputs, const typed::Program& new_program, const oracle::Inputs& new_inputs, Instant as_of)
    : old_(old_program, old_inputs, as_of), new_(new_program, new_inputs, as_of), old_inputs_(old_inputs), new_inputs_(new_inputs) {}

bool Decider::differs(const Difference& d) {
  // What stands in one rule set only changes nothing where an alternative does not hold, or a requirement does.
  const B idle = d.alternative ? oracle::no() : oracle::yes();
  const auto matters = [&](const std::vector<B>& all) { return std::any_of(all.begin(), all.end(), [&](const B& b) { return !(b == idle); }); };
  if (d.old_expr == kNone) return matters(answers(new_, d.new_indicator, d.new_situation, d.new_expr));
  if (d.new_expr == kNone) return matters(answers(old_, d.old_indicator, d.old_situation, d.old_expr));
  return answers(old_, d.old_indicator, d.old_situation, d.old_expr) != answers(new_, d.new_indicator, d.new_situation, d.new_expr);
}

int Decider::first(const Pair& pair, size_t record) {
  if (pair.differences.size() < 2) return pair.differences.empty() ? -1 : 0;
  old_.open_record({old_inputs_.records, record});
  new_.open_record({new_inputs_.records, record});
  int other = -1;
  for (size_t i = 0; i < pair.differences.size(); ++i) {
    const auto& d = pair.differences[i];
    using What = Difference::What;
    const bool condition = d.what == What::kCondition || d.what == What::kApplies;
    if (condition && differs(d)) return static_cast<int>(i);
    if (!condition && other < 0) other = static_cast<int>(i);
  }
  return other;
}

}  // namespace zs::replay
