#pragma once
// The intermediate form: a graph of instructions in which equal computations are one node (hash-consing), so that
// work common to several indicators is done once. Nodes are in topological order; a node's operands come before it.
//
// Just became true here: every value has a register class and a domain, constants are folded, a condition is plain
// or temporal, and the cheapest exact shape of each temporal value is known.
#include "runtime/bytecode/program.h"

#include <array>
#include <span>
#include <unordered_map>
#include <vector>

namespace zs::ir {

using NodeId = int32_t;
inline constexpr NodeId kNoNode = -1;

struct Node {
  bytecode::Opcode op{};
  bytecode::RegClass cls = bytecode::RegClass::V;
  NodeId domain = 0;                 // D node whose rows the value has
  std::array<NodeId, 6> src{kNoNode, kNoNode, kNoNode, kNoNode, kNoNode, kNoNode};
  int32_t imm = -1;
  bytecode::Shape shape = bytecode::Shape::I;
  bool is_span = false;
  int64_t denominator = 1;
  /// A bit for each domain. S: must and may lie within the time in which the domain's row (the record: bit 0) is known,
  /// [its least event, ∞). V: an event, never ⊥, such that [it, ∞) does. D: the row's own bit and those of its owners.
  uint64_t inside = 0;
  bool operator==(const Node&) const = default;
};

/// Extra facts of a Q result.
struct QInfo {
  bool is_span = false;
  int64_t denominator = 1;
};

class Graph {
 public:
  /// Node 0 is the domain of the records; it has no opcode.
  Graph();

  /// The node for op over these operands in this domain; an existing one where it is already computed, or a simpler
  /// one where a law of the calculus allows (∅ ∩ A = ∅, ¬¬A = A, …).
  NodeId make(bytecode::Opcode op, NodeId domain, std::span<const NodeId> src, int32_t imm = -1, QInfo q = {});

  const Node& operator[](NodeId id) const { return nodes_[static_cast<size_t>(id)]; }
  size_t size() const { return nodes_.size(); }

  bool is_const_truth(NodeId id, int32_t which) const;  // 0 false, 1 true, 2 unknown
  NodeId truth(NodeId domain, int32_t which) { return make(bytecode::Opcode::kTConst, domain, {}, which); }

 private:
  struct Hash { size_t operator()(const Node& n) const noexcept; };
  NodeId fold(const Node& n);        // kNoNode: nothing simpler
  NodeId fold_truth(const Node& n);
  NodeId fold_temporal(const Node& n);
  NodeId load_in_pair(const Node& load);
  uint64_t own_bit(NodeId domain) const;
  uint64_t enclosing(NodeId domain) const;
  bool never_missing(NodeId v) const;
  uint64_t inside_of_value(const Node& n) const;
  uint64_t inside_of_set(const Node& n) const;
  /// Is this [the least event of the row, ∞)?
  bool is_visible(const Node& n) const { return n.op == bytecode::Opcode::kFrom && (*this)[n.src[0]].op == bytecode::Opcode::kLeast && (*this)[n.src[0]].domain == n.domain; }

  int domains_ = 1;                  // that have a bit
  std::vector<Node> nodes_;
  std::unordered_map<Node, NodeId, Hash> seen_;
};

}  // namespace zs::ir
