#pragma once
// 理由 templates: their values as nodes first, as registers once the function is laid out.
#include "compiler/emit/emit.h"
#include "compiler/ir/lowerer.h"

namespace zs::ir {

struct PartNodes {
  bytecode::ReasonPart part;
  NodeId reg = kNoNode, end = kNoNode, limit = kNoNode, pauses = kNoNode;
};

/// Values and clocks of the template in `scope`; their nodes are added to `outputs`.
std::vector<PartNodes> lower_reason(Lowerer& l, const std::vector<typed::ReasonPart>& parts, typed::ScopeId scope, std::vector<NodeId>& outputs);
/// A value alone, printed as a 理由 prints it.
PartNodes lower_shown(Lowerer& l, typed::ExprId value, typed::ScopeId scope);
std::vector<bytecode::ReasonPart> with_registers(const std::vector<PartNodes>& parts, const emit::Emitted& emitted);

}  // namespace zs::ir
