#include "compiler/ir/why.h"

namespace zs::ir {

using bytecode::Probe;
using typed::ExprId;
using typed::Op;

uint32_t WhyBuilder::joined(NodeId node, std::vector<uint32_t> children) {
  nodes_.push_back({node, std::move(children), {}});
  return static_cast<uint32_t>(nodes_.size() - 1);
}

uint32_t WhyBuilder::condition(ExprId id) {
  const typed::Expr& e = l_.program()[id];
  if (e.op == Op::kNamed) return condition(e.args[0]);
  if (e.op == Op::kCard) {
    const auto it = cards_.find(e.index);
    if (it != cards_.end()) return it->second;
  }
  WhyNode out;
  out.node = l_.truth(id).node;
  switch (e.op) {
    case Op::kAnd: case Op::kOr: case Op::kNot: case Op::kHold: case Op::kExists: case Op::kAtLeast:
      out.children.push_back(condition(e.args[0]));
      if (e.op == Op::kAnd || e.op == Op::kOr)
        for (size_t i = 1; i < e.args.size(); ++i) out.children.push_back(condition(e.args[i]));
      break;
    case Op::kClockCompare: case Op::kSpanOver: clock(e.index, e.args[0], out); break;
    case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: clock(e.index, typed::kNone, out); break;
    case Op::kIsNull: case Op::kIsSet: case Op::kTrue: case Op::kFalse: case Op::kUnknown: case Op::kIsFirst: break;
    case Op::kField: case Op::kRefField: case Op::kCoalesce: case Op::kGuard: operands(id, out, kNoNode); break;
    default:
      for (ExprId a : e.args) operands(a, out, kNoNode);
  }
  nodes_.push_back(std::move(out));
  return static_cast<uint32_t>(nodes_.size() - 1);
}

void WhyBuilder::clock(int index, ExprId threshold, WhyNode& out) {
  const typed::Clock& c = l_.program().clocks[static_cast<size_t>(index)];
  operands(c.start, out, kNoNode);
  if (c.limit != typed::kNone) operands(c.limit, out, kNoNode);
  if (threshold != typed::kNone) operands(threshold, out, kNoNode);
  for (const typed::Pause& p : c.pauses)
    if (p.when != typed::kNone) out.children.push_back(condition(p.when));
}

void WhyBuilder::probe_value(const model::Field& f, const std::string& prefix, NodeId node, NodeId given, NodeId within, WhyNode& out) {
  using model::FieldType;
  switch (f.type) {
    case FieldType::kSpan:
      out.probes.push_back({Probe::What::kSpanNumber, node, prefix + f.name, given, within});
      out.probes.push_back({Probe::What::kSpanUnit, node, prefix + f.unit_name, given, within});
      break;
    case FieldType::kTextList: case FieldType::kEnumList:
      out.probes.push_back({Probe::What::kList, node, prefix + f.name, given, within});
      break;
    case FieldType::kEvent: case FieldType::kRows: break;  // an event is never missing
    default: out.probes.push_back({Probe::What::kValue, node, prefix + f.name, given, within});
  }
}

void WhyBuilder::field(const typed::Expr& e, WhyNode& out, NodeId within) {
  const auto& p = l_.program();
  const auto& model = p.models.models[static_cast<size_t>(p.scopes[static_cast<size_t>(e.scope)].model)];
  const auto id = static_cast<ExprId>(&e - p.exprs.data());
  probe_value(model.fields[static_cast<size_t>(e.index)], "", l_.value(id).node, kNoNode, within, out);
}

void WhyBuilder::ref_field(const typed::Expr& e, WhyNode& out, NodeId within) {
  const auto& p = l_.program();
  const auto& model = p.models.models[static_cast<size_t>(e.model)];
  const typed::Expr& key = p[e.args[0]];
  const Val key_value = l_.value(e.args[0]);
  const NodeId row = l_.make(bytecode::Opcode::kRefRow, key_value.scope, {key_value.node}, e.model);
  std::string key_name = key.text;
  if (key.op == Op::kField) {
    const auto& owner = p.models.models[static_cast<size_t>(p.scopes[static_cast<size_t>(key.scope)].model)];
    key_name = owner.fields[static_cast<size_t>(key.index)].name;
  }
  out.probes.push_back({Probe::What::kValue, row, key_name, kNoNode, within});
  const auto id = static_cast<ExprId>(&e - p.exprs.data());
  probe_value(model.fields[static_cast<size_t>(e.index)], model.name + "的", l_.value(id).node, row, within, out);
}

void WhyBuilder::operands(ExprId id, WhyNode& out, NodeId within) {
  const typed::Expr& e = l_.program()[id];
  switch (e.op) {
    case Op::kField: field(e, out, within); break;
    case Op::kRefField: ref_field(e, out, within); break;
    case Op::kCoalesce: {
      const bool list = e.type.kind == typed::Kind::kTextList || e.type.kind == typed::Kind::kEnumList;
      const NodeId self = within != kNoNode || list ? within : l_.value(id).node;
      for (ExprId a : e.args) operands(a, out, self);
      break;
    }
    case Op::kGuard: {
      const NodeId self = within != kNoNode ? within : l_.value(id).node;
      if (l_.truth(e.args[0]).node != kNoNode) out.children.push_back(condition(e.args[0]));
      operands(e.args[1], out, self);
      break;
    }
    default:
      for (ExprId a : e.args) operands(a, out, within);
  }
}

}  // namespace zs::ir
