#pragma once
// Which of several differences in the rules decides for one record: the first condition, in the order of the text, whose
// answer is not the same.
#include "oracle/evaluator.h"
#include "replay/pairing.h"

namespace zs::replay {

class Decider {
 public:
  /// Tables hold the same records in the same order; everything must outlive the decider.
  Decider(const typed::Program& old_program, const oracle::Inputs& old_inputs, const typed::Program& new_program, const oracle::Inputs& new_inputs, Instant as_of);

  /// Index into pair.differences, -1 where there is none. What is no condition (a card, a 情形 more or less) counts where no
  /// condition before or after it differs.
  int first(const Pair& pair, size_t record);

 private:
  bool differs(const Difference& d);

  oracle::Evaluator old_, new_;
  const oracle::Inputs& old_inputs_;
  const oracle::Inputs& new_inputs_;
};

}  // namespace zs::replay
