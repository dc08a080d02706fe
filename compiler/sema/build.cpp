#include "compiler/sema/build.h"

#include <algorithm>

namespace zs::sema {
namespace {

using typed::Cmp;
using typed::Expr;
using typed::Kind;
using typed::Op;
using typed::Type;

/// Far above any rule set; reached only by definitions that multiply each other.
constexpr size_t kMaxExpressions = 500'000;

int depth_of(const Context& c, ScopeId s) {
  int depth = 0;
  for (; s != kNone; s = c.program.scopes[static_cast<size_t>(s)].parent) ++depth;
  return depth;
}

void merge(std::vector<ScopeId>& into, const std::vector<ScopeId>& from) {
  for (ScopeId s : from)
    if (s != kNone && std::find(into.begin(), into.end(), s) == into.end()) into.push_back(s);
}

bool holds(Cmp cmp, int order) {
  switch (cmp) {
    case Cmp::kEq: return order == 0;
    case Cmp::kNe: return order != 0;
    case Cmp::kLt: return order < 0;
    case Cmp::kLe: return order <= 0;
    case Cmp::kGt: return order > 0;
    case Cmp::kGe: return order >= 0;
  }
  return false;
}

/// The order of two constants, where both are and it is plain to see.
std::optional<int> order_of(const Expr& l, const Expr& r) {
  if (l.op != r.op) return std::nullopt;
  const auto three_way = [](const auto& a, const auto& b) { return a < b ? -1 : b < a ? 1 : 0; };
  switch (l.op) {
    case Op::kNumber: return compare(l.number, r.number);
    case Op::kSpan: return l.unit == r.unit ? std::optional<int>(compare(l.number, r.number)) : std::nullopt;
    case Op::kText: return three_way(l.text, r.text);
    case Op::kBool: case Op::kDate: case Op::kInstant: return three_way(l.value, r.value);
    case Op::kEnum: return three_way(l.index, r.index);
    default: return std::nullopt;
  }
}

ExprId make_many(Context& c, Op op, const std::vector<ExprId>& parts, Span src) {
  const Op neutral = op == Op::kAnd ? Op::kTrue : Op::kFalse, absorbing = op == Op::kAnd ? Op::kFalse : Op::kTrue;
  std::vector<ExprId> kept;
  for (ExprId p : parts) {
    if (p == kNone) return kNone;
    if (c[p].op == op) kept.insert(kept.end(), c[p].args.begin(), c[p].args.end());
    else if (c[p].op != neutral) kept.push_back(p);
  }
  for (ExprId p : kept)
    if (c[p].op == absorbing) return make_truth(c, op == Op::kOr, src);
  if (kept.empty()) return make_truth(c, op == Op::kAnd, src);
  if (kept.size() == 1) return kept[0];
  return make_truth_op(c, op, std::move(kept), src);
}

}  // namespace

ScopeId innermost_of(const Context& c, const std::vector<ScopeId>& scopes) {
  ScopeId best = kNone;
  int depth = 0;
  for (ScopeId s : scopes)
    if (const int d = depth_of(c, s); d > depth) best = s, depth = d;
  return best;
}

ExprId put(Context& c, Expr e, std::vector<ScopeId> own) {
  if (c.program.exprs.size() >= kMaxExpressions) {
    if (!std::exchange(c.too_large, true)) c.report(Code::kProgramTooLarge, e.src, {std::to_string(kMaxExpressions)});
    return kNone;
  }
  std::vector<ScopeId> deps;
  merge(deps, own);
  for (ExprId a : e.args) {
    if (a == kNone) return kNone;
    merge(deps, c.deps[static_cast<size_t>(a)]);
  }
  if (e.rows != kNone) {
    std::erase(deps, e.rows);
    merge(deps, {c.program.scopes[static_cast<size_t>(e.rows)].owner});
  }
  e.scope = innermost_of(c, deps);
  c.program.exprs.push_back(std::move(e));
  c.deps.push_back(std::move(deps));
  return static_cast<ExprId>(c.program.exprs.size() - 1);
}

ExprId make_op(Context& c, Op op, Type type, std::vector<ExprId> args, Span src) {
  Expr e;
  e.op = op, e.type = type, e.args = std::move(args), e.src = src;
  return put(c, std::move(e));
}
ExprId make_truth_op(Context& c, Op op, std::vector<ExprId> args, Span src) {
  return make_op(c, op, {Kind::kTruth}, std::move(args), src);
}

ExprId make_truth(Context& c, bool value, Span src) { return make_truth_op(c, value ? Op::kTrue : Op::kFalse, {}, src); }

ExprId make_not(Context& c, ExprId a, Span src) {
  if (a == kNone) return kNone;
  if (is_true(c, a) || is_false(c, a)) return make_truth(c, is_false(c, a), src);
  if (c[a].op == Op::kNot) return c[a].args[0];
  return make_truth_op(c, Op::kNot, {a}, src);
}

ExprId make_and(Context& c, const std::vector<ExprId>& parts, Span src) { return make_many(c, Op::kAnd, parts, src); }
ExprId make_or(Context& c, const std::vector<ExprId>& parts, Span src) { return make_many(c, Op::kOr, parts, src); }

ExprId make_occurred(Context& c, ExprId event, Span src) { return make_truth_op(c, Op::kOccurred, {event}, src); }

ExprId make_exists(Context& c, ScopeId rows, ExprId body, Span src) {
  if (rows == kNone || body == kNone) return kNone;
  if (is_false(c, body)) return make_truth(c, false, src);
  Expr e;
  e.op = Op::kExists, e.args = {body}, e.rows = rows, e.src = src;
  return put(c, std::move(e));
}

ExprId make_compare(Context& c, Cmp cmp, ExprId l, ExprId r, Span src) {
  if (l == kNone || r == kNone) return kNone;
  if (const auto order = order_of(c[l], c[r])) return make_truth(c, holds(cmp, *order), src);
  Expr e;
  e.op = Op::kCompare, e.cmp = cmp, e.args = {l, r}, e.src = src;
  return put(c, std::move(e));
}

ExprId make_number(Context& c, Rational n, Span src) {
  Expr e;
  e.op = Op::kNumber, e.type = {Kind::kNumber}, e.number = n, e.src = src;
  return put(c, std::move(e));
}
ExprId make_span(Context& c, Rational n, Unit unit, Span src) {
  Expr e;
  e.op = Op::kSpan, e.type = {Kind::kSpan}, e.number = n, e.unit = unit, e.src = src;
  return put(c, std::move(e));
}
ExprId make_text(Context& c, std::string text, Span src) {
  Expr e;
  e.op = Op::kText, e.type = {Kind::kText}, e.text = std::move(text), e.src = src;
  return put(c, std::move(e));
}
ExprId make_bool(Context& c, bool value, Span src) {
  Expr e;
  e.op = Op::kBool, e.type = {Kind::kBool}, e.value = value ? 1 : 0, e.src = src;
  return put(c, std::move(e));
}
ExprId make_label(Context& c, int enumeration, int label, Span src) {
  Expr e;
  e.op = Op::kEnum, e.type = {Kind::kEnum, enumeration}, e.index = label, e.src = src;
  return put(c, std::move(e));
}
ExprId make_field(Context& c, ScopeId scope, int field, Type type, Span src) {
  Expr e;
  e.op = Op::kField, e.type = type, e.index = field, e.src = src;
  return put(c, std::move(e), {scope});
}

bool is_true(const Context& c, ExprId id) { return id != kNone && c[id].op == Op::kTrue; }
bool is_false(const Context& c, ExprId id) { return id != kNone && c[id].op == Op::kFalse; }

bool is_constant(const Context& c, ExprId id) {
  const Op op = c[id].op;
  return op >= Op::kText && op <= Op::kEnumSet;
}

bool is_plain(const Context& c, ExprId id) {
  switch (c[id].op) {
    case Op::kTrue: case Op::kFalse: case Op::kCompare: case Op::kIsNull: case Op::kIsSet: case Op::kMember:
    case Op::kSubset: case Op::kIntersects: case Op::kContainsAny: case Op::kMatches: case Op::kPrecedes:
      return true;  // their operands are plain values
    case Op::kAnd: case Op::kOr: case Op::kNot: case Op::kNamed:
      return std::all_of(c[id].args.begin(), c[id].args.end(), [&](ExprId a) { return is_plain(c, a); });
    default: return false;
  }
}

}  // namespace zs::sema
