#pragma once
// A function of a pack made over for whole timelines: what is dear to ask of pairs of rows is asked of their list instead.
#include "runtime/bytecode/program.h"

#include <memory>
#include <vector>

namespace zs::vm {

struct Lines {
  struct Cards {
    std::vector<bytecode::Reg> own;                // S, by card; kNoReg where it never shows
    bytecode::Reg silenced = bytecode::kNoReg;     // S
  };

  bytecode::Function function;
  std::vector<Cards> indicators;                   // those of the model, in the program's order
  bytecode::Reg judged = bytecode::kNoReg;         // S
  std::vector<bytecode::Reg> judged_in;            // S, by version; empty where there is one version
};

/// Of a verified program; `function` indexes its functions. The result passes the verifier as well.
std::unique_ptr<const Lines> make_lines(const bytecode::Program& program, size_t function);

}  // namespace zs::vm
