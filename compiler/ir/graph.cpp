#include "compiler/ir/graph.h"

#include "runtime/bytecode/shape.h"

#include <algorithm>

namespace zs::ir {

using bytecode::Opcode;
using bytecode::RegClass;

namespace {

RegClass class_of(Opcode op) {
  switch (op) {
#define V RegClass::V
#define T RegClass::T
#define S RegClass::S
#define L RegClass::L
#define Q RegClass::Q
#define P RegClass::P
#define D RegClass::D
#define ZS_OP(id, Name, mnemonic, result, ...) case Opcode::k##Name: return result;
#include "runtime/bytecode/opcodes.def"
#undef ZS_OP
#undef V
#undef T
#undef S
#undef L
#undef Q
#undef P
#undef D
  }
  return RegClass::V;
}

/// Operands may change places without a change of meaning: order them, so that both spellings are one node.
bool commutes(Opcode op) {
  switch (op) {
    case Opcode::kTAnd: case Opcode::kTOr: case Opcode::kSAnd: case Opcode::kSOr:
    case Opcode::kEventMin: case Opcode::kEventMax: case Opcode::kMeets: case Opcode::kPauseJoin: return true;
    default: return false;
  }
}

bool is_load(Opcode op) { return op == Opcode::kLoadEvent || op == Opcode::kLoadValue || op == Opcode::kLoadText; }

bytecode::Shape shape_from(const Graph& g, const Node& n) {
  auto of = [&](NodeId id) { return id == kNoNode ? bytecode::Shape::I : g[id].shape; };
  switch (n.op) {
    case Opcode::kSAnd: case Opcode::kSOr: return bytecode::shape_of(n.op, of(n.src[0]), of(n.src[1]));
    case Opcode::kSAndT: case Opcode::kAny: case Opcode::kAtLeast: return bytecode::shape_of(n.op, of(n.src[1]));
    case Opcode::kAllIn: return bytecode::shape_of(n.op, of(n.src[3]));
    default: return bytecode::shape_of(n.op, of(n.src[0]));
  }
}

}  // namespace

size_t Graph::Hash::operator()(const Node& n) const noexcept {
  size_t h = static_cast<size_t>(n.op) * 0x9E3779B97F4A7C15u;
  auto mix = [&](uint64_t v) { h = (h ^ v) * 0x100000001B3u + (h >> 29); };
  mix(static_cast<uint64_t>(n.domain));
  for (NodeId s : n.src) mix(static_cast<uint64_t>(static_cast<uint32_t>(s)));
  mix(static_cast<uint32_t>(n.imm));
  mix(static_cast<uint64_t>(n.denominator));
  return h;
}

Graph::Graph() {
  Node records;
  records.cls = RegClass::D;
  records.inside = 1;
  nodes_.push_back(records);
}

NodeId Graph::make(Opcode op, NodeId domain, std::span<const NodeId> src, int32_t imm, QInfo q) {
  Node n;
  n.op = op;
  n.cls = class_of(op);
  n.domain = domain;
  std::copy(src.begin(), src.end(), n.src.begin());
  n.imm = imm;
  n.is_span = q.is_span;
  n.denominator = q.denominator;
  if (is_load(op) && domain != 0 && (*this)[domain].src[0] != (*this)[domain].src[1]) return load_in_pair(n);
  if (commutes(op) && n.src[0] > n.src[1]) std::swap(n.src[0], n.src[1]);
  if (const NodeId simpler = fold(n); simpler != kNoNode) return simpler;
  if (n.cls == RegClass::S) {
    n.shape = shape_from(*this, n);
    n.inside = inside_of_set(n);
  } else if (n.cls == RegClass::V) {
    n.inside = inside_of_value(n);
  }
  const auto [it, fresh] = seen_.try_emplace(n, static_cast<NodeId>(nodes_.size()));
  if (fresh) nodes_.push_back(n);
  if (fresh && op == Opcode::kRows) nodes_.back().inside = (*this)[n.src[1]].inside | (domains_ < 64 ? uint64_t{1} << domains_++ : 0);
  return it->second;
}

/// In pairs of rows each list stands many times: its columns are read once and copied.
NodeId Graph::load_in_pair(const Node& load) {
  const Node pair = (*this)[load.domain];
  const NodeId rows = make(Opcode::kRows, pair.src[1], std::array{pair.src[1], pair.src[1]}, pair.imm);
  const NodeId once = make(load.op, rows, {}, load.imm);
  return make(Opcode::kPairV, load.domain, std::array{once});
}

bool Graph::is_const_truth(NodeId id, int32_t which) const {
  const Node& n = (*this)[id];
  if (n.op == Opcode::kTConst && n.cls == RegClass::T) return n.imm == which;
  return n.op == Opcode::kLift && n.cls == RegClass::S && is_const_truth(n.src[0], which);
}

NodeId Graph::fold(const Node& n) {
  switch (n.cls) {
    case RegClass::T: return fold_truth(n);
    case RegClass::S: return fold_temporal(n);
    default: break;
  }
  if ((n.op == Opcode::kEventMin || n.op == Opcode::kEventMax || n.op == Opcode::kCoalesce) && n.src[0] == n.src[1]) return n.src[0];
  return kNoNode;
}

NodeId Graph::fold_truth(const Node& n) {
  auto is = [&](int i, int32_t which) { return is_const_truth(n.src[static_cast<size_t>(i)], which); };
  switch (n.op) {
    case Opcode::kTAnd:
      if (n.src[0] == n.src[1] || is(1, 1)) return n.src[0];
      if (is(0, 1)) return n.src[1];
      if (is(0, 0)) return n.src[0];
      if (is(1, 0)) return n.src[1];
      break;
    case Opcode::kTOr:
      if (n.src[0] == n.src[1] || is(1, 0)) return n.src[0];
      if (is(0, 0)) return n.src[1];
      if (is(0, 1)) return n.src[0];
      if (is(1, 1)) return n.src[1];
      break;
    case Opcode::kTNot:
      if (is(0, 0)) return truth(n.domain, 1);
      if (is(0, 1)) return truth(n.domain, 0);
      if ((*this)[n.src[0]].op == Opcode::kTNot) return (*this)[n.src[0]].src[0];
      break;
    default: break;
  }
  return kNoNode;
}

NodeId Graph::fold_temporal(const Node& n) {
  auto is = [&](int i, int32_t which) { return is_const_truth(n.src[static_cast<size_t>(i)], which); };
  auto lifted = [&](int32_t which) {
    const NodeId t = truth(n.domain, which);
    return make(Opcode::kLift, n.domain, std::array{t});
  };
  switch (n.op) {
    case Opcode::kSAnd:
      if (n.src[0] == n.src[1] || is(1, 1)) return n.src[0];
      if (is(0, 1)) return n.src[1];
      if (is(0, 0)) return n.src[0];
      if (is(1, 0)) return n.src[1];
      for (const int i : {0, 1}) {  // what lies within the row's known time needs no cut by it
        const Node& known = (*this)[n.src[static_cast<size_t>(i)]];
        const NodeId other = n.src[static_cast<size_t>(1 - i)];
        if (is_visible(known) && ((*this)[other].inside & own_bit(known.domain)) != 0) return other;
      }
      break;
    case Opcode::kSOr:
      if (n.src[0] == n.src[1] || is(1, 0)) return n.src[0];
      if (is(0, 0)) return n.src[1];
      if (is(0, 1)) return n.src[0];
      if (is(1, 1)) return n.src[1];
      break;
    case Opcode::kSNot:
      if (is(0, 0)) return lifted(1);
      if (is(0, 1)) return lifted(0);
      if ((*this)[n.src[0]].op == Opcode::kSNot) return (*this)[n.src[0]].src[0];
      break;
    case Opcode::kSAndT:
      if (is(0, 1)) return n.src[1];
      if (is(0, 0)) return lifted(0);
      if (is(1, 0)) return n.src[1];
      if (is(1, 1)) return make(Opcode::kLift, n.domain, std::array{n.src[0]});
      break;
    case Opcode::kAny: case Opcode::kSpreadS: {
      const int i = n.op == Opcode::kAny ? 1 : 0;
      if (is(i, 0)) return lifted(0);
      if (n.op == Opcode::kSpreadS && is(i, 1)) return lifted(1);
      break;
    }
    default: break;
  }
  return kNoNode;
}

uint64_t Graph::own_bit(NodeId domain) const {
  const Node& d = (*this)[domain];
  return domain == 0 ? d.inside : d.inside & ~(*this)[d.src[1]].inside;
}

uint64_t Graph::enclosing(NodeId domain) const {
  uint64_t bits = own_bit(domain);
  for (; domain != 0; domain = (*this)[domain].src[0]) bits |= own_bit((*this)[domain].src[0]);
  return bits;
}

bool Graph::never_missing(NodeId v) const {
  const Node& n = (*this)[v];
  switch (n.op) {
    case Opcode::kLoadEvent: case Opcode::kRefEvent: return true;
    case Opcode::kSpreadV: case Opcode::kPairV: return never_missing(n.src[0]);
    case Opcode::kSegMin: return never_missing(n.src[1]);
    case Opcode::kEventMin: case Opcode::kEventMax: return never_missing(n.src[0]) && never_missing(n.src[1]);
    default: return false;
  }
}

uint64_t Graph::inside_of_value(const Node& n) const {
  const auto of = [&](int i) { return (*this)[n.src[static_cast<size_t>(i)]].inside; };
  switch (n.op) {
    case Opcode::kLoadEvent: return (*this)[n.domain].inside;
    case Opcode::kPairV: return never_missing(n.src[0]) ? (*this)[n.domain].inside : 0;
    case Opcode::kSpreadV: return of(0);
    case Opcode::kSegMin: return of(1) & enclosing(n.domain);
    case Opcode::kEventMax: return of(0) | of(1);
    case Opcode::kEventMin: return of(0) & of(1);
    default: return 0;
  }
}

uint64_t Graph::inside_of_set(const Node& n) const {
  const auto of = [&](int i) { return (*this)[n.src[static_cast<size_t>(i)]].inside; };
  const auto sure = [&](int i) { return never_missing(n.src[static_cast<size_t>(i)]); };
  switch (n.op) {
    case Opcode::kFrom: return is_visible(n) ? own_bit(n.domain) : of(0);
    case Opcode::kBefore: return sure(0) && sure(1) ? of(0) : 0;
    case Opcode::kAfter: return sure(0) && sure(1) ? of(0) | of(1) : 0;
    case Opcode::kClockUsed: case Opcode::kClockLeft: case Opcode::kClockOver: case Opcode::kClockSpan:
    case Opcode::kClockRun: case Opcode::kClockPause: return of(0);
    case Opcode::kSAnd: return of(0) | of(1);
    case Opcode::kSOr: return of(0) & of(1);
    case Opcode::kSAndT: return of(1);
    case Opcode::kAny: return of(1) & enclosing(n.domain);
    case Opcode::kAtLeast: return n.imm > 0 ? of(1) & enclosing(n.domain) : 0;
    case Opcode::kHold: case Opcode::kSpreadS: return of(0);
    default: return 0;
  }
}

}  // namespace zs::ir
