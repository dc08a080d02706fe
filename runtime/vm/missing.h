#pragma once
// Which missing fields leave a record undecided: questions from an indicator's conditions down to the fields, asked of the
// registers of that part of its detail function which they need.
#include "runtime/findings/finding.h"
#include "runtime/vm/answer.h"
#include "runtime/vm/remembered.h"

#include <map>
#include <string>
#include <vector>

namespace zs::vm {

/// What is undecided for a row at T, from the indicator's own sets.
struct OpenCards {
  std::vector<uint8_t> cards;  // by card: its own set is undecided at T, and no higher card is certain
  bool silence = false;        // whether the indicator is superseded is undecided
};
void open_cards(const Judge& judge, size_t cards, uint32_t row, Instant t, OpenCards& open);

/// Of one indicator. Belongs to one thread.
class Missing {
 public:
  Missing(const Image& image, const bytecode::Indicator& indicator);

  /// Runs over these rows of the table; names() is about the ith of them.
  void run(Thread& thread, const columns::Table& table, const std::vector<uint32_t>& rows, Instant as_of);
  /// Names of missing values, by first appearance.
  findings::Texts names(uint32_t i, const OpenCards& open);

 private:
  struct Walk;
  /// One of Detail::whys with what is looked at for each row in one place.
  struct Question {
    const Register* reg;
    const Domain* domain;
    const bytecode::Why* why;
    uint32_t name;    // where its name first stands among the questions' names
    bool named;
    bool holds;       // is there a 持续 in it?
    bool live;        // may some row of this run have something to say there?
    uint64_t asked;   // when it was last asked of a record as of T, in calls of names()
  };
  /// A question of Detail::roots and the card whose condition it is.
  struct Root {
    uint32_t why;
    uint8_t card;
  };
  struct Situation {
    const Domain* domain;
    std::vector<Root> roots;
  };

  void make_questions();
  void sort_roots();
  void find_live();
  bool may_hold(const Question& q) const;

  const Image& image_;
  const bytecode::Detail detail_;
  Frame frame_;
  Instant as_of_ = kNever - 1;
  std::vector<Question> questions_;          // parallel to detail_.whys
  std::vector<Situation> situations_;
  std::vector<uint32_t> silence_;            // roots of what supersedes the indicator
  uint64_t asking_ = 0;
  bool live_known_ = false;
  Remembered<findings::Texts> names_;        // by what is missing
  std::vector<uint32_t> key_;
};

}  // namespace zs::vm
