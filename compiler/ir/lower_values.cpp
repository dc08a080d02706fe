// Plain values: fields, references, constants, exact numbers, comparisons.
#include "compiler/ir/lowerer.h"
#include "runtime/base/instant.h"

#include <algorithm>

namespace zs::ir {

using bytecode::Opcode;
using bytecode::RegClass;
using typed::ExprId;
using typed::Kind;
using typed::Op;
using typed::ScopeId;

namespace {

bytecode::Cmp to_bytecode(typed::Cmp c) { return static_cast<bytecode::Cmp>(static_cast<uint8_t>(c)); }

/// number × 10^scale where that is whole and small enough for a column, else nothing.
bool scaled(Rational r, int scale, int64_t& out) {
  const __int128 f = scale == 0 ? 1 : kDecimalOne;
  const __int128 n = static_cast<__int128>(r.num) * f;
  if (n % r.den != 0) return false;
  const __int128 v = n / r.den;
  constexpr __int128 limit = kDecimalLimit;
  if (v >= limit || v <= -limit) return false;
  out = static_cast<int64_t>(v);
  return true;
}

bool packable(Rational r, int64_t& number) {
  return scaled(r, kDecimalScale, number) && number < kSpanLimit && number > -kSpanLimit;
}

}  // namespace

bool Lowerer::is_constant(ExprId id) const {
  const typed::Expr& e = expr(id);
  switch (e.op) {
    case Op::kText: case Op::kNumber: case Op::kBool: case Op::kDate: case Op::kInstant: case Op::kEnum: case Op::kSpan: return true;
    default: return false;
  }
}

Val Lowerer::value(ExprId id) {
  const auto it = values_.find(id);
  if (it != values_.end()) return it->second;
  const Val v = lower_value(expr(id));
  values_[id] = v;
  return v;
}

Val Lowerer::field(const typed::Expr& e, bool presence_only) {
  const auto& model = program_.models.models[static_cast<size_t>(program_.scopes[static_cast<size_t>(e.scope)].model)];
  const model::FieldType type = model.fields[static_cast<size_t>(e.index)].type;
  Opcode op = Opcode::kLoadValue;
  int scale = 0;
  switch (type) {
    case model::FieldType::kText: op = presence_only ? Opcode::kLoadFlag : Opcode::kLoadText; break;
    case model::FieldType::kEvent: op = Opcode::kLoadEvent; break;
    case model::FieldType::kTextList: case model::FieldType::kEnumList: op = Opcode::kLoadList; break;
    case model::FieldType::kDecimal: scale = kDecimalScale; break;
    default: break;
  }
  return {make(op, e.scope, {}, e.index), e.scope, scale};
}

Val Lowerer::ref_field(const typed::Expr& e) {
  const Val key = value(e.args[0]);
  const Val row = unary(Opcode::kRefRow, key, e.model);
  const model::FieldType type = program_.models.models[static_cast<size_t>(e.model)].fields[static_cast<size_t>(e.index)].type;
  const int32_t imm = pools_.ref_field(e.model, e.index);
  Val v;
  switch (type) {
    case model::FieldType::kText: v = unary(Opcode::kRefText, row, imm); break;
    case model::FieldType::kEvent: v = unary(Opcode::kRefEvent, row, imm); break;
    case model::FieldType::kTextList: case model::FieldType::kEnumList: v = unary(Opcode::kRefList, row, imm); break;
    default: v = unary(Opcode::kRefValue, row, imm);
  }
  v.scale = type == model::FieldType::kDecimal ? kDecimalScale : 0;
  return v;
}

Val Lowerer::constant(const typed::Expr& e) {
  auto word = [&](int64_t v, int scale = 0) { return Val{make(Opcode::kConstV, typed::kNone, {}, pools_.constant(v)), typed::kNone, scale}; };
  switch (e.op) {
    case Op::kText: return {make(Opcode::kConstText, typed::kNone, {}, pools_.text(e.text))};
    case Op::kBool: case Op::kDate: case Op::kInstant: return word(e.value);
    case Op::kEnum: return word(e.index);
    case Op::kNumber: {
      int64_t v = 0;
      if (scaled(e.number, 0, v)) return word(v, 0);
      if (scaled(e.number, kDecimalScale, v)) return word(v, kDecimalScale);
      throw Unsupported{"a number with more than six decimal places outside a comparison", e.src};
    }
    case Op::kSpan: {
      int64_t v = 0;
      if (packable(e.number, v)) return word(pack_span(v, e.unit));
      throw Unsupported{"a span with more than six decimal places outside a comparison", e.src};
    }
    case Op::kTextSet: {
      std::vector<int64_t> ids;
      for (const std::string& s : e.texts) ids.push_back(pools_.text(s));
      return {make(Opcode::kConstL, typed::kNone, {}, pools_.set(std::move(ids), true))};
    }
    case Op::kEnumSet: {
      std::vector<int64_t> labels(e.indices.begin(), e.indices.end());
      std::sort(labels.begin(), labels.end());
      return {make(Opcode::kConstL, typed::kNone, {}, pools_.set(std::move(labels), false))};
    }
    default: throw Unsupported{"a constant of this kind", e.src};
  }
}

Val Lowerer::list(ExprId id) { return value(id); }

Val Lowerer::instant(ExprId id) {
  const Val v = value(id);
  return expr(id).type.kind == Kind::kDate ? unary(Opcode::kDayStart, v) : v;
}

Val Lowerer::lower_value(const typed::Expr& e) {
  switch (e.op) {
    case Op::kField: return field(e);
    case Op::kRefField: return ref_field(e);
    case Op::kCoalesce: {
      const bool is_list = e.type.kind == Kind::kTextList || e.type.kind == Kind::kEnumList;
      Val v = value(e.args[0]);
      for (size_t i = 1; i < e.args.size(); ++i) {
        Val next = value(e.args[i]);
        if (e.type.kind == Kind::kNumber && next.scale != v.scale) {
          int64_t n = 0;
          if (expr(e.args[i]).op != Op::kNumber || !scaled(expr(e.args[i]).number, v.scale, n))
            throw Unsupported{"缺省 between a whole number and a decimal field", e.src};
          next = {make(Opcode::kConstV, typed::kNone, {}, pools_.constant(n)), typed::kNone, v.scale};
        }
        v = binary(is_list ? Opcode::kCoalesceL : Opcode::kCoalesce, v, next);
      }
      return v;
    }
    case Op::kGuard: {
      const Val cond = truth(e.args[0]);
      Val v = binary(Opcode::kGuard, cond, value(e.args[1]));
      v.scale = value(e.args[1]).scale;
      return v;
    }
    case Op::kEventMin: case Op::kEventMax: {
      Val v = value(e.args[0]);
      for (size_t i = 1; i < e.args.size(); ++i) v = binary(e.op == Op::kEventMin ? Opcode::kEventMin : Opcode::kEventMax, v, value(e.args[i]));
      return v;
    }
    case Op::kEventMinRows: {
      const ScopeId outer = scope_of(static_cast<ExprId>(&e - program_.exprs.data()));
      bind_rows(e.rows, outer);
      const NodeId events = in(value(e.args[0]), e.rows);
      return {make(Opcode::kSegMin, outer, {domain(e.rows), events}), outer};
    }
    case Op::kNamed: return value(e.args[0]);
    case Op::kAdd: case Op::kSub: case Op::kMul: case Op::kNeg:
      throw Unsupported{"arithmetic outside a comparison or a clock's threshold", e.src};
    default: return constant(e);
  }
}

// ---- exact numbers ----------------------------------------------------------------------------------------------

Val Lowerer::exact(ExprId id) {
  const typed::Expr& e = expr(id);
  switch (e.op) {
    case Op::kNumber: return {make(Opcode::kQConst, typed::kNone, {}, pools_.constant(e.number.num), {false, e.number.den})};
    case Op::kSpan: return {make(Opcode::kQConst, typed::kNone, {}, pools_.span_constant(e.number.num, e.unit), {true, e.number.den})};
    case Op::kNamed: return exact(e.args[0]);
    case Op::kNeg: {
      const Val v = exact(e.args[0]);
      const Node& n = graph_[v.node];
      return {make(Opcode::kQNeg, v.scope, {v.node}, -1, {n.is_span, n.denominator}), v.scope};
    }
    case Op::kAdd: case Op::kSub: case Op::kMul: {
      const Val a = exact(e.args[0]), b = exact(e.args[1]);
      const ScopeId s = inner(a.scope, b.scope);
      const Opcode op = e.op == Op::kAdd ? Opcode::kQAdd : e.op == Op::kSub ? Opcode::kQSub : Opcode::kQMul;
      return {q_binary(op, in(a, s), in(b, s), s, e.src), s};
    }
    default: break;
  }
  const Val v = value(id);
  const bool is_span = e.type.kind == Kind::kSpan;
  const int64_t den = is_span || v.scale == kDecimalScale ? kDecimalOne : 1;
  return {make(is_span ? Opcode::kQSpan : Opcode::kQNumber, v.scope, {v.node}, -1, {is_span, den}), v.scope};
}

/// Denominators of results that every operand of this kind gives exactly. Sums of spans are taken in the first's unit: the
/// second may come in seconds where the first counts days.
NodeId Lowerer::q_binary(Opcode op, NodeId a, NodeId b, ScopeId scope, Span src) {
  const Node x = graph_[a], y = graph_[b];
  __int128 den = __int128{x.denominator} * y.denominator;
  if (op != Opcode::kQMul) {
    int64_t day = zs::kSecondsPerDay;
    if (program_.calendar != typed::kNone) {
      int64_t office = 0;
      for (const auto& [from, to] : program_.calendars[static_cast<size_t>(program_.calendar)].office) office += to - from;
      day = std::lcm(day, office);
    }
    const __int128 second = __int128{y.denominator} * (x.is_span && y.is_span ? day : 1);
    den = second / std::gcd(x.denominator, static_cast<int64_t>(second % x.denominator)) * x.denominator;
  }
  constexpr int64_t kMost = 1'000'000'000'000'000'000;  // what the verifier admits
  if (den > kMost) throw Unsupported{"arithmetic with more decimals than 18 digits hold", src};
  return make(op, scope, {a, b}, -1, {x.is_span || y.is_span, static_cast<int64_t>(den)});
}

bool Lowerer::is_plain_span(ExprId id) const {
  const typed::Expr& e = expr(id);
  switch (e.op) {
    case Op::kAdd: case Op::kSub: case Op::kMul: case Op::kNeg: case Op::kDiv: return false;
    case Op::kNamed: return is_plain_span(e.args[0]);
    case Op::kSpan: {
      int64_t v = 0;
      return packable(e.number, v);
    }
    default: return true;
  }
}

NodeId Lowerer::packed_span(ExprId id, ScopeId scope, int calendar) {
  if (is_plain_span(id)) return in(value(id), scope);
  return in(unary(Opcode::kSpanOfQ, exact(id), calendar), scope);
}

// ---- comparisons ------------------------------------------------------------------------------------------------

Val Lowerer::compare(const typed::Expr& e) {
  const Op l = expr(e.args[0]).op, r = expr(e.args[1]).op;
  auto arithmetic = [](Op op) { return op == Op::kAdd || op == Op::kSub || op == Op::kMul || op == Op::kDiv || op == Op::kNeg; };
  if (arithmetic(l) || arithmetic(r)) return compare_exact(e);
  if (expr(e.args[0]).type.kind == Kind::kSpan) {
    if (!is_plain_span(e.args[0]) || !is_plain_span(e.args[1])) return compare_exact(e);
    return binary(Opcode::kCmpSpan, value(e.args[0]), value(e.args[1]), static_cast<int32_t>(e.cmp));
  }
  return compare_plain(e);
}

Val Lowerer::compare_exact(const typed::Expr& e) {
  const typed::Expr& l = expr(e.args[0]);
  const typed::Expr& r = expr(e.args[1]);
  if (l.op == Op::kDiv || r.op == Op::kDiv) {  // a ÷ b against c; c against a ÷ b turns the comparison round
    const bool turned = l.op != Op::kDiv;
    const typed::Expr& quotient = turned ? r : l;
    const Val a = exact(quotient.args[0]), b = exact(quotient.args[1]), c = exact(e.args[turned ? 0 : 1]);
    static constexpr typed::Cmp kTurned[] = {typed::Cmp::kEq, typed::Cmp::kNe, typed::Cmp::kGt, typed::Cmp::kGe, typed::Cmp::kLt, typed::Cmp::kLe};
    const typed::Cmp cmp = turned ? kTurned[static_cast<size_t>(e.cmp)] : e.cmp;
    const ScopeId s = inner(inner(a.scope, b.scope), c.scope);
    return {make(Opcode::kCmpQuot, s, {in(a, s), in(b, s), in(c, s)}, static_cast<int32_t>(cmp)), s};
  }
  return binary(Opcode::kCmpQ, exact(e.args[0]), exact(e.args[1]), static_cast<int32_t>(e.cmp));
}

Val Lowerer::compare_plain(const typed::Expr& e) {
  const bool number = expr(e.args[0]).type.kind == Kind::kNumber;
  const int constant_side = is_constant(e.args[1]) ? 1 : is_constant(e.args[0]) ? 0 : -1;
  if (constant_side >= 0 && expr(e.args[static_cast<size_t>(constant_side)]).op != Op::kText) {
    const typed::Expr& c = expr(e.args[static_cast<size_t>(constant_side)]);
    const Val v = value(e.args[static_cast<size_t>(1 - constant_side)]);
    static constexpr typed::Cmp kTurned[] = {typed::Cmp::kEq, typed::Cmp::kNe, typed::Cmp::kGt, typed::Cmp::kGe, typed::Cmp::kLt, typed::Cmp::kLe};
    const typed::Cmp cmp = constant_side == 1 ? e.cmp : kTurned[static_cast<size_t>(e.cmp)];
    int64_t word = c.op == Op::kEnum ? c.index : c.value;
    if (number && !scaled(c.number, v.scale, word)) return compare_exact(e);
    return unary(Opcode::kCmpC, v, pools_.compare(to_bytecode(cmp), word));
  }
  if (number && value(e.args[0]).scale != value(e.args[1]).scale) return compare_exact(e);
  return binary(Opcode::kCmpV, value(e.args[0]), value(e.args[1]), static_cast<int32_t>(e.cmp));
}

}  // namespace zs::ir
