#pragma once
// The opcode table as data: what the verifier, the disassembler and the documentation read.
#include "runtime/bytecode/program.h"

#include <span>
#include <string_view>

namespace zs::bytecode {

/// The table that an instruction's imm indexes.
enum class ImmTable : uint8_t {
  kNone, kField, kModel, kRefField, kConst, kSet, kText, kTruth, kCmp, kCmpConst, kPattern, kCount, kHold, kClockTest, kCalendar, kForce,
};

struct Operand {
  RegClass cls = RegClass::V;
  bool child = false;     // lives in another domain than the result: a child domain, or (spread) an outer one
  bool optional = false;  // may be kNoReg
};

struct OpcodeInfo {
  Opcode op{};
  std::string_view name;      // LoadValue
  std::string_view mnemonic;  // load.v
  RegClass result{};
  Operand operands[6];
  uint8_t operand_count = 0;
  ImmTable imm = ImmTable::kNone;
  std::string_view imm_name;  // kField
  std::string_view operand_text, meaning;
};

/// In the order of opcodes.def.
std::span<const OpcodeInfo> opcodes() noexcept;
/// Null for an id that the table does not have.
const OpcodeInfo* find_opcode(uint8_t id) noexcept;
std::string_view class_name(RegClass c) noexcept;
std::string_view cmp_name(Cmp c) noexcept;

/// The domain an opcode's child operands live in is its first operand (a D register); spread's operand lives around the result.
bool is_spread(Opcode op) noexcept;

}  // namespace zs::bytecode
