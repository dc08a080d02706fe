// Plain values and events.
#include "oracle/evaluator.h"

#include <algorithm>

namespace zs::oracle {

using typed::Kind;
using typed::Op;

namespace {

Value of_number(Number n) {
  Value v;
  v.missing = false;
  v.number = std::move(n);
  return v;
}
Value of_word(int64_t w) {
  Value v;
  v.missing = false;
  v.word = w;
  return v;
}
Value of_span(SpanValue s) {
  Value v;
  v.missing = !s.known();
  v.span = std::move(s);
  return v;
}

/// b in a's unit, where an exact conversion exists; 天 takes the other's own kind of day.
std::optional<std::pair<Number, Number>> in_one_unit(const SpanValue& a, const SpanValue& b, Unit& unit,
                                                     const Calendar* calendar) {
  const Unit ua = own_day(*a.unit, *b.unit), ub = own_day(*b.unit, *a.unit);
  unit = ua;
  const auto converted = convert(*b.number, ub, ua, calendar);
  if (!converted) return std::nullopt;
  return std::pair{*a.number, *converted};
}

}  // namespace

Value Evaluator::value(typed::ExprId id) {
  const typed::Expr& e = program_[id];
  switch (e.op) {
    case Op::kField: return reader_.plain(bound(e.scope), e.index, false);
    case Op::kRefField: {
      const Value key = value(e.args[0]);
      const auto row = key.missing ? std::nullopt : reader_.reference(e.model, key.text);
      return row ? reader_.plain(*row, e.index, true) : Value{};
    }
    case Op::kText: {
      Value v;
      v.missing = false;
      v.text = e.text;
      return v;
    }
    case Op::kNumber: return of_number(number_of(e.number));
    case Op::kBool:
    case Op::kDate:
    case Op::kInstant: return of_word(e.value);
    case Op::kEnum: return of_word(e.index);
    case Op::kSpan: return of_span({number_of(e.number), e.unit});
    case Op::kTextSet: {
      Value v;
      v.missing = false;
      v.texts.assign(e.texts.begin(), e.texts.end());
      return v;
    }
    case Op::kEnumSet: {
      Value v;
      v.missing = false;
      v.labels.assign(e.indices.begin(), e.indices.end());
      return v;
    }
    default: return plain_operation(e);
  }
}

Value Evaluator::plain_operation(const typed::Expr& e) {
  switch (e.op) {
    case Op::kCoalesce: return coalesce(e);
    case Op::kGuard: return truth(e.args[0]).must == all_time() ? value(e.args[1]) : Value{};
    case Op::kNamed: return value(e.args[0]);
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDiv:
    case Op::kNeg: return arithmetic(e);
    default: return {};
  }
}

Value Evaluator::coalesce(const typed::Expr& e) {
  Value v;
  for (const auto arg : e.args) {
    v = value(arg);
    // A span gives way only where both its number and its unit are absent.
    if (e.type.kind == Kind::kSpan ? v.span.number || v.span.unit : !v.missing) break;
  }
  return v;
}

Value Evaluator::arithmetic(const typed::Expr& e) {
  const Value a = value(e.args[0]);
  const bool span_a = program_[e.args[0]].type.kind == Kind::kSpan;
  if (a.missing) return {};
  if (e.op == Op::kNeg) return span_a ? of_span({-*a.span.number, a.span.unit}) : of_number(-a.number);
  const Value b = value(e.args[1]);
  const bool span_b = program_[e.args[1]].type.kind == Kind::kSpan;
  if (b.missing) return {};
  if (span_a && span_b) {
    Unit unit = Unit::kNoUnit;
    const auto pair = in_one_unit(a.span, b.span, unit, calendar(e.calendar));
    if (!pair) return {};
    if (e.op == Op::kAdd) return of_span({pair->first + pair->second, unit});
    if (e.op == Op::kSub) return of_span({pair->first - pair->second, unit});
    if (e.op == Op::kDiv && pair->second != 0) return of_number(pair->first / pair->second);
    return {};
  }
  const Number x = span_a ? *a.span.number : a.number, y = span_b ? *b.span.number : b.number;
  if (e.op == Op::kDiv && y == 0) return {};
  Number r;
  if (e.op == Op::kAdd) r = x + y;
  if (e.op == Op::kSub) r = x - y;
  if (e.op == Op::kMul) r = x * y;
  if (e.op == Op::kDiv) r = x / y;
  if (span_a || span_b) return of_span({r, span_a ? a.span.unit : b.span.unit});
  return of_number(r);
}

Moment Evaluator::moment(typed::ExprId id) {
  const typed::Expr& e = program_[id];
  switch (e.op) {
    case Op::kField:
      if (e.type.kind == Kind::kEvent) return {false, reader_.event(bound(e.scope), e.index)};
      break;
    case Op::kRefField:
      if (e.type.kind == Kind::kEvent) {
        const Value key = value(e.args[0]);
        const auto row = key.missing ? std::nullopt : reader_.reference(e.model, key.text);
        return {false, row ? reader_.event(*row, e.index) : kNever};
      }
      break;
    case Op::kEventMin:
    case Op::kEventMax: {
      Moment m = moment(e.args[0]);
      for (const auto arg : e.args) {
        const Moment x = moment(arg);
        m.missing = m.missing || x.missing;
        m.at = e.op == Op::kEventMin ? std::min(m.at, x.at) : std::max(m.at, x.at);
      }
      return m;
    }
    case Op::kEventMinRows: {
      Moment m;
      for (const size_t r : rows(e.rows)) {
        open_row(e.rows, r);
        m.at = std::min(m.at, moment(e.args[0]).at);
      }
      close_row(e.rows);
      return m;
    }
    case Op::kGuard:
      if (e.type.kind == Kind::kEvent)
        return truth(e.args[0]).must == all_time() ? moment(e.args[1]) : Moment{};
      break;
    default: break;
  }
  const Value v = value(id);
  if (v.missing) return {true, kNever};
  return {false, e.type.kind == Kind::kDate ? opening(v.word) : v.word};
}

}  // namespace zs::oracle
