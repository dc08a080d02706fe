#pragma once
// Counting cards over a batch without building findings.
#include "runtime/vm/answer.h"

#include <span>

namespace zs::vm {

struct Tally {
  std::span<Counts::Card> cards;
  uint64_t& undecided;
};

/// Adds the batch's rows to the tally: shown by T, on the table at T, undecided at T.
void count(Thread& thread, Judge& judge, uint32_t n, Instant t, Answer& scratch, Tally& out);

}  // namespace zs::vm
