#pragma once
// The detail function of one indicator: what is needed to say why a card is shown or an answer is missing.
#include "compiler/ir/pools.h"
#include "compiler/typed/program.h"
#include "runtime/bytecode/program.h"

namespace zs::ir {

/// `silencers`: indicators that may silence this one; their conditions can leave it undecided too.
bytecode::Detail lower_detail(const typed::Program& program, Pools& pools, const typed::Indicator& indicator, const std::vector<int>& silencers);

}  // namespace zs::ir
