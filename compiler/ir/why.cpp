#include "compiler/ir/why.h"

namespace zs::ir {

using typed::Expr;
using typed::ExprId;
using typed::Op;

uint32_t WhyBuilder::add(Ask ask, NodeId node, Children children, std::string name) {
  nodes_.push_back({ask, node, std::move(children), std::move(name)});
  return static_cast<uint32_t>(nodes_.size() - 1);
}

uint32_t WhyBuilder::joined(NodeId node, Children children) { return add(Ask::kOpen, node, std::move(children)); }

uint32_t WhyBuilder::condition(ExprId id) {
  const Expr& e = l_.program()[id];
  if (e.op == Op::kNamed) return condition(e.args[0]);
  if (e.op == Op::kCard) {
    const auto it = cards_.find(e.index);
    if (it != cards_.end()) return it->second;
  }
  const NodeId node = l_.truth(id).node;
  Children children;
  switch (e.op) {
    case Op::kAnd: case Op::kOr: case Op::kNot: case Op::kHold: case Op::kExists: case Op::kAtLeast:
      children.push_back(condition(e.args[0]));
      if (e.op == Op::kAnd || e.op == Op::kOr)
        for (size_t i = 1; i < e.args.size(); ++i) children.push_back(condition(e.args[i]));
      break;
    case Op::kClockCompare: case Op::kSpanOver: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: clock(e, children); break;
    case Op::kIsNull: case Op::kIsSet: case Op::kTrue: case Op::kFalse: case Op::kUnknown: case Op::kIsFirst: break;
    case Op::kField: case Op::kRefField: case Op::kCoalesce: case Op::kGuard: operand(id, children); break;
    default: operands(e, children);
  }
  return add(e.op == Op::kHold ? Ask::kHeld : Ask::kOpen, node, std::move(children));
}

void WhyBuilder::clock(const Expr& e, Children& to) {
  const typed::Clock& c = l_.program().clocks[static_cast<size_t>(e.index)];
  operand(c.start, to);
  if (c.end != typed::kNone) operand(c.end, to);
  const bool counts = e.op != Op::kClockRunning && e.op != Op::kClockPaused;
  if (counts && c.limit != typed::kNone) operand(c.limit, to);
  if (counts) operands(e, to);
  for (const typed::Pause& p : c.pauses) {
    if (p.when == typed::kNone) continue;
    const uint32_t when = condition(p.when);
    if (p.rows == typed::kNone) {
      to.push_back(when);
      continue;
    }
    // Asked of every row of the list's owner, also where the clock itself stands in one of them; and only where there are rows.
    const uint32_t row = add(Ask::kOpen, l_.in(l_.truth(p.when), p.rows), {when});
    to.push_back(add(Ask::kOpen, l_.make(bytecode::Opcode::kTConst, l_.program().scopes[static_cast<size_t>(p.rows)].owner, {}, 2), {row}));
  }
}

void WhyBuilder::field(const model::Field& f, const std::string& prefix, NodeId node, Children& to) {
  using model::FieldType;
  switch (f.type) {
    case FieldType::kSpan:
      to.push_back(add(Ask::kNoNumber, node, {}, prefix + f.name));
      to.push_back(add(Ask::kNoUnit, node, {}, prefix + f.unit_name));
      break;
    case FieldType::kTextList: case FieldType::kEnumList: to.push_back(add(Ask::kNoList, node, {}, prefix + f.name)); break;
    case FieldType::kEvent: case FieldType::kRows: break;  // an event is never missing
    default: to.push_back(add(Ask::kNoValue, node, {}, prefix + f.name));
  }
}

WhyBuilder::Ask WhyBuilder::whole(const Expr& e) const {
  using typed::Kind;
  if (e.type.kind == Kind::kTextList || e.type.kind == Kind::kEnumList) return Ask::kNoList;
  return e.type.kind == Kind::kSpan ? Ask::kNoSpan : Ask::kNoValue;
}

void WhyBuilder::operands(const Expr& e, Children& to) {
  for (const ExprId a : e.args) operand(a, to);
}

void WhyBuilder::operand(ExprId id, Children& to) {
  const auto& p = l_.program();
  const Expr& e = p[id];
  if (e.type.kind == typed::Kind::kEvent) return;  // an event is never missing
  const auto field_of = [&](int model) -> const model::Field& { return p.models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(e.index)]; };
  switch (e.op) {
    case Op::kField: field(field_of(p.scopes[static_cast<size_t>(e.scope)].model), "", l_.value(id).node, to); break;
    case Op::kRefField:
      operands(e, to);  // the key
      field(field_of(e.model), p.models.models[static_cast<size_t>(e.model)].name + "的", l_.value(id).node, to);
      break;
    case Op::kCoalesce: {
      // Each default is asked where all before it are wholly absent: a span of which half is given gives way to nothing.
      const Ask absent = whole(e) == Ask::kNoList ? Ask::kNoList : Ask::kNoValue;
      Children children;
      for (size_t i = e.args.size(); i-- > 0;) {
        Children here;
        operand(e.args[i], here);
        if (i + 1 < e.args.size()) here.push_back(add(absent, l_.value(e.args[i]).node, std::move(children)));
        children = std::move(here);
      }
      to.push_back(add(whole(e), l_.value(id).node, std::move(children)));
      break;
    }
    case Op::kGuard: {
      Children children{condition(e.args[0])}, inner;
      operand(e.args[1], inner);
      children.push_back(add(Ask::kAlways, l_.truth(e.args[0]).node, std::move(inner)));
      to.push_back(add(whole(e), l_.value(id).node, std::move(children)));
      break;
    }
    default: operands(e, to);
  }
}

}  // namespace zs::ir
