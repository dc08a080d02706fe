#pragma once
// What an unknown name was probably meant to be.
#include "compiler/sema/context.h"

namespace zs::sema {

/// Reports a name that means nothing here in the way that helps most, with a fix where one is certain: 三个工作日, words that run
/// together, 未办结, a field of a row or of a referenced record. False where nothing better than "unknown" can be said: nothing
/// is reported then.
bool explain_unknown(Context& c, const ast::Name& name, const Env& env, unsigned meanings);

}  // namespace zs::sema
