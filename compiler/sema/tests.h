#pragma once
// 测试: what is given, as it would stand in data, and what is expected.
#include "compiler/sema/context.h"

namespace zs::sema {

void check_tests(Context& c);

}  // namespace zs::sema
