#pragma once
// Which missing values leave a condition undecided: a tree of questions beside the graph.
#include "compiler/ir/lowerer.h"

#include <map>
#include <string>
#include <vector>

namespace zs::ir {

/// Like bytecode::Why, with a node in place of the register.
struct WhyNode {
  bytecode::Why::Ask ask{};
  NodeId node = kNoNode;
  std::vector<uint32_t> children;
  std::string name;
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
  using Ask = bytecode::Why::Ask;
  using Children = std::vector<uint32_t>;

  uint32_t add(Ask ask, NodeId node, Children children, std::string name = "");
  void operand(typed::ExprId id, Children& to);
  void operands(const typed::Expr& e, Children& to);
  void field(const model::Field& f, const std::string& prefix, NodeId node, Children& to);
  void clock(const typed::Expr& e, Children& to);
  /// The question whether the value of an expression is missing as a whole.
  Ask whole(const typed::Expr& e) const;

  Lowerer& l_;
  std::vector<WhyNode> nodes_;
  std::map<int, uint32_t> cards_;
};

}  // namespace zs::ir
