#include "runtime/vm/tally.h"

namespace zs::vm {

void count(Thread& thread, Judge& judge, uint32_t n, Instant t, Answer& scratch, Tally& out) {
  std::vector<uint8_t> marks(n, 0);
  judge.mark(tick_of(t, true), marks.data(), n);
  for (uint32_t row = 0; row < n; ++row) {
    if (!marks[row]) continue;
    judge.answer(row, scratch);
    for (size_t c = 0; c < scratch.shown.size(); ++c) {
      const IntervalSet& s = scratch.shown[c];
      out.cards[c].shown += !s.empty() && instant_of(s[0].a) <= t;
      out.cards[c].on_table += temporal::contains(s, t);
    }
    out.undecided += temporal::contains(scratch.undecided, t);
  }
}

}  // namespace zs::vm
