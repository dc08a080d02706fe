// A pack that an enemy wrote: decoding refuses it, or the verifier does, or it runs within its bounds.
// The hash that guards against accidents is set right before decoding, so that mutations reach what lies behind it.
#include "runtime/bytecode/codec.h"
#include "runtime/bytecode/sha256.h"
#include "runtime/vm/engine.h"
#include "tests/fuzz/tiny_table.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

using namespace zs;

constexpr size_t kHeader = 48;  // magic, version, length, hash: see codec.h

/// Sets length and hash of a file to what its payload says.
std::string sealed(std::string file) {
  if (file.size() < kHeader) return file;
  const std::string_view payload = std::string_view(file).substr(kHeader);
  const uint64_t length = payload.size();
  for (size_t i = 0; i < 8; ++i) file[8 + i] = static_cast<char>(length >> (8 * i));
  const auto hash = bytecode::sha256(payload);
  std::memcpy(file.data() + 16, hash.data(), hash.size());
  return file;
}

std::string text(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// Changes one thing of one instruction or register, somewhere in the program.
void disturb(bytecode::Program& program, std::mt19937& random) {
  std::vector<bytecode::Function*> functions;
  for (auto& f : program.functions) functions.push_back(&f);
  for (auto& i : program.indicators) functions.push_back(&i.detail.code);
  if (functions.empty()) return;
  bytecode::Function& f = *functions[random() % functions.size()];
  if (f.code.empty() || f.regs.empty()) return;
  bytecode::Instr& instr = f.code[random() % f.code.size()];
  const auto reg = static_cast<bytecode::Reg>(random() % (f.regs.size() + 1));
  switch (random() % 7) {
    case 0: instr.dst = reg; break;
    case 1: instr.src[random() % 6] = reg; break;
    case 2: instr.src[random() % 6] = bytecode::kNoReg; break;
    case 3: instr.imm = static_cast<int32_t>(random() % 64) - 2; break;
    case 4: instr.op = static_cast<bytecode::Opcode>(random() % 120); break;
    case 5: f.regs[random() % f.regs.size()].domain = reg; break;
    default: f.regs[random() % f.regs.size()].cls = static_cast<bytecode::RegClass>(random() % 7); break;
  }
}

void run(std::shared_ptr<const bytecode::Program> program) {
  const model::Models& models = program->models;
  std::vector<columns::Table> tables;
  for (size_t m = 0; m < models.models.size(); ++m) tables.push_back(fuzz::tiny_table(models, static_cast<int>(m), 5));
  std::vector<const columns::Table*> references;
  for (const auto& t : tables) references.push_back(&t);
  auto engine = vm::Engine::load(program, references);
  if (!engine) return;
  vm::RunOptions options;
  options.as_of = start_of(19'990);
  options.batch_size = 3;
  options.want_schedule = true;
  for (size_t m = 0; m < tables.size(); ++m)
    if (!models.models[m].is_row) engine->run(tables[m], options);
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  std::mt19937 random(seed);
  if (random() % 4 != 0) {
    if (auto decoded = bytecode::decode(sealed(text(data, size)))) {
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
  auto decoded = bytecode::decode(sealed(text(data, size)));
  if (decoded) run(std::make_shared<const bytecode::Program>(std::move(decoded->program)));
  return 0;
}
