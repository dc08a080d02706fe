// Exact arithmetic of numbers and durations; constants fold.
#include "compiler/sema/build.h"
#include "compiler/sema/values.h"

#include <limits>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Expr;
using typed::Op;
using Wide = __int128;

std::optional<Rational> exact(Wide num, Wide den) {
  if (den == 0) return std::nullopt;
  if (den < 0) num = -num, den = -den;
  Wide a = num < 0 ? -num : num, b = den;
  while (b != 0) {
    const Wide r = a % b;
    a = b, b = r;
  }
  if (a > 1) num /= a, den /= a;
  constexpr Wide kMax = std::numeric_limits<int64_t>::max();
  if (num > kMax || num < -kMax || den > kMax) return std::nullopt;
  return Rational{static_cast<int64_t>(num), static_cast<int64_t>(den)};
}

std::optional<Rational> fold(AK op, Rational l, Rational r) {
  const Wide ln = l.num, ld = l.den, rn = r.num, rd = r.den;
  const auto fits = [](Wide x, Wide y, Wide& out) { return !__builtin_mul_overflow(x, y, &out); };
  Wide a = 0, b = 0, d = 0;
  if (!fits(ld, rd, d)) return std::nullopt;
  switch (op) {
    case AK::kAdd: case AK::kSub:
      if (!fits(ln, rd, a) || !fits(rn, ld, b)) return std::nullopt;
      return exact(op == AK::kAdd ? a + b : a - b, d);
    case AK::kMul: return fits(ln, rn, a) ? exact(a, d) : std::nullopt;
    default:
      if (!fits(ln, rd, a) || !fits(ld, rn, b)) return std::nullopt;
      return exact(a, b);
  }
}

ExprId too_large(Context& c, Span src) {
  c.report(Code::kNumberTooLarge, src);
  return kNone;
}

ExprId mixed_units(Context& c, Span src, ExprId l, ExprId r) {
  const auto name = [&](ExprId id) {
    const auto u = certain_unit(units_of(c, id));
    return u ? std::string(unit_name(*u)) : std::string("?");
  };
  c.report(Code::kMixedUnits, src, {name(l), name(r)})
      .also(c[l].src, "单位是" + name(l), "in " + name(l))
      .also(c[r].src, "单位是" + name(r), "in " + name(r));
  return kNone;
}

bool both_own_kind(Unit a, Unit b) { return a == b || (a == Unit::kOwnDay && is_day(b)) || (b == Unit::kOwnDay && is_day(a)); }

/// Two durations as constants of one unit, where that is exact by nature: 1小时 + 30分钟.
bool one_unit(const Expr& l, const Expr& r, Rational& a, Rational& b, Unit& unit) {
  a = l.number, b = r.number;
  if (both_own_kind(l.unit, r.unit)) {
    unit = l.unit == Unit::kOwnDay ? r.unit : l.unit;
    return true;
  }
  const auto x = seconds_of(l.unit), y = seconds_of(r.unit);
  if (!x || !y || !convertible(l.unit, r.unit)) return false;
  unit = *x < *y ? l.unit : r.unit;
  const auto ca = fold(AK::kMul, a, Rational::of(*x, std::min(*x, *y))), cb = fold(AK::kMul, b, Rational::of(*y, std::min(*x, *y)));
  if (!ca || !cb) return false;
  a = *ca, b = *cb;
  return true;
}

ExprId sum(Context& c, const ast::Expr& e, ExprId l, ExprId r) {
  const Op op = e.kind == AK::kAdd ? Op::kAdd : Op::kSub;
  if (c[l].op == Op::kNumber && c[r].op == Op::kNumber) {
    const auto n = fold(e.kind, c[l].number, c[r].number);
    return n ? make_number(c, *n, e.src) : too_large(c, e.src);
  }
  if (c[l].type.kind == Kind::kSpan) {
    if (c[l].op == Op::kSpan && c[r].op == Op::kSpan) {
      Rational a, b;
      Unit unit = Unit::kNoUnit;
      if (!one_unit(c[l], c[r], a, b, unit)) return mixed_units(c, e.src, l, r);
      const auto n = fold(e.kind, a, b);
      return n ? make_span(c, *n, unit, e.src) : too_large(c, e.src);
    }
    const auto x = certain_unit(units_of(c, l)), y = certain_unit(units_of(c, r));
    if (x && y && !both_own_kind(*x, *y)) return mixed_units(c, e.src, l, r);
  }
  return make_op(c, op, c[l].type, {l, r}, e.src);
}

ExprId product(Context& c, const ast::Expr& e, ExprId l, ExprId r) {
  if (c[l].type.kind == Kind::kSpan && c[r].type.kind == Kind::kSpan) {
    c.report(Code::kSpanTimesSpan, e.src);
    return kNone;
  }
  if (c[r].type.kind == Kind::kSpan) std::swap(l, r);  // the duration stands first
  if (is_constant(c, l) && is_constant(c, r)) {
    const auto n = fold(AK::kMul, c[l].number, c[r].number);
    if (!n) return too_large(c, e.src);
    return c[l].op == Op::kSpan ? make_span(c, *n, c[l].unit, e.src) : make_number(c, *n, e.src);
  }
  return make_op(c, Op::kMul, c[l].type, {l, r}, e.src);
}

ExprId quotient(Context& c, const ast::Expr& e, ExprId l, ExprId r, bool allowed) {
  const bool span_l = c[l].type.kind == Kind::kSpan, span_r = c[r].type.kind == Kind::kSpan;
  if (is_constant(c, r) && c[r].number.num == 0) {
    c.report(Code::kDivisionByZero, e.args[1]->src);
    return kNone;
  }
  if (!span_r && c[r].op == Op::kNumber) {  // by a constant: times its inverse, exactly
    const Rational inverse = Rational::of(c[r].number.den, c[r].number.num);
    return product(c, e, l, make_number(c, inverse, c[r].src));
  }
  if (span_r && !span_l) {
    c.report(Code::kNumberBySpan, e.src);
    return kNone;
  }
  if (span_l && !span_r) {
    c.report(Code::kQuotientPlace, e.src);
    return kNone;
  }
  if (span_l && !may_compare(units_of(c, l), units_of(c, r))) return mixed_units(c, e.src, l, r);
  if (!allowed) {
    c.report(Code::kQuotientPlace, e.src);
    return kNone;
  }
  return make_op(c, Op::kDiv, {Kind::kNumber}, {l, r}, e.src);
}

/// Numbers and durations only; events and dates get an explanation of their own.
ExprId operand(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId id = value(c, e, env);
  if (id == kNone) return kNone;
  switch (c[id].type.kind) {
    case Kind::kNumber: case Kind::kSpan: return id;
    case Kind::kEvent: case Kind::kInstant: case Kind::kDate: c.report(Code::kTimeArithmetic, e.src); return kNone;
    default: c.report(Code::kNotANumber, e.src, {type_zh(c, c[id].type), type_en(c, c[id].type)}); return kNone;
  }
}

}  // namespace

ExprId arithmetic(Context& c, const ast::Expr& e, const Env& env) {
  const bool quotient_allowed = std::exchange(c.quotient_allowed, false);
  const ExprId l = operand(c, *e.args[0], env);
  if (e.kind == AK::kNeg) {
    if (l == kNone) return kNone;
    const Rational n{-c[l].number.num, c[l].number.den};
    if (c[l].op == Op::kNumber) return make_number(c, n, e.src);
    if (c[l].op == Op::kSpan) return make_span(c, n, c[l].unit, e.src);
    return make_op(c, Op::kNeg, c[l].type, {l}, e.src);
  }
  const ExprId r = operand(c, *e.args[1], env);
  if (l == kNone || r == kNone) return kNone;
  if (e.kind == AK::kMul) return product(c, e, l, r);
  if (e.kind == AK::kDiv) return quotient(c, e, l, r, quotient_allowed);
  if (c[l].type.kind != c[r].type.kind) {
    const ExprId number = c[l].type.kind == Kind::kNumber ? l : r;
    if (c[number].op == Op::kNumber) c.report(Code::kMissingUnit, c[number].src, {std::string(c.sources.text(c[number].src))});
    else wrong_type(c, e.args[1]->src, c[l].type, c[r].type);
    return kNone;
  }
  return sum(c, e, l, r);
}

}  // namespace zs::sema
