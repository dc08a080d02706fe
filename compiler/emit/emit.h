#pragma once
// From a graph to a function of the machine: what is needed, in order, in as few registers as may be.
#include "compiler/ir/graph.h"

#include <vector>

namespace zs::emit {

struct Emitted {
  bytecode::Function function;
  std::vector<bytecode::Reg> reg_of;  // by node; kNoReg where the node was not needed
};

/// `outputs` stay readable after the run. With `share` false no register is used twice, so that every needed value
/// can be read afterwards (detail functions). Registers are numbered from 0, the records' domain.
Emitted emit(const ir::Graph& graph, int32_t model, const std::vector<ir::NodeId>& outputs, bool share);

}  // namespace zs::emit
