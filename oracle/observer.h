#pragma once
// Whoever wants to watch an evaluation: what each condition came to, what was compared with what, what each 当 gave.
// It changes nothing; where nobody watches, nothing is done for it.
#include "compiler/typed/program.h"
#include "oracle/record.h"
#include "oracle/truth.h"

namespace zs::oracle {

class Observer {
 public:
  virtual ~Observer() = default;
  /// A record is about to be judged by one indicator, or by one that can silence it. `from`: its earliest event as known at T
  /// (kTickAlways where it has none); what a condition comes to before that speaks of nothing.
  virtual void indicator(int index, Tick from) = 0;
  /// A condition of it, once for each row that it was asked of.
  virtual void condition(typed::ExprId id, const B& holds) = 0;
  /// The two sides of a plain comparison, neither of them missing: -1, 0, 1 as the left one is less, equal or greater.
  virtual void compared(typed::ExprId id, int order) = 0;
  /// A 当 with all that stands before it: 适用, the row being there, the record judged at all.
  virtual void rule(int indicator, int situation, int rule, const B& own) = 0;
};

}  // namespace zs::oracle
