#pragma once
// A pack as text, one instruction a line, for people.
#include "runtime/bytecode/program.h"

#include <string>

namespace zs::bytecode {

/// The whole pack: head, calendars, each model's function with its cost, and the indicators with the registers of their cards.
/// With `details` the detail functions too. The pack must be verified.
std::string disassemble(const Program& program, bool details = false);
/// One function.
std::string disassemble(const Program& program, const Function& function);

}  // namespace zs::bytecode
