#pragma once
// What one indicator says about one record, for all time: shown_c and undecided of the calculus.
#include "runtime/vm/frame.h"
#include "runtime/vm/lines.h"

#include <vector>

namespace zs::vm {

struct Answer {
  std::vector<IntervalSet> shown;  // by card
  IntervalSet undecided;
  int undated = -1;  // the card whose first interval had no beginning of its own before the rule set's force cut it

  /// The onset of x, an interval of shown[card]: kTickAlways where it has none of its own.
  Tick onset(size_t card, const Interval& x) const { return static_cast<int>(card) == undated && &x == shown[card].begin() ? kTickAlways : x.a; }
};

/// The boundaries of an answer on either side of t.
struct Neighbours {
  Tick next = kTickNever;         // the least after t
  bool last_provisional = false;  // of the greatest at or before t
};

/// Works an indicator's registers into answers, a row at a time.
class Judge {
 public:
  Judge(const Lines::Cards& cards, const Frame& frame, Reg judged);

  /// Marks the rows that may have something to tell: some card may begin by `latest`, or is bounded by a provisional tick.
  void mark(Tick latest, uint8_t* marks, uint32_t n) const;
  void answer(uint32_t row, Answer& out);
  /// Does own_c of a row hold at t, for must or may? No for a card that never shows. Likewise what silences the cards.
  bool own_at(size_t card, uint32_t row, bool must, Instant t) const { return holds(own_[card], row, must, t); }
  bool silent_at(uint32_t row, bool must, Instant t) const { return holds(silenced_, row, must, t); }

 private:
  static bool holds(const Register* r, uint32_t row, bool must, Instant t) { return r && (must ? r->must_plane : r->may_set()).holds(row, t); }
  SetView own(size_t card, uint32_t row, bool must, Interval& one) const;
  SetView silence(uint32_t row, bool must, Interval& one) const;
  bool answer_single(uint32_t row, Answer& out);
  void answer_any(uint32_t row, Answer& out);
  void leave_open(SetView must, SetView may, SetView higher);

  std::vector<const Register*> own_;  // by card, null where it never shows
  const Register* silenced_ = nullptr;
  const Register* judged_;
  IntervalSet higher_, scratch_, part_, undecided_;
};

Neighbours neighbours(const Answer& a, Instant t);

}  // namespace zs::vm
