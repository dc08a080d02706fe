#pragma once
// 统计指标 to their functions.
#include "compiler/ir/pools.h"
#include "compiler/typed/program.h"
#include "runtime/bytecode/program.h"

namespace zs::ir {

bytecode::Aggregate lower_aggregate(const typed::Program& program, Pools& pools, const typed::Aggregate& aggregate);

}  // namespace zs::ir
