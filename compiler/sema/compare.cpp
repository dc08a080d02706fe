// Comparisons: labels take their meaning from the other side, units must agree, sizes stay exact.
#include "compiler/sema/build.h"
#include "compiler/sema/clocks.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

#include <algorithm>
#include <cmath>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Cmp;
using typed::Op;

Cmp cmp_of(ast::CompareOp op) { return static_cast<Cmp>(op); }
static_assert(static_cast<int>(Cmp::kGe) == static_cast<int>(ast::CompareOp::kGe) &&
              static_cast<int>(Cmp::kLt) == static_cast<int>(ast::CompareOp::kLt));

/// log2 of the greatest numerator and denominator that a value can have as one fraction.
struct Size { double num = 0, den = 0; };

double bits_of(int64_t v) { return v == 0 ? 0 : std::log2(std::fabs(static_cast<double>(v))); }

Size size_of(const Context& c, ExprId id) {
  const typed::Expr& e = c[id];
  switch (e.op) {
    case Op::kNumber: case Op::kSpan: return {bits_of(e.number.num), bits_of(e.number.den)};
    case Op::kField: case Op::kRefField: return {e.type.kind == Kind::kSpan ? 49.9 : 59.8, 19.94};
    case Op::kGuard: return size_of(c, e.args[1]);
    case Op::kNeg: return size_of(c, e.args[0]);
    case Op::kCoalesce: {
      Size out;
      for (ExprId a : e.args) {
        const Size s = size_of(c, a);
        out.num = std::max(out.num, s.num), out.den = std::max(out.den, s.den);
      }
      return out;
    }
    case Op::kAdd: case Op::kSub: {
      const Size l = size_of(c, e.args[0]), r = size_of(c, e.args[1]);
      return {std::max(l.num + r.den, r.num + l.den) + 1, l.den + r.den};
    }
    case Op::kMul: {
      const Size l = size_of(c, e.args[0]), r = size_of(c, e.args[1]);
      return {l.num + r.num, l.den + r.den};
    }
    case Op::kDiv: {
      const Size l = size_of(c, e.args[0]), r = size_of(c, e.args[1]);
      return {l.num + r.den, l.den + r.num};
    }
    default: return {};
  }
}

/// Cross products of both sides, with 2^17 for the seconds of a working day, stay below 2^126.
bool stays_exact(const Context& c, ExprId l, ExprId r) {
  const Size a = size_of(c, l), b = size_of(c, r);
  const double conversion = c[l].type.kind == Kind::kSpan ? 17 : 0;
  return std::max(a.num + b.den, b.num + a.den) + conversion < 126;
}

bool may_be_ordered(const Context& c, const Type& t) {
  switch (t.kind) {
    case Kind::kNumber: case Kind::kDate: case Kind::kInstant: case Kind::kSpan: return true;
    case Kind::kEnum: return c.program.models.enumerations[static_cast<size_t>(t.enumeration)].ordered;
    default: return false;
  }
}

ExprId mixed(Context& c, ExprId l, ExprId r, Span src) {
  const auto name = [&](ExprId id) {
    const auto u = certain_unit(units_of(c, id));
    return u ? std::string(unit_name(*u)) : std::string("期限");
  };
  c.report(Code::kIncomparableUnits, src, {name(l), name(r)})
      .also(c[l].src, "单位是" + name(l), "in " + name(l))
      .also(c[r].src, "单位是" + name(r), "in " + name(r));
  return kNone;
}

ExprId mismatch(Context& c, ExprId l, ExprId r, Span src) {
  const Type &a = c[l].type, &b = c[r].type;
  const ExprId number = a.kind == Kind::kNumber ? l : b.kind == Kind::kNumber ? r : kNone;
  if (number != kNone && (a.kind == Kind::kSpan || b.kind == Kind::kSpan) && c[number].op == Op::kNumber) {
    c.report(Code::kMissingUnit, c[number].src, {std::string(c.sources.text(c[number].src))});
    return kNone;
  }
  c.report(Code::kCannotCompare, src, {type_zh(c, a), type_zh(c, b), type_en(c, a), type_en(c, b)})
      .also(c[l].src, "是" + type_zh(c, a), "is " + type_en(c, a))
      .also(c[r].src, "是" + type_zh(c, b), "is " + type_en(c, b));
  return kNone;
}

/// 特别程序 = 不计入, where the left side is a 口径; false where it is none.
bool compare_choice(Context& c, Cmp cmp, const ast::Expr& l, const ast::Expr& r, const Env& env, Span src, ExprId& out) {
  const ast::Expr* sides[2] = {&l, &r};
  for (int i = 0; i < 2; ++i) {
    if (sides[i]->kind != AK::kName) continue;
    const Found f = lookup(c, sides[i]->name.text, env, kAnything);
    if (f.what != kAChoice) continue;
    if (cmp != Cmp::kEq && cmp != Cmp::kNe) {
      c.report(Code::kChoiceOrder, src, {sides[i]->name.text});
      out = kNone;
    } else {
      out = choice_is(c, *f.choice, f.env ? f.env->owner : std::string(), *sides[1 - i], cmp == Cmp::kEq, src);
    }
    return true;
  }
  return false;
}

bool is_clock_quantity(const ast::Expr& e) { return e.kind == AK::kClockUsed || e.kind == AK::kClockLeft; }

Cmp mirrored(Cmp cmp) {
  switch (cmp) {
    case Cmp::kLt: return Cmp::kGt;
    case Cmp::kLe: return Cmp::kGe;
    case Cmp::kGt: return Cmp::kLt;
    case Cmp::kGe: return Cmp::kLe;
    default: return cmp;
  }
}

ExprId compare_pair(Context& c, Cmp cmp, const ast::Expr& l, const ast::Expr& r, const Env& env, Span src) {
  ExprId choice = kNone;
  if (compare_choice(c, cmp, l, r, env, src, choice)) return choice;
  if (is_clock_quantity(l) && is_clock_quantity(r)) {
    c.report(Code::kTwoClocks, src);
    return kNone;
  }
  if (is_clock_quantity(l)) return clock_comparison(c, l, cmp, r, env, src);
  if (is_clock_quantity(r)) return clock_comparison(c, r, mirrored(cmp), l, env, src);
  auto wanted = hint(c, l, env);
  if (!wanted) wanted = hint(c, r, env);
  const Type* expected = wanted ? &*wanted : nullptr;
  c.quotient_allowed = true;
  const ExprId a = value(c, l, env, expected);
  const bool unknown_too = a == kNone && r.kind == ast::Expr::Kind::kName && !lookup(c, r.name.text, env, kAnything);
  if (unknown_too) return kNone;  // what the other name would mean hangs on the first
  if (!expected && a != kNone) wanted = c[a].type, expected = &*wanted;
  c.quotient_allowed = true;
  const ExprId b = value(c, r, env, expected);
  c.quotient_allowed = false;
  return compare_values(c, cmp, a, b, src);
}

}  // namespace

ExprId compare_values(Context& c, Cmp cmp, ExprId l, ExprId r, Span src) {
  if (l == kNone || r == kNone) return kNone;
  const Type a = c[l].type, b = c[r].type;
  if (a.kind == Kind::kEvent || b.kind == Kind::kEvent) {
    c.report(Code::kEventComparison, src);
    return kNone;
  }
  if (is_list(a) || is_list(b)) {
    c.report(Code::kListComparison, src);
    return kNone;
  }
  if (!compatible(c, a, b)) return mismatch(c, l, r, src);
  if (cmp != Cmp::kEq && cmp != Cmp::kNe && !may_be_ordered(c, a)) {
    c.report(Code::kNoOrder, src, {type_zh(c, a), type_en(c, a)});
    return kNone;
  }
  if (a.kind == Kind::kSpan && !may_compare(units_of(c, l), units_of(c, r))) return mixed(c, l, r, src);
  if ((a.kind == Kind::kSpan || a.kind == Kind::kNumber) && !stays_exact(c, l, r)) {
    c.report(Code::kNumberTooLarge, src);
    return kNone;
  }
  return make_compare(c, cmp, l, r, src);
}

ExprId comparison(Context& c, const ast::Expr& e, const Env& env) {
  std::vector<ExprId> parts;
  for (size_t i = 0; i + 1 < e.args.size(); ++i) {
    const Span src = e.args.size() == 2 ? e.src : Span{e.src.file, e.args[i]->src.begin, e.args[i + 1]->src.end};
    parts.push_back(compare_pair(c, cmp_of(e.ops[i]), *e.args[i], *e.args[i + 1], env, src));
  }
  return make_and(c, parts, e.src);
}

}  // namespace zs::sema
