#pragma once
// Gathers a drawing while a record is explained: the clocks as the derivation meets them, the cards as they are answered,
// then the events, the axis that holds them all and its days.
#include "oracle/drawing.h"
#include "oracle/evaluator.h"
#include "oracle/judge.h"

#include <map>
#include <set>

namespace zs::oracle {

class Drafter {
 public:
  Drafter(Evaluator& ev, Instant now) : ev_(ev), now_(now) {}

  /// What follows belongs to this indicator.
  void begin(int indicator);
  void cards(const Answer& answer);
  /// A clock that a condition of the indicator has asked, in the row at hand. `shown` is absent where it does not count.
  void clock(int index, const ClockState& state, const std::optional<Clock>& shown, const SpanValue& limit, const Words& label);
  Drawing finish();

 private:
  void events();
  void rows(const model::RecordModel& model, int field);
  std::vector<DrawnEvent> happened(const Row& row) const;
  void days();

  Evaluator& ev_;
  Instant now_;  // T, or the last instant
  Drawing out_;
  std::map<std::string, size_t> seen_;         // clocks, by what tells them apart
  std::set<std::pair<int, int>> used_;         // (model, field) that the indicators look at
  const Calendar* calendar_ = nullptr;
};

/// The clock's lane without its label.
ClockLane lane_of(const Clock& k, const std::vector<PauseSpan>& doubtful, Instant now);

/// The axis for these lanes: long stretches without events, in which no clock counts, are folded.
std::vector<AxisPiece> axis_of(const Drawing& d);

/// The fields, by (model, field), that an indicator looks at: in its conditions, its clocks and its reasons.
std::set<std::pair<int, int>> fields_of(const typed::Program& p, const typed::Indicator& i);

}  // namespace zs::oracle
