#pragma once
// 参数 … { 地区 1501 = … }: values that depend on where a case is handled.
#include "compiler/sema/context.h"

namespace zs::sema {

/// The field that says where: 行政区划 of the record that is judged.
inline constexpr const char* kRegionField = "行政区划";

/// The value for the record's region: that of the longest code that its 行政区划 begins with (150102 belongs to 1501 and to 15),
/// else the parameter's own. Without 行政区划 the value is missing, not guessed.
ExprId regional_value(Context& c, const ast::ParameterDecl& p, const Env& env, Span use, const typed::Type* expected);

}  // namespace zs::sema
