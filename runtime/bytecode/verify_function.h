#pragma once
// One function: classes, domains, shapes, definition before use.
#include "runtime/bytecode/verify.h"

#include <string>
#include <vector>

namespace zs::bytecode {

/// By register: whether the function defines it.
using Defined = std::vector<uint8_t>;

/// Tables that imm indexes must have been verified before.
Result<Defined> verify_function(const Program& p, const Function& f, const Limits& limits, const std::string& where);

/// Is domain `outer` the same as, or around, domain `inner`? Both are D registers of a function whose registers are well formed.
bool encloses(const Function& f, Reg outer, Reg inner) noexcept;

/// A refusal that says where.
Status refuse(const std::string& where, const std::string& why);

}  // namespace zs::bytecode
