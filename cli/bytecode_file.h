#pragma once
// Packs of bytecode as files.
#include "runtime/bytecode/codec.h"

#include <string>

namespace zs::cli {

/// By its name or by its first bytes, whatever it is called.
bool is_bytecode(const std::string& path);

/// Reads and verifies; errors name the file. A damaged or hostile file is refused with kUsage.
Result<bytecode::Decoded> read_bytecode(const std::string& path);

}  // namespace zs::cli
