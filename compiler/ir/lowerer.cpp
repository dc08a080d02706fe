#include "compiler/ir/lowerer.h"

#include <algorithm>
#include <set>

namespace zs::ir {

using bytecode::Opcode;
using bytecode::RegClass;
using bytecode::Shape;
using typed::ExprId;
using typed::ScopeId;

Lowerer::Lowerer(const typed::Program& program, Pools& pools) : program_(program), pools_(pools) {}

NodeId Lowerer::make(Opcode op, ScopeId scope, std::initializer_list<NodeId> src, int32_t imm, QInfo q) {
  return graph_.make(op, domain(scope), std::span(src.begin(), src.size()), imm, q);
}

// ---- scopes and domains ------------------------------------------------------------------------------------------

namespace {

int depth(const typed::Program& p, ScopeId s) {
  int d = 0;
  for (; s != typed::kNone; s = p.scopes[static_cast<size_t>(s)].parent) ++d;
  return d;
}

/// Every scope that a value depends on. A quantifier hides its own rows but adds the owner of the list.
void collect(const typed::Program& p, ExprId id, std::set<ScopeId>& out);

void collect_clock(const typed::Program& p, int index, std::set<ScopeId>& out) {
  const typed::Clock& c = p.clocks[static_cast<size_t>(index)];
  for (ExprId id : {c.start, c.end, c.limit}) collect(p, id, out);
  for (const typed::Pause& pause : c.pauses) {
    std::set<ScopeId> inside;
    for (ExprId id : {pause.from, pause.to, pause.when}) collect(p, id, inside);
    if (pause.rows != typed::kNone) {
      inside.erase(pause.rows);
      inside.insert(p.scopes[static_cast<size_t>(pause.rows)].owner);
    }
    out.merge(inside);
  }
}

void collect(const typed::Program& p, ExprId id, std::set<ScopeId>& out) {
  if (id == typed::kNone) return;
  const typed::Expr& e = p[id];
  std::set<ScopeId> inside;
  for (ExprId a : e.args) collect(p, a, inside);
  switch (e.op) {
    case typed::Op::kField: case typed::Op::kIsFirst: case typed::Op::kCard: inside.insert(e.scope); break;
    case typed::Op::kClockCompare: case typed::Op::kClockOver: case typed::Op::kClockRunning:
    case typed::Op::kClockPaused: case typed::Op::kSpanOver: collect_clock(p, e.index, inside); break;
    default: break;
  }
  if (e.rows != typed::kNone) {
    inside.erase(e.rows);
    inside.insert(p.scopes[static_cast<size_t>(e.rows)].owner);
  }
  out.merge(inside);
}

}  // namespace

ScopeId Lowerer::inner(ScopeId a, ScopeId b) const { return depth(program_, a) >= depth(program_, b) ? a : b; }

ScopeId Lowerer::scope_of(ExprId id) {
  const auto it = scopes_.find(id);
  if (it != scopes_.end()) return it->second;
  std::set<ScopeId> all;
  collect(program_, id, all);
  ScopeId best = typed::kNone;
  for (ScopeId s : all) best = inner(s, best);
  return scopes_[id] = best;
}

NodeId Lowerer::domain(ScopeId scope) {
  if (scope == typed::kNone) return 0;
  const auto it = domains_.find(scope);
  if (it != domains_.end()) return it->second;
  const typed::Scope& s = program_.scopes[static_cast<size_t>(scope)];
  if (s.owner == typed::kNone) return domains_[scope] = 0;
  bind_rows(scope, s.parent);
  return domains_.at(scope);
}

void Lowerer::bind_rows(ScopeId rows, ScopeId outer) {
  if (domains_.contains(rows)) return;
  const typed::Scope& s = program_.scopes[static_cast<size_t>(rows)];
  const NodeId around = domain(outer), owner = domain(s.owner);
  domains_[rows] = graph_.make(Opcode::kRows, around, std::array{around, owner}, s.field);
  outer_[rows] = outer;
}

NodeId Lowerer::in(Val v, ScopeId scope) {
  if (v.scope == scope || domain(v.scope) == domain(scope)) return v.node;
  // From the outside in: the rows of each domain on the way get their outer row's value.
  std::vector<ScopeId> way;
  for (ScopeId s = scope; domain(s) != domain(v.scope); s = outer_.at(s)) way.push_back(s);
  NodeId node = v.node;
  for (auto s = way.rbegin(); s != way.rend(); ++s) {
    const Node& n = graph_[node];
    switch (n.op) {  // a constant is made again rather than copied
      case Opcode::kConstV: case Opcode::kConstL: case Opcode::kConstText: case Opcode::kTConst: case Opcode::kQConst: {
        const QInfo q{n.is_span, n.denominator};
        node = make(n.op, *s, {}, n.imm, q);
        continue;
      }
      default: break;
    }
    const QInfo q{n.is_span, n.denominator};
    switch (n.cls) {
      case RegClass::V: node = make(Opcode::kSpreadV, *s, {node}); break;
      case RegClass::T: node = make(Opcode::kSpreadT, *s, {node}); break;
      case RegClass::S: node = make(Opcode::kSpreadS, *s, {node}); break;
      case RegClass::L: node = make(Opcode::kSpreadL, *s, {node}); break;
      case RegClass::Q: node = make(Opcode::kSpreadQ, *s, {node}, -1, q); break;
      case RegClass::P: node = make(Opcode::kSpreadP, *s, {node}); break;
      case RegClass::D: break;
    }
  }
  return node;
}

// ---- truth, plain and temporal -----------------------------------------------------------------------------------

NodeId Lowerer::temporal(Val v, ScopeId scope) {
  const NodeId n = in(v, scope);
  return graph_[n].cls == RegClass::S ? n : make(Opcode::kLift, scope, {n});
}

NodeId Lowerer::all(std::vector<Val> conditions, ScopeId scope) {
  NodeId plain = kNoNode;
  std::vector<NodeId> sets;
  for (const Val& v : conditions) {
    const NodeId n = in(v, scope);
    if (graph_[n].cls == RegClass::S)
      sets.push_back(n);
    else
      plain = plain == kNoNode ? n : make(Opcode::kTAnd, scope, {plain, n});
  }
  // [a,∞) with [a,∞) is one max; (−∞,b) with (−∞,b) one min: join those before anything with two ends.
  std::stable_sort(sets.begin(), sets.end(), [&](NodeId a, NodeId b) { return graph_[a].shape < graph_[b].shape; });
  NodeId set = kNoNode;
  for (Shape shape : {Shape::U, Shape::D, Shape::I}) {
    NodeId part = kNoNode;
    for (NodeId n : sets)
      if (graph_[n].shape == shape) part = part == kNoNode ? n : make(Opcode::kSAnd, scope, {part, n});
    if (part != kNoNode) set = set == kNoNode ? part : make(Opcode::kSAnd, scope, {set, part});
  }
  if (set == kNoNode) return plain == kNoNode ? make(Opcode::kTConst, scope, {}, 1) : plain;
  return plain == kNoNode ? set : make(Opcode::kSAndT, scope, {plain, set});
}

NodeId Lowerer::any(const std::vector<NodeId>& nodes, ScopeId scope) {
  NodeId plain = kNoNode, set = kNoNode;
  for (Shape shape : {Shape::U, Shape::D, Shape::I})
    for (NodeId n : nodes)
      if (graph_[n].cls == RegClass::S && graph_[n].shape == shape) set = set == kNoNode ? n : make(Opcode::kSOr, scope, {set, n});
  for (NodeId n : nodes)
    if (graph_[n].cls == RegClass::T) plain = plain == kNoNode ? n : make(Opcode::kTOr, scope, {plain, n});
  if (set == kNoNode) return plain == kNoNode ? make(Opcode::kTConst, scope, {}, 0) : plain;
  return plain == kNoNode ? set : make(Opcode::kSOr, scope, {make(Opcode::kLift, scope, {plain}), set});
}

Val Lowerer::visible(ScopeId scope) { return {make(Opcode::kFrom, scope, {make(Opcode::kLeast, scope, {})}), scope}; }
Val Lowerer::known() { return {make(Opcode::kFrom, typed::kNone, {make(Opcode::kLeast, typed::kNone, {})}), typed::kNone}; }

NodeId Lowerer::over_rows(NodeId set, ScopeId rows, ScopeId outer) {
  return make(Opcode::kAny, outer, {domain(rows), set});
}

Val Lowerer::truth(ExprId id) {
  const auto it = truths_.find(id);
  if (it != truths_.end()) return it->second;
  const Val v = lower_truth(expr(id));
  truths_[id] = v;
  return v;
}

/// Where a text stands in a list. In a pair of rows a row's own text has the same place in every pair: it is sought once.
Val Lowerer::place(ExprId text, Val list) {
  const Val v = value(text);
  const ScopeId s = inner(v.scope, list.scope);
  const NodeId pair = domain(s);
  const Node t = graph_[v.node], d = graph_[pair];
  if (t.op != Opcode::kPairV || t.domain != pair || graph_[list.node].domain != d.src[1]) return {make(Opcode::kPlace, s, {in(v, s), in(list, s)}), s};
  const NodeId rows = graph_[t.src[0]].domain;
  const NodeId lists = graph_.make(Opcode::kSpreadL, rows, std::array{list.node});
  const NodeId places = graph_.make(Opcode::kPlace, rows, std::array{t.src[0], lists});
  return {graph_.make(Opcode::kPairV, pair, std::array{places}), s};
}

Val Lowerer::binary(Opcode op, Val a, Val b, int32_t imm) {
  const ScopeId s = inner(a.scope, b.scope);
  const NodeId l = in(a, s), r = in(b, s);
  return {make(op, s, {l, r}, imm), s, a.scale};
}
Val Lowerer::unary(Opcode op, Val a, int32_t imm) { return {make(op, a.scope, {a.node}, imm), a.scope, a.scale}; }

Val Lowerer::junction(const typed::Expr& e, bool conjunction) {
  std::vector<Val> parts;
  ScopeId scope = typed::kNone;
  for (ExprId a : e.args) {
    parts.push_back(truth(a));
    scope = inner(scope, parts.back().scope);
  }
  if (conjunction) return {all(std::move(parts), scope), scope};
  std::vector<NodeId> nodes;
  for (const Val& v : parts) nodes.push_back(in(v, scope));
  return {any(nodes, scope), scope};
}

Val Lowerer::negation(const typed::Expr& e) {
  const Val v = truth(e.args[0]);
  return unary(graph_[v.node].cls == RegClass::T ? Opcode::kTNot : Opcode::kSNot, v);
}

Val Lowerer::exists(const typed::Expr& e) {
  std::set<ScopeId> around;
  collect(program_, static_cast<ExprId>(&e - program_.exprs.data()), around);
  ScopeId outer = typed::kNone;
  for (ScopeId s : around) outer = inner(s, outer);
  bind_rows(e.rows, outer);
  const Val body = truth(e.args[0]);
  const NodeId held = all({visible(e.rows), body}, e.rows);
  const NodeId set = graph_[held].cls == RegClass::S ? held : make(Opcode::kLift, e.rows, {held});
  if (e.op == typed::Op::kExists) return {over_rows(set, e.rows, outer), outer};
  return {make(Opcode::kAtLeast, outer, {domain(e.rows), set}, e.count), outer};
}

Val Lowerer::all_in_rows(const typed::Expr& e) {
  std::set<ScopeId> around;
  collect(program_, static_cast<ExprId>(&e - program_.exprs.data()), around);
  ScopeId outer = typed::kNone;
  for (ScopeId s : around) outer = inner(s, outer);
  bind_rows(e.rows, outer);
  const NodeId elements = in(list(e.args[0]), outer);
  const NodeId row_value = in(value(e.args[1]), e.rows);
  return {make(Opcode::kAllIn, outer, {domain(e.rows), elements, row_value, visible(e.rows).node}), outer};
}

Val Lowerer::is_null(const typed::Expr& e) {
  const typed::Expr& a = expr(e.args[0]);
  Val null;
  switch (a.type.kind) {
    case typed::Kind::kTextList: case typed::Kind::kEnumList: null = unary(Opcode::kIsEmpty, list(e.args[0])); break;
    case typed::Kind::kText:
      null = unary(Opcode::kIsNull, a.op == typed::Op::kField ? field(a, true) : value(e.args[0]));
      break;
    case typed::Kind::kSpan: null = unary(Opcode::kIsNoSpan, value(e.args[0])); break;
    default: null = unary(Opcode::kIsNull, value(e.args[0]));
  }
  return e.op == typed::Op::kIsNull ? null : unary(Opcode::kTNot, null);
}

Val Lowerer::member(const typed::Expr& e) {
  const typed::Expr& set = expr(e.args[1]);
  const Val v = value(e.args[0]);
  if (set.op != typed::Op::kTextSet && set.op != typed::Op::kEnumSet) return binary(Opcode::kMember, v, list(e.args[1]));
  return unary(Opcode::kMemberC, v, graph_[list(e.args[1]).node].imm);
}

Val Lowerer::lower_truth(const typed::Expr& e) {
  using typed::Op;
  switch (e.op) {
    case Op::kTrue: return {make(Opcode::kTConst, typed::kNone, {}, 1)};
    case Op::kFalse: return {make(Opcode::kTConst, typed::kNone, {}, 0)};
    case Op::kUnknown: return {make(Opcode::kTConst, typed::kNone, {}, 2)};
    case Op::kAnd: return junction(e, true);
    case Op::kOr: return junction(e, false);
    case Op::kNot: return negation(e);
    case Op::kNamed: return truth(e.args[0]);
    case Op::kCard: {
      const auto own = cards_.find(e.index);
      // A card that no earlier clause of the circumstance shows is never on the table.
      return own == cards_.end() ? Val{make(Opcode::kTConst, typed::kNone, {}, 0)} : own->second;
    }
    case Op::kCompare: return compare(e);
    case Op::kIsNull: case Op::kIsSet: return is_null(e);
    case Op::kMember: return member(e);
    case Op::kSubset: return binary(Opcode::kSubset, list(e.args[0]), list(e.args[1]));
    case Op::kIntersects: return binary(Opcode::kMeets, list(e.args[0]), list(e.args[1]));
    case Op::kContainsAny: return unary(Opcode::kContains, value(e.args[0]), graph_[list(e.args[1]).node].imm);
    case Op::kMatches: return unary(Opcode::kMatches, value(e.args[0]), pools_.pattern(program_.patterns[static_cast<size_t>(e.index)]));
    case Op::kPrecedes: {
      const Val flow = list(e.args[2]);
      return binary(Opcode::kPrecedes, place(e.args[0], flow), place(e.args[1], flow));
    }
    case Op::kIsFirst: return {make(Opcode::kIsFirst, e.scope, {make(Opcode::kLeast, e.scope, {})}), e.scope};
    case Op::kOccurred: return unary(Opcode::kFrom, value(e.args[0]));
    case Op::kBefore: return binary(Opcode::kBefore, instant(e.args[0]), instant(e.args[1]));
    case Op::kAfter: return binary(Opcode::kAfter, instant(e.args[0]), instant(e.args[1]));
    case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: return clock_test(e);
    case Op::kHold: {
      const Val v = truth(e.args[0]);
      const NodeId span = packed_span(e.args[1], typed::kNone);
      const int64_t packed = pools_.program().constants[static_cast<size_t>(graph_[span].imm)];
      return {make(Opcode::kHold, v.scope, {temporal(v, v.scope)}, pools_.hold(packed, e.calendar)), v.scope};
    }
    case Op::kExists: case Op::kAtLeast: return exists(e);
    case Op::kAllInRows: return all_in_rows(e);
    default: break;
  }
  // A boolean value as a condition: true where it is 是.
  const Val v = lower_value(e);
  return unary(Opcode::kCmpC, v, pools_.compare(bytecode::Cmp::kEq, kTrue));
}

}  // namespace zs::ir
