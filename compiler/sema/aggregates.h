#pragma once
// 统计指标.
#include "compiler/sema/context.h"

namespace zs::sema {

void check_aggregates(Context& c);

}  // namespace zs::sema
