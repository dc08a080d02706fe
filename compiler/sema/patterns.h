#pragma once
// 句式 and patterns as RE2.
#include "compiler/sema/context.h"

namespace zs::sema {

/// One alternative of a 句式 as a regular expression: ×× is any non-empty text, [a|b] are alternatives (which may
/// hold ××), everything else stands for itself. nullopt where brackets do not match.
std::optional<std::string> pattern_of(std::string_view text);
/// 文本 合|不合 句式.
ExprId matches(Context& c, const ast::Expr& e, const Env& env);
/// The index of a declared pattern in the program, made on first use; kNone where it is wrong (reported).
int pattern_index(Context& c, const ast::PatternDecl& decl);

}  // namespace zs::sema
