// Which fields an indicator looks at, whatever the record.
#include "oracle/draw.h"

namespace zs::oracle {

using typed::ExprId;
using typed::Op;

namespace {

class Look {
 public:
  explicit Look(const typed::Program& p) : p_(p) {}

  void at(ExprId id) {
    if (id == typed::kNone || !expressions_.insert(id).second) return;
    const typed::Expr& e = p_[id];
    if (e.op == Op::kField) found.insert({p_.scopes[static_cast<size_t>(e.scope)].model, e.index});
    if (e.op == Op::kClockCompare || e.op == Op::kClockOver || e.op == Op::kClockRunning || e.op == Op::kClockPaused || e.op == Op::kSpanOver)
      at_clock(e.index);
    for (const ExprId arg : e.args) at(arg);
  }

  void at(const std::vector<typed::ReasonPart>& reason) {
    for (const auto& part : reason) {
      at(part.value);
      if (part.clock != typed::kNone) at_clock(part.clock);
    }
  }

  std::set<std::pair<int, int>> found;

 private:
  void at_clock(int index) {
    if (!clocks_.insert(index).second) return;
    const typed::Clock& k = p_.clocks[static_cast<size_t>(index)];
    for (const ExprId id : {k.start, k.end, k.limit}) at(id);
    for (const auto& pause : k.pauses)
      for (const ExprId id : {pause.from, pause.to, pause.when}) at(id);
  }

  const typed::Program& p_;
  std::set<ExprId> expressions_;
  std::set<int> clocks_;
};

}  // namespace

std::set<std::pair<int, int>> fields_of(const typed::Program& p, const typed::Indicator& i) {
  Look look(p);
  look.at(i.applies);
  look.at(i.reason);
  for (const auto& s : i.situations) {
    look.at(s.applies);
    look.at(s.reason);
    for (const auto& rule : s.cards) look.at(rule.when);
  }
  return look.found;
}

}  // namespace zs::oracle
