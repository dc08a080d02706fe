#pragma once
// Questions about one or two rule sets on one ground.
#include "prove/encode.h"
#include "prove/solver.h"

namespace zs::prove {

/// An answer as a number, the higher the stricter: kRankOf × (2c for the card c, counted from 1 and 0 for none; 2c + 1 where a
/// higher card is undecided, 2c − 1 where it is undecided whether the card is silenced) + c. Equal numbers are equal answers.
inline constexpr int kRankOf = 1000;

class Question {
 public:
  /// One rule set asked about itself where both are the same. All must outlive the question.
  Question(const typed::Program& a, const typed::Program& b) : a_(ground_, written_, a), b_(ground_, written_, b) {}

  Ground& ground() { return ground_; }
  Terms& terms() { return ground_.terms; }
  Encoder& first() { return a_; }
  Encoder& second() { return b_; }

  /// `place`: by card of the program, its place in a common order, counted from 1.
  /// The indicator's answer at the instant. kNone: none at all.
  Term rank(Encoder& by, int indicator, const std::vector<int>& place);

  /// Can this hold of some record at some instant? kNever is a proof; kPossible a hint.
  Reply possible(Term holds, unsigned milliseconds);
  /// The facts are closed by the first question asked; nothing may be written afterwards.

 private:
  void close();
  void relate_held();
  void relate(const Held& x, const Held& y);

  Ground ground_;
  Written written_;
  Encoder a_, b_;
  bool closed_ = false;
  int depth_ = 0;
};

}  // namespace zs::prove
