#include "compiler/typed/settled.h"

namespace zs::typed {

std::optional<bool> settled(const Program& p, ExprId id) {
  const Expr& e = p[id];
  switch (e.op) {
    case Op::kTrue: return true;
    case Op::kFalse: return false;
    case Op::kNamed: return settled(p, e.args[0]);
    case Op::kNot: {
      const auto of = settled(p, e.args[0]);
      return of ? std::optional<bool>(!*of) : std::nullopt;
    }
    case Op::kAnd:
    case Op::kOr: {
      const bool decisive = e.op == Op::kOr;
      bool all = true;
      for (const ExprId a : e.args) {
        const auto of = settled(p, a);
        if (of && *of == decisive) return decisive;
        all = all && of;
      }
      return all ? std::optional<bool>(!decisive) : std::nullopt;
    }
    default: return std::nullopt;
  }
}

bool never(const Program& program, ExprId id) { return id != kNone && settled(program, id) == false; }

}  // namespace zs::typed
