#pragma once
// Which missing values leave a condition undecided: a tree of conditions and probes beside the graph.
#include "compiler/ir/lowerer.h"

#include <map>
#include <string>
#include <vector>

namespace zs::ir {

/// Like bytecode::Probe and bytecode::Why, with nodes in place of registers.
struct ProbeNode {
  bytecode::Probe::What what{};
  NodeId node = kNoNode;
  std::string name;
  NodeId given = kNoNode, within = kNoNode;
};
struct WhyNode {
  NodeId node = kNoNode;
  std::vector<uint32_t> children;
  std::vector<ProbeNode> probes;
};

class WhyBuilder {
 public:
  explicit WhyBuilder(Lowerer& l) : l_(l) {}

  /// The tree of a condition; index into nodes().
  uint32_t condition(typed::ExprId id);
  /// A condition made of others that has no expression of its own: a card's own set.
  uint32_t joined(NodeId node, std::vector<uint32_t> children);
  void set_card(int card, uint32_t why) { cards_[card] = why; }
  void clear_cards() { cards_.clear(); }

  const std::vector<WhyNode>& nodes() const { return nodes_; }

 private:
  void operands(typed::ExprId id, WhyNode& out, NodeId within);
  void field(const typed::Expr& e, WhyNode& out, NodeId within);
  void ref_field(const typed::Expr& e, WhyNode& out, NodeId within);
  void clock(int index, typed::ExprId threshold, WhyNode& out);
  void probe_value(const model::Field& f, const std::string& prefix, NodeId node, NodeId given, NodeId within, WhyNode& out);

  Lowerer& l_;
  std::vector<WhyNode> nodes_;
  std::map<int, uint32_t> cards_;
};

}  // namespace zs::ir
