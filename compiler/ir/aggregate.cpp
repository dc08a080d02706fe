#include "compiler/ir/aggregate.h"

#include "compiler/ir/indicator.h"
#include "compiler/ir/reason.h"

namespace zs::ir {

namespace {

struct TermNodes {
  NodeId value = kNoNode, when = kNoNode;
};

TermNodes lower_term(Lowerer& l, const typed::Aggregate::Term& t, typed::ScopeId scope) {
  TermNodes out;
  if (t.value != typed::kNone) out.value = l.in(l.exact(t.value), scope);
  if (t.when != typed::kNone) out.when = l.in(l.truth(t.when), scope);
  return out;
}

}  // namespace

bytecode::Aggregate lower_aggregate(const typed::Program& p, Pools& pools, const typed::Aggregate& a) {
  Lowerer l(p, pools);
  std::vector<NodeId> outputs;
  std::vector<PartNodes> by;
  for (const typed::ExprId id : a.by) by.push_back(lower_shown(l, id, a.scope));
  for (const PartNodes& k : by) outputs.push_back(k.reg);
  const NodeId judged = judged_set(l, typed::in_force(p, a.versions), a.model);
  const NodeId range = a.range == typed::kNone ? kNoNode : l.in(l.truth(a.range), a.scope);
  const TermNodes left = lower_term(l, a.left, a.scope);
  const TermNodes right = a.right ? lower_term(l, *a.right, a.scope) : TermNodes{};
  const std::vector<PartNodes> reason = lower_reason(l, a.reason, a.scope, outputs);
  for (NodeId n : {judged, range, left.value, left.when, right.value, right.when})
    if (n != kNoNode) outputs.push_back(n);
  const emit::Emitted e = emit::emit(l.graph(), a.model, outputs, false);
  auto reg = [&](NodeId n) { return n == kNoNode ? bytecode::kNoReg : e.reg_of[static_cast<size_t>(n)]; };
  auto term = [&](const typed::Aggregate::Term& t, const TermNodes& n) {
    return bytecode::AggregateTerm{static_cast<bytecode::AggregateFn>(static_cast<uint8_t>(t.fn)), reg(n.value), reg(n.when)};
  };

  bytecode::Aggregate out;
  out.code = a.code;
  out.name = a.name;
  out.model = a.model;
  out.category = a.category;
  out.actions = a.actions;
  for (const typed::Quote& q : a.quotes) out.clauses.push_back(q.clause);
  out.card = static_cast<uint8_t>(a.card);
  out.code_of = e.function;
  out.judged = reg(judged);
  out.range = reg(range);
  out.by = with_registers(by, e);
  out.left = term(a.left, left);
  out.has_right = a.right.has_value();
  if (a.right) out.right = term(*a.right, right);
  out.cmp = static_cast<bytecode::Cmp>(static_cast<uint8_t>(a.cmp));
  out.threshold_num = a.threshold.num;
  out.threshold_den = a.threshold.den;
  out.at = a.at;
  out.every_year_end = a.every_year_end;
  out.reason = with_registers(reason, e);
  return out;
}

}  // namespace zs::ir
