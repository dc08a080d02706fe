#pragma once
// A pack of bytecode as an embedding program holds it.
#include "runtime/base/result.h"
#include "runtime/bytecode/program.h"

#include <memory>
#include <string>
#include <string_view>

namespace zs::embed {

/// Immutable; shared by engines and threads.
struct Pack {
  std::shared_ptr<const bytecode::Program> program;
  std::string hash;   // 64 hexadecimal digits
};

/// A .zsb file, verified. Errors: it cannot be read (kIo), is no pack, damaged or of another version (kUsage).
Result<Pack> open_pack(const std::string& path);
/// The bytes of one; they are not kept.
Result<Pack> decode_pack(std::string_view bytes);
/// The kind of record that this name or code means. Error (kUsage): none; it lists those there are.
Result<int> record_kind(const bytecode::Program& program, std::string_view name);

}  // namespace zs::embed
