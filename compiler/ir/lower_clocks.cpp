// Clocks: their parts once, a test on them for each condition.
#include "compiler/ir/lowerer.h"

#include "runtime/base/instant.h"

namespace zs::ir {

using bytecode::Opcode;
using typed::ExprId;
using typed::ScopeId;

namespace {

int calendar_of(const typed::Clock& c) { return c.calendar == typed::kNone ? 0 : c.calendar; }

}  // namespace

NodeId Lowerer::pauses(const typed::Clock& c, ScopeId scope) {
  NodeId all = kNoNode;
  for (const typed::Pause& p : c.pauses) {
    NodeId one = kNoNode;
    if (p.rows == typed::kNone) {
      const NodeId when = p.when == typed::kNone ? kNoNode : in(truth(p.when), scope);
      const NodeId from = in(value(p.from), scope), to = in(value(p.to), scope);
      one = make(Opcode::kPauseOne, scope, {from, to, when});
    } else {
      const ScopeId owner = program_.scopes[static_cast<size_t>(p.rows)].owner;
      bind_rows(p.rows, owner);
      const NodeId when = p.when == typed::kNone ? kNoNode : in(truth(p.when), p.rows);
      const NodeId from = in(value(p.from), p.rows), to = in(value(p.to), p.rows);
      one = in({make(Opcode::kPauseRows, owner, {domain(p.rows), from, to, when}), owner}, scope);
    }
    all = all == kNoNode ? one : make(Opcode::kPauseJoin, scope, {all, one});
  }
  return all;
}

ClockParts Lowerer::clock(int index, ExprId threshold, ScopeId at_least) {
  const typed::Clock& c = program_.clocks[static_cast<size_t>(index)];
  ClockParts parts;
  parts.scope = at_least;
  for (ExprId id : {c.start, c.end, c.limit, threshold})
    if (id != typed::kNone) parts.scope = inner(parts.scope, scope_of(id));
  for (const typed::Pause& p : c.pauses)
    if (p.rows == typed::kNone) parts.scope = inner(parts.scope, inner(scope_of(p.from), p.to == typed::kNone ? typed::kNone : scope_of(p.to)));
    else parts.scope = inner(parts.scope, program_.scopes[static_cast<size_t>(p.rows)].owner);
  parts.start = in(value(c.start), parts.scope);
  parts.end = c.end == typed::kNone ? make(Opcode::kConstV, parts.scope, {}, pools_.constant(kNever)) : in(value(c.end), parts.scope);
  if (c.limit != typed::kNone) parts.limit = packed_span(c.limit, parts.scope, calendar_of(c));
  parts.pauses = pauses(c, parts.scope);
  parts.test.calendar = calendar_of(c);
  parts.test.exact = c.exact;
  parts.test.same_day = c.same_day;
  parts.test.roll_over = c.roll_over;
  const typed::Kind start = expr(c.start).type.kind;
  parts.test.start_is_date = start == typed::Kind::kDate;
  return parts;
}

Val Lowerer::clock_test(const typed::Expr& e) {
  using typed::Op;
  const bool has_threshold = e.op == Op::kClockCompare || e.op == Op::kSpanOver;
  ClockParts p = clock(e.index, has_threshold ? e.args[0] : typed::kNone);
  const typed::Clock& c = program_.clocks[static_cast<size_t>(e.index)];
  const ScopeId s = p.scope;
  switch (e.op) {
    case Op::kClockRunning: return {make(Opcode::kClockRun, s, {p.start, p.end}, pools_.clock(p.test)), s};
    case Op::kClockPaused:
      return {make(Opcode::kClockPause, s, {p.start, p.end, p.pauses}, pools_.clock(p.test)), s};
    case Op::kClockOver: return {make(Opcode::kClockOver, s, {p.start, p.end, p.limit, p.pauses}, pools_.clock(p.test)), s};
    case Op::kSpanOver:
      return {make(Opcode::kClockSpan, s, {p.start, p.end, packed_span(e.args[0], s, calendar_of(c)), p.pauses}, pools_.clock(p.test)), s};
    default: break;
  }
  p.test.cmp = static_cast<bytecode::Cmp>(static_cast<uint8_t>(e.cmp));
  const NodeId threshold = packed_span(e.args[0], s, calendar_of(c));
  if (e.quantity == typed::Quantity::kUsed)
    return {make(Opcode::kClockUsed, s, {p.start, p.end, threshold, p.limit, p.pauses}, pools_.clock(p.test)), s};
  // limit − threshold is taken inside the kernel unless one of them is computed: then it must be exact before rounding.
  NodeId difference = kNoNode;
  if (!is_plain_span(c.limit) || !is_plain_span(e.args[0])) {
    const Val l = exact(c.limit), t = exact(e.args[0]);
    const ScopeId q = inner(l.scope, t.scope);
    difference = in({make(Opcode::kSpanOfQ, q, {q_binary(Opcode::kQSub, in(l, q), in(t, q), q, e.src)}, calendar_of(c)), q}, s);
  }
  return {make(Opcode::kClockLeft, s, {p.start, p.end, p.limit, threshold, difference, p.pauses}, pools_.clock(p.test)), s};
}

}  // namespace zs::ir
