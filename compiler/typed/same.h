#pragma once
// Whether two parts of two rule sets mean the same: structure alone, names and places in the text aside.
#include "compiler/typed/program.h"

#include <map>
#include <utility>

namespace zs::typed {

/// Which of two programs.
enum class Which : uint8_t { kOld, kNew };

class Same {
 public:
  Same(const typed::Program& old_program, const typed::Program& new_program) : a_(old_program), b_(new_program) {}

  /// True only where both always have the same value for the same record.
  bool expr(typed::ExprId a, typed::ExprId b);
  bool clock(int a, int b);
  bool calendar(int a, int b) const;
  bool scope(typed::ScopeId a, typed::ScopeId b);
  /// What a 统计指标 counts, when, and what comes of it; what it quotes and says is left aside.
  bool aggregate(const typed::Aggregate& a, const typed::Aggregate& b);
  /// The record models as data are bound to them: one table serves both programs.
  bool model(int a, int b) const;
  bool field(int model_a, int a, int model_b, int b) const;

  const typed::Program& old_program() const { return a_; }
  const typed::Program& new_program() const { return b_; }

 private:
  bool nodes(const typed::Expr& x, const typed::Expr& y);
  bool term(const typed::Aggregate::Term& a, const typed::Aggregate::Term& b);
  bool pauses(const typed::Clock& x, const typed::Clock& y);
  bool enumeration(int a, int b) const;
  bool labels(int enumeration_a, int enumeration_b, const typed::Expr& x, const typed::Expr& y) const;

  const typed::Program& a_;
  const typed::Program& b_;
  std::map<std::pair<int, int>, bool> exprs_, clocks_;
};

/// Are all record models alike, in the same order: do tables of the one serve the other?
bool same_models(const typed::Program& a, const typed::Program& b);

}  // namespace zs::typed
