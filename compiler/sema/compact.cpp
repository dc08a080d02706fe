#include "compiler/sema/compact.h"

namespace zs::sema {
namespace {

using typed::ExprId;
using typed::kNone;
using typed::Program;
using typed::ScopeId;

/// What some roots reach.
struct Reach {
  explicit Reach(const Program& p) : program(p), exprs(p.exprs.size()), clocks(p.clocks.size()), scopes(p.scopes.size()) {}

  void scope(ScopeId s) {
    if (s == kNone || scopes[static_cast<size_t>(s)]) return;
    scopes[static_cast<size_t>(s)] = true;
    const typed::Scope& at = program.scopes[static_cast<size_t>(s)];
    lists |= at.owner != kNone;
    scope(at.parent), scope(at.owner);
  }

  void expr(ExprId id) {
    std::vector<ExprId> stack{id};
    while (!stack.empty()) {
      const ExprId at = stack.back();
      stack.pop_back();
      if (at == kNone || exprs[static_cast<size_t>(at)]) continue;
      exprs[static_cast<size_t>(at)] = true;
      const typed::Expr& e = program[at];
      stack.insert(stack.end(), e.args.begin(), e.args.end());
      scope(e.scope), scope(e.rows);
      if (uses_clock(e)) clock(e.index);
    }
  }

  void clock(int i) {
    if (i == kNone || clocks[static_cast<size_t>(i)]) return;
    clocks[static_cast<size_t>(i)] = true;
    const typed::Clock& k = program.clocks[static_cast<size_t>(i)];
    scope(k.scope), expr(k.start), expr(k.end), expr(k.limit);
    for (const auto& p : k.pauses) scope(p.rows), expr(p.from), expr(p.to), expr(p.when);
  }

  void reason(const std::vector<typed::ReasonPart>& parts) {
    for (const auto& p : parts) expr(p.value), clock(p.clock);
  }

  void indicator(const typed::Indicator& i) {
    scope(i.scope), expr(i.applies), reason(i.reason);
    for (const auto& s : i.situations) {
      scope(s.scope), expr(s.applies), reason(s.reason);
      for (const auto& card : s.cards) expr(card.when);
    }
  }

  void aggregate(const typed::Aggregate& a) {
    scope(a.scope), expr(a.range), reason(a.reason), expr(a.left.value), expr(a.left.when);
    if (a.right) expr(a.right->value), expr(a.right->when);
    for (ExprId by : a.by) expr(by);
  }

  static bool uses_clock(const typed::Expr& e) { return e.op >= typed::Op::kClockCompare && e.op <= typed::Op::kSpanOver; }

  const Program& program;
  std::vector<bool> exprs, clocks, scopes;
  bool lists = false;
};

std::vector<int> numbering(const std::vector<bool>& kept) {
  std::vector<int> out(kept.size(), kNone);
  int next = 0;
  for (size_t i = 0; i < kept.size(); ++i)
    if (kept[i]) out[i] = next++;
  return out;
}

template <class T>
void drop(std::vector<T>& all, const std::vector<bool>& kept) {
  size_t to = 0;
  for (size_t i = 0; i < all.size(); ++i)
    if (kept[i]) {
      if (to != i) all[to] = std::move(all[i]);
      ++to;
    }
  all.resize(to);
}

class Renumber {
 public:
  Renumber(Program& p, const Reach& r)
      : p_(p), exprs_(numbering(r.exprs)), clocks_(numbering(r.clocks)), scopes_(numbering(r.scopes)) {}

  void run() {
    for (auto& s : p_.scopes) scope(s.parent), scope(s.owner);
    for (auto& e : p_.exprs) {
      scope(e.scope), scope(e.rows);
      for (auto& a : e.args) expr(a);
      if (Reach::uses_clock(e)) clock(e.index);
    }
    for (auto& k : p_.clocks) {
      scope(k.scope), expr(k.start), expr(k.end), expr(k.limit);
      for (auto& pause : k.pauses) scope(pause.rows), expr(pause.from), expr(pause.to), expr(pause.when);
    }
    for (auto& i : p_.indicators) indicator(i);
    for (auto& a : p_.aggregates) aggregate(a);
  }

 private:
  static void map(const std::vector<int>& to, int& id) {
    if (id != kNone) id = to[static_cast<size_t>(id)];
  }
  void scope(int& s) { map(scopes_, s); }
  void expr(int& e) { map(exprs_, e); }
  void clock(int& k) { map(clocks_, k); }
  void reason(std::vector<typed::ReasonPart>& parts) {
    for (auto& part : parts) expr(part.value), clock(part.clock);
  }
  void indicator(typed::Indicator& i) {
    scope(i.scope), expr(i.applies), reason(i.reason);
    for (auto& s : i.situations) {
      scope(s.scope), expr(s.applies), reason(s.reason);
      for (auto& card : s.cards) expr(card.when);
    }
  }
  void aggregate(typed::Aggregate& a) {
    scope(a.scope), expr(a.range), reason(a.reason), expr(a.left.value), expr(a.left.when);
    if (a.right) expr(a.right->value), expr(a.right->when);
    for (auto& by : a.by) expr(by);
  }

  Program& p_;
  std::vector<int> exprs_, clocks_, scopes_;
};

}  // namespace

void compact(Program& program) {
  Reach all(program);
  for (auto& i : program.indicators) {
    Reach own(program);
    own.indicator(i);
    i.uses_lists = own.lists;
    all.indicator(i);
  }
  for (const auto& a : program.aggregates) all.aggregate(a);
  drop(program.exprs, all.exprs), drop(program.clocks, all.clocks), drop(program.scopes, all.scopes);
  Renumber(program, all).run();
}

}  // namespace zs::sema
