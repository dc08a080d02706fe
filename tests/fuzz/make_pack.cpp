// The packs that the fuzzers start from, made by the compiler of the same build: zs_fuzz_make_pack RULES PACK
#include "compiler/compile.h"
#include "compiler/diagnostics/render.h"
#include "compiler/ir/lower.h"
#include "runtime/bytecode/codec.h"

#include <cstdio>
#include <fstream>

int main(int argc, char** argv) {
  using namespace zs;
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s RULES PACK\n", argv[0]);
    return 2;
  }
  const Compilation compiled = compile(argv[1]);
  if (!compiled.program) {
    std::fputs(diag::render_human(compiled.sources, compiled.diagnostics, {diag::Language::kEnglish}).c_str(), stderr);
    return 2;
  }
  const auto program = ir::lower(*compiled.program);
  if (!program) {
    std::fprintf(stderr, "%s: %s\n", argv[1], program.error().error.en.c_str());
    return 2;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << bytecode::encode(*program);
  return out.flush() ? 0 : 5;
}
