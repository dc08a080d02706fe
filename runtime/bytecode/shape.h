#pragma once
// How the shape of an S register follows from its operands'. The compiler plans by it, the verifier checks by it.
#include "runtime/bytecode/program.h"

namespace zs::bytecode {

/// Shape of intersection and union: only two of the same half-bounded kind stay in it.
constexpr Shape join(Shape a, Shape b) noexcept { return a == b && a != Shape::I ? a : Shape::I; }

/// The shape of `op` over S operands of the given shapes (b is ignored by unary opcodes).
constexpr Shape shape_of(Opcode op, Shape a = Shape::I, Shape b = Shape::I) noexcept {
  switch (op) {
    case Opcode::kLift: case Opcode::kFrom: case Opcode::kBefore: case Opcode::kAfter:
    case Opcode::kClockOver: case Opcode::kClockSpan: return Shape::U;
    case Opcode::kSAnd: case Opcode::kSOr: return join(a, b);
    case Opcode::kSNot: return a == Shape::U ? Shape::D : a == Shape::D ? Shape::U : Shape::I;
    case Opcode::kSAndT: case Opcode::kSpreadS: case Opcode::kAny: case Opcode::kAtLeast: return a;
    case Opcode::kAllIn: return a == Shape::U ? Shape::U : Shape::I;   // a: the rows' visibility
    case Opcode::kHold: return a == Shape::U ? Shape::U : Shape::I;
    default: return Shape::I;
  }
}

}  // namespace zs::bytecode
