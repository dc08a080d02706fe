#pragma once
// What a forger does to a pack, and what becomes of whoever runs it: for the fuzzer and for tests/bytecode.
#include "runtime/bytecode/program.h"

#include <memory>
#include <string>

namespace zs::fuzz {

/// The bytes of a pack's header: magic, version, length, hash. See runtime/bytecode/codec.h.
inline constexpr size_t kHeader = 48;

/// The file with the length and the hash that its payload has.
std::string sealed(std::string file);

/// Judges a few records of every model, and answers the statistics. Nothing is returned: it must only end well.
void run(std::shared_ptr<const bytecode::Program> program);

}  // namespace zs::fuzz
