#pragma once
// What a finding carries (处置, 依据, 理由) and which missing fields leave a record undecided: read from the registers of
// an indicator's detail function, which is run only for the rows that have something to tell.
#include "runtime/findings/finding.h"
#include "runtime/vm/answer.h"

#include <string>
#include <vector>

namespace zs::vm {

/// What is undecided for a row at T, from the indicator's own sets.
struct OpenCards {
  std::vector<uint8_t> cards;  // by card: its own set is undecided at T, and no higher card is certain
  bool silence = false;        // whether the indicator is superseded is undecided
};
OpenCards open_cards(const Judge& judge, size_t cards, uint32_t row, Instant t);

class Evidence {
 public:
  Evidence(const Image& image, const Thread& thread, const bytecode::Indicator& indicator, const Frame& frame, Instant as_of);

  /// Fills actions, clause and reason of a finding of the ith row that the detail function ran over.
  void describe(uint32_t i, findings::Finding& f) const;
  /// Names of missing values, by first appearance.
  std::vector<std::string> missing(uint32_t i, const OpenCards& open) const;

 private:
  struct Walk;
  std::string reason(const std::vector<bytecode::ReasonPart>& parts, const Domain& domain, uint32_t row, Tick onset) const;

  const Image& image_;
  const Thread& thread_;
  const bytecode::Indicator& indicator_;
  const Frame& frame_;
  Instant as_of_;
};

}  // namespace zs::vm
