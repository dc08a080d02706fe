#pragma once
// A function of a pack made over for one question: which cards are on the table at T? A set of instants becomes the truth
// whether it holds at T, which is all that unions, intersections and complements need; only 持续 still asks for its operand's set.
#include "runtime/bytecode/program.h"

#include <memory>
#include <vector>

namespace zs::vm {

struct Moment {
  struct Cards {
    std::vector<bytecode::Reg> own;                // T, by card; kNoReg where it never shows
    bytecode::Reg silenced = bytecode::kNoReg;     // T
  };
  /// When the rule set judges a record.
  enum class Judged : uint8_t { kAlways, kPeriod, kSet } how = Judged::kSet;

  bytecode::Function function;
  std::vector<Cards> indicators;                   // those of the model, in the program's order
  bytecode::Reg known = bytecode::kNoReg;          // T of the records: t.known
  int32_t force = -1;                              // kPeriod
  bytecode::Reg governing = bytecode::kNoReg;      // kPeriod: V, the governing event; kNoReg without one
  bytecode::Reg judged = bytecode::kNoReg;         // kSet: S
};

/// Of a verified program; `function` indexes its functions. The result passes the verifier as well.
std::unique_ptr<const Moment> make_moment(const bytecode::Program& program, size_t function);

}  // namespace zs::vm
