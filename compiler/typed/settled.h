#pragma once
// What the chosen 口径 settle once and for all.
#include "compiler/typed/program.h"

#include <optional>

namespace zs::typed {

/// The truth of a condition that hangs on constants alone.
std::optional<bool> settled(const Program& program, ExprId condition);
/// Settled, and not to hold. A condition that is not written (kNone) is no such.
bool never(const Program& program, ExprId condition);

}  // namespace zs::typed
