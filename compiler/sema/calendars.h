#pragma once
// 日历 declarations -> calendars, validated.
#include "compiler/sema/context.h"

namespace zs::sema {

void declare_calendars(Context& c, const std::vector<const ast::CalendarDecl*>& decls);

}  // namespace zs::sema
