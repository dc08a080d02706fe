#include "testing/walk.h"

#include <algorithm>

namespace zs::testing {
namespace {

using typed::ExprId;
using typed::Op;

class Walk {
 public:
  explicit Walk(const typed::Program& p) : p_(p), seen_(p.exprs.size()), clock_seen_(p.clocks.size()) {}

  void expr(ExprId id) {
    if (id == typed::kNone || seen_[static_cast<size_t>(id)]) return;
    seen_[static_cast<size_t>(id)] = true;
    const typed::Expr& e = p_[id];
    if (e.type.kind == typed::Kind::kTruth && settled(p_, id)) return;
    out.exprs.push_back(id);
    for (const ExprId a : e.args) expr(a);
    switch (e.op) {
      case Op::kClockCompare:
      case Op::kClockOver:
      case Op::kClockRunning:
      case Op::kClockPaused:
      case Op::kSpanOver: clock(e.index); break;
      default: break;
    }
  }

  Reach out;

 private:
  void clock(int index) {
    if (clock_seen_[static_cast<size_t>(index)]) return;
    clock_seen_[static_cast<size_t>(index)] = true;
    out.clocks.push_back(index);
    const typed::Clock& k = p_.clocks[static_cast<size_t>(index)];
    for (const ExprId e : {k.start, k.end, k.limit}) expr(e);
    for (const auto& pause : k.pauses)
      for (const ExprId e : {pause.from, pause.to, pause.when}) expr(e);
  }

  const typed::Program& p_;
  std::vector<bool> seen_, clock_seen_;
};

}  // namespace

Reach reach(const typed::Program& program, int indicator) {
  Walk walk(program);
  const typed::Indicator& i = program.indicators[static_cast<size_t>(indicator)];
  walk.expr(i.applies);
  for (const auto& s : i.situations) {
    if (never(program, s.applies)) continue;
    walk.expr(s.applies);
    for (const auto& rule : s.cards) walk.expr(rule.when);
  }
  return std::move(walk.out);
}

std::vector<int> silenced_by(const typed::Program& program, int indicator) {
  std::vector<int> all = {indicator};
  for (size_t next = 0; next < all.size(); ++next)
    for (const int s : program.indicators[static_cast<size_t>(all[next])].supersedes)
      if (std::find(all.begin(), all.end(), s) == all.end()) all.push_back(s);
  return all;
}

bool is_condition(const typed::Expr& e) {
  if (e.type.kind != typed::Kind::kTruth) return false;
  switch (e.op) {
    case Op::kTrue:
    case Op::kFalse:
    case Op::kUnknown:
    case Op::kNamed:
    case Op::kNot: return false;
    default: return true;
  }
}

}  // namespace zs::testing
