#pragma once
// A compiled pack as bytes. Layout, all numbers little-endian:
//
//   "ZSPK" | u16 version | u16 reserved (0) | u64 payload bytes | 32 bytes SHA-256 of the payload | payload
//
// The payload is the Program, field by field in the order of program.h: integers in their own width, lists and texts with a
// u32 count before them, optional values with a u8 before them. The data bindings follow, where the pack has any: version 3.
// The SHA-256 of the payload names the pack (pack_hash).
#include "runtime/base/result.h"
#include "runtime/bytecode/program.h"

#include <string>
#include <string_view>

namespace zs::bytecode {

inline constexpr uint16_t kFormatVersion = 2;
inline constexpr uint16_t kFormatWithBindings = 3;  // an older program must not run such a pack as if it had none

std::string encode(const Program& program);
/// The hash that names this pack, as 64 hexadecimal digits.
std::string pack_hash(const Program& program);

struct Decoded {
  Program program;
  std::string hash;
};
/// Reads and verifies. Error (kUsage): not a pack, another version, damaged, or not sound. Never crashes, whatever the bytes.
Result<Decoded> decode(std::string_view bytes);

}  // namespace zs::bytecode
