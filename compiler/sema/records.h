#pragma once
// 记录 and 枚举 declarations -> record models.
#include "compiler/sema/context.h"

namespace zs::sema {

/// Fills program.models and Context::fields from the declarations. Defaults are checked later, where fields exist.
void declare_records(Context& c);
/// Checks every 缺省 once, used or not.
void check_defaults(Context& c);

}  // namespace zs::sema
