#include "runtime/bytecode/opcode_info.h"

#include <array>

namespace zs::bytecode {

namespace {

constexpr RegClass class_of(char c) {
  switch (c) {
    case 'V': return RegClass::V;
    case 'T': return RegClass::T;
    case 'S': return RegClass::S;
    case 'L': return RegClass::L;
    case 'Q': return RegClass::Q;
    case 'P': return RegClass::P;
    default: return RegClass::D;
  }
}

/// Reads "D' V V?" into operands.
constexpr OpcodeInfo describe(Opcode op, std::string_view name, std::string_view mnemonic, RegClass result, std::string_view operands,
                              ImmTable imm, std::string_view imm_name, std::string_view meaning) {
  OpcodeInfo info{op, name, mnemonic, result, {}, 0, imm, imm_name, operands, meaning};
  for (const char c : operands) {
    if (c == '\'') info.operands[info.operand_count - 1].child = true;
    else if (c == '?') info.operands[info.operand_count - 1].optional = true;
    else if (c != ' ') info.operands[info.operand_count++].cls = class_of(c);
  }
  return info;
}

constexpr std::array kTable = {
#define ZS_OP(id, Name, mnemonic, result, operands, imm, meaning) \
  describe(Opcode::k##Name, #Name, mnemonic, RegClass::result, operands, ImmTable::imm, #imm, meaning),
#include "runtime/bytecode/opcodes.def"
#undef ZS_OP
};

}  // namespace

std::span<const OpcodeInfo> opcodes() noexcept { return kTable; }

const OpcodeInfo* find_opcode(uint8_t id) noexcept {
  static const auto by_id = [] {
    std::array<const OpcodeInfo*, 256> all{};
    for (const OpcodeInfo& i : kTable) all[static_cast<uint8_t>(i.op)] = &i;
    return all;
  }();
  return by_id[id];
}

std::string_view class_name(RegClass c) noexcept {
  constexpr std::string_view kNames[] = {"V", "T", "S", "L", "Q", "P", "D"};
  return kNames[static_cast<size_t>(c)];
}

std::string_view cmp_name(Cmp c) noexcept {
  constexpr std::string_view kNames[] = {"=", "≠", "<", "≤", ">", "≥"};
  return kNames[static_cast<size_t>(c)];
}

bool is_spread(Opcode op) noexcept {
  switch (op) {
    case Opcode::kSpreadV: case Opcode::kSpreadT: case Opcode::kSpreadS: case Opcode::kSpreadL: case Opcode::kSpreadQ: case Opcode::kSpreadP:
      return true;
    default: return false;
  }
}

}  // namespace zs::bytecode
