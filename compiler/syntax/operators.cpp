#include "compiler/syntax/operators.h"

#include "compiler/syntax/tokens.h"

namespace zs::syntax {
namespace {
using Kind = ast::Expr::Kind;

constexpr StateRow kStates[] = {
    {Grammar::K_BELONGS_TO, Kind::kIn, 1},
    {Grammar::K_IN, Kind::kIn, 1},
    {Grammar::K_NOT_BELONGS_TO, Kind::kNotIn, 1},
    {Grammar::K_NOT_IN, Kind::kNotIn, 1},
    {Grammar::K_ALL_IN, Kind::kAllIn, 1},
    {Grammar::K_NOT_ALL_IN, Kind::kNotAllIn, 1},
    {Grammar::K_EXCEEDS, Kind::kExceeds, 1},
    {Grammar::K_HAS_ANY_OF, Kind::kAnyOf, 1},
    {Grammar::K_LASTS, Kind::kHolds, 1},
    {Grammar::K_THEN, Kind::kWithin, 2},
    {Grammar::K_BEFORE, Kind::kBefore, 1},
    {Grammar::K_AFTER, Kind::kAfter, 1},
    {Grammar::K_PRECEDES, Kind::kPrecedes, 2},
    {Grammar::K_HAPPENED, Kind::kHappened, 0},
    {Grammar::K_NOT_HAPPENED, Kind::kNotHappened, 0},
    {Grammar::K_IS_EMPTY, Kind::kIsEmpty, 0},
    {Grammar::K_IS_FILLED, Kind::kIsFilled, 0},
    {Grammar::K_IS_FIRST, Kind::kIsFirst, 0},
    {Grammar::K_OVERDUE, Kind::kOverdue, 0},
    {Grammar::K_RUNNING, Kind::kRunning, 0},
    {Grammar::K_PAUSED, Kind::kPaused, 0},
};

constexpr ArithmeticRow kArithmetic[] = {
    {Grammar::K_DEFAULT, Kind::kDefault, 3}, {Grammar::TIMES, Kind::kMul, 2}, {Grammar::DIVIDED, Kind::kDiv, 2},
    {Grammar::SLASH, Kind::kDiv, 2},         {Grammar::PLUS, Kind::kAdd, 1},  {Grammar::MINUS, Kind::kSub, 1},
};

}  // namespace

ast::CompareOp compare_op(int token) {
  using ast::CompareOp;
  switch (token) {
    case Grammar::EQ: case Grammar::K_EQUALS: return CompareOp::kEq;
    case Grammar::NE: case Grammar::K_DIFFERS_FROM: return CompareOp::kNe;
    case Grammar::LT: case Grammar::K_LESS_THAN: case Grammar::K_BELOW: case Grammar::K_FEWER_THAN: return CompareOp::kLt;
    case Grammar::LE: case Grammar::K_NOT_OVER: case Grammar::K_NOT_GREATER_THAN: case Grammar::K_NOT_ABOVE:
    case Grammar::K_NO_MORE_THAN: case Grammar::K_AT_MOST:
      return CompareOp::kLe;
    case Grammar::GT: case Grammar::K_OVER: case Grammar::K_GREATER_THAN: case Grammar::K_ABOVE: case Grammar::K_MORE_THAN:
      return CompareOp::kGt;
    default: return CompareOp::kGe;  // ≥ 不小于 不低于 不少于 至少 达到
  }
}

const StateRow* find_state(int token) {
  for (const StateRow& r : kStates)
    if (r.token == token) return &r;
  return nullptr;
}

const ArithmeticRow* find_arithmetic(int token) {
  for (const ArithmeticRow& r : kArithmetic)
    if (r.token == token) return &r;
  return nullptr;
}

}  // namespace zs::syntax
