#pragma once
// Proves a pack safe to run: whatever it holds, the machine reads and writes only what it may.
#include "runtime/base/result.h"
#include "runtime/bytecode/program.h"

namespace zs::bytecode {

/// What a pack may be at most.
struct Limits {
  size_t registers = 20'000;       // of one function
  size_t instructions = 200'000;   // of one function
  size_t indicators = 10'000;
  size_t total_instructions = 5'000'000;
};

/// Operand classes, domains and shapes of every instruction, every register defined before it is read, every index within
/// its table, calendars and models well formed. Error: kUsage, saying where.
Status verify(const Program& program, const Limits& limits = {});

/// A bound on the work for one record: instructions of its function, and how deep the domains of nested lists go (an
/// instruction in a domain of depth k runs for up to (rows of a list)^k rows).
struct Cost {
  uint64_t per_record = 0;  // instructions at depth 0
  uint64_t per_row = 0;     // at depth 1
  uint64_t per_pair = 0;    // at depth 2 and more
  int depth = 0;
};
Cost cost(const Function& f);

}  // namespace zs::bytecode
