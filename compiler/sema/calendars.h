#pragma once
// 日历 declarations -> calendars, validated.
#include "compiler/sema/context.h"
#include "runtime/base/instant.h"

namespace zs::sema {

/// 2024-05-09.
std::string written(Day d);

void declare_calendars(Context& c, const std::vector<const ast::CalendarDecl*>& decls);

}  // namespace zs::sema
