#pragma once
// Lowers expressions of the typed program to graph nodes. One Lowerer for one function: the main function of a record
// model (all its indicators, work shared) or the detail function of one indicator.
#include "compiler/ir/graph.h"
#include "compiler/ir/pools.h"
#include "compiler/typed/program.h"

#include <map>
#include <string>
#include <vector>

namespace zs::ir {

/// A value and the scope whose rows it has. Constants have no scope and are made again wherever they are needed.
struct Val {
  NodeId node = kNoNode;
  typed::ScopeId scope = typed::kNone;  // kNone: the records, or a constant
  int scale = 0;                        // numbers in V: decimal digits after the point (0 or kDecimalScale)
};

struct ClockParts {
  typed::ScopeId scope = typed::kNone;
  NodeId start = kNoNode, end = kNoNode, limit = kNoNode, pauses = kNoNode;
  bytecode::ClockTest test;
};

/// Something the typed program may say that the machine has no instruction for; sema should have refused it.
struct Unsupported {
  std::string what;
  Span src;
};

class Lowerer {
 public:
  Lowerer(const typed::Program& program, Pools& pools);

  Graph& graph() { return graph_; }

  /// Plain truth or temporal truth of a condition, in the scope it depends on.
  Val truth(typed::ExprId id);
  Val value(typed::ExprId id);
  /// The value with the rows of `scope` (its own or an inner one).
  NodeId in(Val v, typed::ScopeId scope);
  /// A number or span, exact, in Q.
  Val exact(typed::ExprId id);
  /// As temporal truth.
  NodeId temporal(Val v, typed::ScopeId scope);
  NodeId domain(typed::ScopeId scope);
  /// Intersection of conditions in `scope`, plain ones first, then by shape.
  NodeId all(std::vector<Val> conditions, typed::ScopeId scope);
  NodeId any(const std::vector<NodeId>& sets, typed::ScopeId scope);
  /// Instants at which the scope's row is known.
  Val visible(typed::ScopeId scope);
  /// [the record's least event, ∞).
  Val known();
  /// Union over the rows of `rows`, in the scope around it.
  NodeId over_rows(NodeId set, typed::ScopeId rows, typed::ScopeId outer);

  ClockParts clock(int index, typed::ExprId threshold, typed::ScopeId at_least = typed::kNone);
  typed::ScopeId scope_of(typed::ExprId id);
  typed::ScopeId inner(typed::ScopeId a, typed::ScopeId b) const;
  /// Own set of a lower card of the situation being lowered (conditions name lower cards).
  void set_card(int card, Val own) { cards_[card] = own; }
  void clear_cards() {
    cards_.clear();
    truths_.clear();  // a remembered condition may speak of a card
  }
  NodeId make(bytecode::Opcode op, typed::ScopeId scope, std::initializer_list<NodeId> src, int32_t imm = -1, QInfo q = {});

  const typed::Program& program() const { return program_; }
  Pools& pools() { return pools_; }

 private:
  Val lower_truth(const typed::Expr& e);
  Val lower_value(const typed::Expr& e);
  Val compare(const typed::Expr& e);
  Val compare_exact(const typed::Expr& e);
  Val compare_plain(const typed::Expr& e);
  Val junction(const typed::Expr& e, bool conjunction);
  Val negation(const typed::Expr& e);
  Val is_null(const typed::Expr& e);
  Val member(const typed::Expr& e);
  Val exists(const typed::Expr& e);
  Val all_in_rows(const typed::Expr& e);
  Val clock_test(const typed::Expr& e);
  Val field(const typed::Expr& e, bool presence_only = false);
  Val ref_field(const typed::Expr& e);
  Val constant(const typed::Expr& e);
  Val list(typed::ExprId id);
  Val instant(typed::ExprId id);       // event, instant, or a date's 00:00
  NodeId q_binary(bytecode::Opcode op, NodeId a, NodeId b, typed::ScopeId scope, Span src);
  /// A threshold or limit as a packed span; a computed one is rounded so that every test decides as for the exact value.
  /// `calendar`: of the clock that the span is for, kNone where it is for no clock.
  NodeId packed_span(typed::ExprId id, typed::ScopeId scope, int calendar = typed::kNone);
  bool is_plain_span(typed::ExprId id) const;
  NodeId pauses(const typed::Clock& c, typed::ScopeId scope);
  Val place(typed::ExprId text, Val list);
  Val binary(bytecode::Opcode op, Val a, Val b, int32_t imm = -1);
  Val unary(bytecode::Opcode op, Val a, int32_t imm = -1);
  bool is_constant(NodeId id) const;
  const typed::Expr& expr(typed::ExprId id) const { return program_[id]; }
  void bind_rows(typed::ScopeId rows, typed::ScopeId outer);

  const typed::Program& program_;
  Pools& pools_;
  Graph graph_;
  std::map<typed::ScopeId, NodeId> domains_;
  std::map<typed::ScopeId, typed::ScopeId> outer_;  // rows scope -> scope its rows were taken from
  std::map<typed::ExprId, Val> truths_, values_;
  std::map<typed::ExprId, typed::ScopeId> scopes_;
  std::map<int, Val> cards_;
};

}  // namespace zs::ir
