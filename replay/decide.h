#pragma once
// Which of several differences in the rules decides for one record: the first, in the order of the text, without which the new
// answer would be another.
#include "oracle/judge.h"
#include "replay/pairing.h"

namespace zs::replay {

class Decider {
 public:
  /// Tables hold the same records in the same order; everything must outlive the decider.
  Decider(const typed::Program& old_program, const oracle::Inputs& old_inputs, const typed::Program& new_program, const oracle::Inputs& new_inputs, Instant as_of);

  /// Index into pair.differences, -1 where there is none. Where several together decide and none alone does, the first that is
  /// not the same for this record.
  int first(const Pair& pair, size_t record);

 private:
  /// What an indicator says by T.
  struct Said {
    std::vector<oracle::Set> shown;
    bool undecided = false;
    bool operator==(const Said&) const = default;
  };
  Said said(oracle::Judge& judge, int indicator) const;
  bool differs(const Difference& d);
  bool asked(oracle::Judge& judge, int indicator, int situation, typed::ExprId when);
  bool decides(const Difference& d, const Pair& pair);
  Said with_old(const Difference& d, int indicator);
  void take_up(size_t record);

  oracle::Evaluator old_, new_;
  oracle::Judge old_judge_, new_judge_;
  const oracle::Inputs& old_inputs_;
  const oracle::Inputs& new_inputs_;
  Instant as_of_;
  size_t record_ = 0;
};

}  // namespace zs::replay
