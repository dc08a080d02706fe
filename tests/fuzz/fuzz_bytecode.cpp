// A pack that an enemy wrote: decoding refuses it, or the verifier does, or it runs within its bounds.
// The hash that guards against accidents is set right before decoding, so that mutations reach what lies behind it.
#include "runtime/bytecode/codec.h"
#include "tests/fuzz/untrusted.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

using namespace zs;

std::string text(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// Changes one thing of one instruction or register, somewhere in the program.
void disturb(bytecode::Program& program, std::mt19937& random) {
  std::vector<bytecode::Function*> functions;
  for (auto& f : program.functions) functions.push_back(&f);
  for (auto& i : program.indicators) functions.push_back(&i.detail.code);
  for (auto& a : program.aggregates) functions.push_back(&a.code_of);
  if (functions.empty()) return;
  bytecode::Function& f = *functions[random() % functions.size()];
  if (f.code.empty() || f.regs.empty()) return;
  bytecode::Instr& instr = f.code[random() % f.code.size()];
  const auto reg = static_cast<bytecode::Reg>(random() % (f.regs.size() + 1));
  switch (random() % 8) {
    case 0: instr.dst = reg; break;
    case 1: instr.src[random() % 6] = reg; break;
    case 2: instr.src[random() % 6] = bytecode::kNoReg; break;
    case 3: instr.imm = static_cast<int32_t>(random() % 64) - 2; break;
    case 4: instr.op = static_cast<bytecode::Opcode>(random() % 120); break;
    case 5: f.regs[random() % f.regs.size()].domain = reg; break;
    case 6: f.regs[random() % f.regs.size()].shape = static_cast<bytecode::Shape>(random() % 3); break;
    default: f.regs[random() % f.regs.size()].cls = static_cast<bytecode::RegClass>(random() % 7); break;
  }
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  std::mt19937 random(seed);
  if (random() % 4 != 0) {
    if (auto decoded = bytecode::decode(fuzz::sealed(text(data, size)))) {
      for (unsigned n = random() % 3 + 1; n > 0; --n) disturb(decoded->program, random);
      const std::string file = bytecode::encode(decoded->program);
      if (file.size() <= max_size) {
        std::memcpy(data, file.data(), file.size());
        return file.size();
      }
    }
  }
  return LLVMFuzzerMutate(data, size, max_size);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto decoded = bytecode::decode(fuzz::sealed(text(data, size)));
  if (decoded) fuzz::run(std::make_shared<const bytecode::Program>(std::move(decoded->program)));
  return 0;
}
