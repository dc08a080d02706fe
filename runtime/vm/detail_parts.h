#pragma once
// The detail function of an indicator in two: what its findings carry, and which values are missing. Few rows need both.
#include "runtime/bytecode/program.h"

namespace zs::vm {

/// What findings carry: without questions, and without the instructions that only those need.
bytecode::Detail carrying_part(const bytecode::Detail& d);
/// What is missing: without reasons, likewise.
bytecode::Detail asking_part(const bytecode::Detail& d);

}  // namespace zs::vm
