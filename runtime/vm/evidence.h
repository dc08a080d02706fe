#pragma once
// What a finding carries (处置, 依据, 理由) and which missing fields leave a record undecided: read from the registers of
// an indicator's detail function, which is run only for the rows that have something to tell.
#include "runtime/findings/finding.h"
#include "runtime/vm/answer.h"

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

/// The detail function of one indicator. Belongs to one thread; what many findings have in common is made once and shared.
class Evidence {
 public:
  Evidence(const Image& image, const Thread& thread, const bytecode::Indicator& indicator);

  /// Runs over these rows of the table; the questions below are about the ith of them.
  void run(Thread& thread, const columns::Table& table, const std::vector<uint32_t>& rows, Instant as_of);
  /// Fills actions, clause and reason of a finding.
  void describe(uint32_t i, findings::Finding& f);
  /// Names of missing values, by first appearance.
  findings::Texts missing(uint32_t i, const OpenCards& open);

 private:
  struct Walk;
  /// A question of Detail::roots and the card whose condition it is.
  struct Root {
    uint32_t why;
    uint8_t card;
  };
  struct Carried {
    findings::Texts actions;
    findings::Text clause;
  };
  struct Clause {
    const bytecode::DetailSituation* situation;
    const bytecode::DetailCard* card;
  };
  using Key = std::vector<uint32_t>;

  void sort_roots();
  void find_live();
  bool may_hold(const bytecode::Why& why) const;
  Carried carried(const Key& lit) const;
  void reason(const std::vector<bytecode::ReasonPart>& parts, const Domain& domain, uint32_t row, findings::Finding& f);
  const bytecode::Detail& detail() const { return indicator_.detail; }

  const Image& image_;
  const Thread& thread_;
  const bytecode::Indicator& indicator_;
  Frame frame_;
  Instant as_of_ = kNever - 1;
  std::vector<Clause> clauses_;              // in the order written
  std::vector<std::vector<Root>> roots_;     // by situation
  std::vector<uint32_t> silence_;            // roots of what supersedes the indicator
  std::vector<uint32_t> name_of_;            // by why: where its name first stands among the whys' names
  std::vector<uint8_t> holds_;               // by why: is there a 持续 in it?
  std::vector<uint64_t> asked_;              // by why: when it was last asked of a record as of T, in calls of missing()
  uint64_t asking_ = 0;
  std::vector<uint8_t> live_;                // by why: may some row of this run have something to say there?
  std::map<Key, Carried> carried_;           // by those of clauses_ that held
  std::map<Key, findings::Texts> names_;     // by what is missing
  Key key_;
  std::string text_;
};

}  // namespace zs::vm
