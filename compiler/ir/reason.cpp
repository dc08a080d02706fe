#include "compiler/ir/reason.h"

namespace zs::ir {

namespace {

model::FieldType printed_as(const typed::Expr& e, int scale) {
  using model::FieldType;
  using typed::Kind;
  switch (e.type.kind) {
    case Kind::kText: return FieldType::kText;
    case Kind::kNumber: return scale == kDecimalScale ? FieldType::kDecimal : FieldType::kInteger;
    case Kind::kBool: case Kind::kTruth: return FieldType::kBool;
    case Kind::kDate: return FieldType::kDate;
    case Kind::kInstant: return FieldType::kInstant;
    case Kind::kEvent: return FieldType::kEvent;
    case Kind::kEnum: return FieldType::kEnum;
    case Kind::kSpan: return FieldType::kSpan;
    case Kind::kTextList: return FieldType::kTextList;
    case Kind::kEnumList: return FieldType::kEnumList;
  }
  return FieldType::kText;
}

PartNodes lower_clock_part(Lowerer& l, const typed::ReasonPart& part, typed::ScopeId scope) {
  const ClockParts c = l.clock(part.clock, typed::kNone, scope);
  PartNodes out;
  out.part.clock = c.test;
  out.reg = c.start;
  out.end = c.end;
  out.limit = c.limit;
  out.pauses = c.pauses;
  return out;
}

}  // namespace

PartNodes lower_shown(Lowerer& l, typed::ExprId value, typed::ScopeId scope) {
  const typed::Expr& e = l.program()[value];
  const Val v = l.value(value);
  PartNodes out;
  out.part.what = bytecode::ReasonPart::What::kValue;
  out.part.type = printed_as(e, v.scale);
  out.part.enumeration = e.type.enumeration;
  out.reg = l.in(v, scope);
  return out;
}

std::vector<PartNodes> lower_reason(Lowerer& l, const std::vector<typed::ReasonPart>& parts, typed::ScopeId scope, std::vector<NodeId>& outputs) {
  using What = typed::ReasonPart::What;
  std::vector<PartNodes> out;
  for (const typed::ReasonPart& p : parts) {
    out.push_back(p.what == What::kText ? PartNodes{} : p.what == What::kValue ? lower_shown(l, p.value, scope) : lower_clock_part(l, p, scope));
    out.back().part.what = static_cast<bytecode::ReasonPart::What>(static_cast<uint8_t>(p.what));
    out.back().part.text = p.text;
    for (NodeId n : {out.back().reg, out.back().end, out.back().limit, out.back().pauses})
      if (n != kNoNode) outputs.push_back(n);
  }
  return out;
}

std::vector<bytecode::ReasonPart> with_registers(const std::vector<PartNodes>& parts, const emit::Emitted& emitted) {
  auto reg = [&](NodeId n) { return n == kNoNode ? bytecode::kNoReg : emitted.reg_of[static_cast<size_t>(n)]; };
  std::vector<bytecode::ReasonPart> out;
  for (const PartNodes& p : parts) {
    out.push_back(p.part);
    out.back().reg = reg(p.reg);
    out.back().end = reg(p.end);
    out.back().limit = reg(p.limit);
    out.back().pauses = reg(p.pauses);
  }
  return out;
}

}  // namespace zs::ir
