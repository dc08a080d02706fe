#pragma once
// 修改 and 停用: what an overlay does to the declarations that it inherits.
#include "compiler/sema/context.h"

#include <deque>

namespace zs::sema {

/// Declarations made here; they live as long as the check, and never move.
using Made = std::deque<ast::Item>;

/// Puts an amended copy of the inherited declaration in its place. Clauses that 修改 writes take the place of the inherited
/// ones: 参数, 条件, 时限, 口径 and 情形 of the same name (时限 and 情形 clause by clause), all 当 of the same card, 适用, 归类, 取代,
/// 理由; what has a new name is added, 依据 are added too. Reports what amends nothing.
void amend(Context& c, const ast::AmendDecl& d, Made& made);
/// Takes indicators out.
void suspend(Context& c, const ast::SuspendDecl& d);

}  // namespace zs::sema
