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

/// Of an expression; none of kNone.
struct FreeRowsOf : std::vector<ScopeId> {
  FreeRowsOf(const typed::Program& p, typed::ExprId id) : std::vector<ScopeId>(id == kNone ? std::vector<ScopeId>() : FreeRows(p)(id)) {}
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
    : old_(old_program, old_inputs, as_of), new_(new_program, new_inputs, as_of), old_judge_(old_), new_judge_(new_), old_inputs_(old_inputs), new_inputs_(new_inputs), as_of_(as_of) {}

/// Nothing of an earlier question is kept.
void Decider::take_up(size_t record) {
  record_ = record;
  old_judge_.open({old_inputs_.records, record});
  new_judge_.open({new_inputs_.records, record});
}

Decider::Said Decider::said(oracle::Judge& judge, int indicator) const {
  const auto answer = judge.answer(indicator);
  Said out;
  for (const auto& s : answer.shown) out.shown.push_back(oracle::meet(s, oracle::before(tick_of(as_of_ + 1))));
  out.undecided = oracle::contains(answer.undecided, as_of_);
  return out;
}

bool Decider::differs(const Difference& d) {
  // What stands in one rule set only changes nothing where an alternative does not hold, or a requirement does.
  const B idle = d.alternative ? oracle::no() : oracle::yes();
  const auto matters = [&](const std::vector<B>& all) { return std::any_of(all.begin(), all.end(), [&](const B& b) { return !(b == idle); }); };
  if (d.old_expr == kNone) return matters(answers(new_, d.new_indicator, d.new_situation, d.new_expr));
  if (d.new_expr == kNone) return matters(answers(old_, d.old_indicator, d.old_situation, d.old_expr));
  return answers(old_, d.old_indicator, d.old_situation, d.old_expr) != answers(new_, d.new_indicator, d.new_situation, d.new_expr);
}

/// Does a 当 of this situation (that of `when`; kNone: any) show something, or perhaps?
bool Decider::asked(oracle::Judge& judge, int indicator, int situation, typed::ExprId when) {
  if (indicator == kNone || situation == kNone) return false;
  const auto& rules = judge.indicator(indicator).situations[static_cast<size_t>(situation)].cards;
  const auto& parts = judge.own(indicator).parts;
  return std::any_of(parts.begin(), parts.end(), [&](const oracle::OwnPart& p) {
    return p.situation == situation && (when == kNone || rules[static_cast<size_t>(p.rule)].when == when) && !p.own.may.empty();
  });
}

/// What the new rules would say with this difference taken back.
Decider::Said Decider::with_old(const Difference& d, int indicator) {
  const FreeRowsOf rows_new(new_.program(), d.new_expr), rows_old(old_.program(), d.old_expr);
  const B idle = d.alternative ? oracle::no() : oracle::yes();
  take_up(record_);
  new_.substitute([&](typed::ExprId id) -> std::optional<B> {
    if (id != d.new_expr) return std::nullopt;
    if (d.old_expr == kNone) return idle;
    if (rows_old.size() != rows_new.size()) return std::nullopt;
    for (size_t k = 0; k < rows_new.size(); ++k) old_.open_row(rows_old[k], new_.bound(rows_new[k]).index);
    Evaluator::Here here{d.old_indicator == kNone ? nullptr : &old_.program().indicators[static_cast<size_t>(d.old_indicator)], nullptr, {}};
    if (here.indicator && d.old_situation != kNone) here.situation = &here.indicator->situations[static_cast<size_t>(d.old_situation)];
    if (here.situation) old_.enter(&here);
    B b = old_.truth(d.old_expr);
    old_.enter(nullptr);
    for (const ScopeId s : rows_old) old_.close_row(s);
    return b;
  });
  const Said out = said(new_judge_, indicator);
  new_.substitute(nullptr);
  take_up(record_);
  return out;
}

bool Decider::decides(const Difference& d, const Pair& pair) {
  using What = Difference::What;
  if (d.what == What::kCard || d.what == What::kSituation)
    return asked(new_judge_, d.new_indicator, d.new_situation, d.new_expr) || asked(old_judge_, d.old_indicator, d.old_situation, d.old_expr);
  if (d.what != What::kCondition && d.what != What::kApplies) return false;
  if (d.new_expr != kNone) return pair.in_new != kNone && with_old(d, pair.in_new) != said(new_judge_, pair.in_new);
  // It is gone from the new rules: would the old ones without it say something else?
  const B idle = d.alternative ? oracle::no() : oracle::yes();
  const Said as_it_was = said(old_judge_, pair.in_old);
  take_up(record_);
  old_.substitute([&](typed::ExprId id) -> std::optional<B> { return id == d.old_expr ? std::optional<B>(idle) : std::nullopt; });
  const Said without = said(old_judge_, pair.in_old);
  old_.substitute(nullptr);
  take_up(record_);
  return without != as_it_was;
}

int Decider::first(const Pair& pair, size_t record) {
  if (pair.differences.size() < 2) return pair.differences.empty() ? -1 : 0;
  take_up(record);
  std::vector<int> candidates;
  int other = -1;
  for (size_t i = 0; i < pair.differences.size(); ++i) {
    const auto& d = pair.differences[i];
    using What = Difference::What;
    const bool condition = d.what == What::kCondition || d.what == What::kApplies, part = d.what == What::kCard || d.what == What::kSituation;
    if (condition ? differs(d) : part && decides(d, pair)) candidates.push_back(static_cast<int>(i));
    if (!condition && !part && other < 0) other = static_cast<int>(i);
  }
  if (candidates.empty()) return other;
  if (candidates.size() == 1 && other < 0) return candidates.front();
  for (const int i : candidates)
    if (decides(pair.differences[static_cast<size_t>(i)], pair)) return i;
  return other >= 0 ? other : candidates.front();
}

}  // namespace zs::replay
