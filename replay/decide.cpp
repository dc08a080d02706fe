#include "replay/decide.h"

#include <algorithm>

namespace zs::replay {
namespace {

using oracle::B;
using oracle::Evaluator;
using typed::kNone;
using typed::ScopeId;

/// The scopes of rows, outermost first, that must be bound before the expression has a value.
std::vector<ScopeId> row_scopes(const typed::Program& p, typed::ExprId id) {
  std::vector<ScopeId> out;
  for (ScopeId s = p[id].scope; s != kNone; s = p.scopes[static_cast<size_t>(s)].parent)
    if (p.scopes[static_cast<size_t>(s)].owner != kNone) out.push_back(s);
  std::reverse(out.begin(), out.end());
  return out;
}

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
  by_row(ev, row_scopes(p, id), 0, id, out);
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
