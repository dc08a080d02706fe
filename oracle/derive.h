#pragma once
// The derivation of one condition: a tree that follows the expression, with the value of every part.
#include "oracle/draw.h"
#include "oracle/evaluator.h"
#include "oracle/explain.h"

namespace zs::oracle {

/// When a set holds: 自 … 至 …; a boundary that rests on an unpublished year carries a question mark.
Words words_of(const Set& s);
Words words_of(const B& b);

/// 第2行「审查」: its number and its first text.
Words row_label(const Reader& reader, const Row& row, size_t number);

class Deriver {
 public:
  /// Clocks that are met go to the drafter, too.
  Deriver(Evaluator& ev, Instant now, std::function<std::string(Span)> source, Drafter& drafter)
      : ev_(ev), p_(ev.program()), now_(now), source_(std::move(source)), drafter_(drafter) {}

  Node condition(typed::ExprId id);
  /// The same expression where nothing asked for it.
  Node not_reached(typed::ExprId id) const;
  Node plain(Words label, const B& b) const;
  /// Labels a node with the number and the first text of the bound row.
  void name_row(typed::ScopeId scope, Node& n) const;

 private:
  Node::Holds at_now(const B& b) const;
  Node start(typed::ExprId id) const;
  void joined(const typed::Expr& e, Node& n);
  void rows(const typed::Expr& e, Node& n);
  void operands(const typed::Expr& e, Node& n);
  Node value(typed::ExprId id);
  Node clock(int index, const SpanValue& threshold);
  Words clock_label(const typed::Clock& written);
  Words label(const typed::Expr& e) const;

  Evaluator& ev_;
  const typed::Program& p_;
  Instant now_;
  std::function<std::string(Span)> source_;
  Drafter& drafter_;
};

/// The days of a clock from its start through `last`: counted, or why not. At most `most` of them, then one that says so.
std::vector<DayNote> days_of(const Clock& k, DayNumber last, size_t most = 400);

}  // namespace zs::oracle
