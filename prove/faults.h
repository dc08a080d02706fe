#pragma once
// What is probably not meant in one rule set, told by proof or by an example: for lints. Nothing here is a guess: `kGap` and
// `kOverlap` come with a record that the oracle has judged, the others are proved for every record.
#include "prove/compare.h"

#include <set>

namespace zs::prove {

struct Fault {
  enum class What : uint8_t {
    kGap,          // between two 情形 that divide a range lies a value that neither takes: `expr`, `other_expr` are the comparisons
    kOverlap,      // two 情形 that divide a range both take a value, and give different cards
    kHiddenCard,   // a card's condition can hold, but a higher card (or a silencer) always hides it
    kNeverHolds,   // the condition of a 当 can never hold: `expr`
    kSilent,       // no condition of the indicator can ever hold, or all its cards are silenced
    kRedundant,    // `expr`, one of several that are required, always holds where the others do
    kIdleSupersede,  // `indicator` 取代s `other`, and the two never stand at once
    kEquivalent,   // `indicator` and `other` always show the same cards
  } what = What::kGap;
  int indicator = typed::kNone, other = typed::kNone;
  int situation = typed::kNone, other_situation = typed::kNone;
  int card = typed::kNone;
  typed::ExprId expr = typed::kNone, other_expr = typed::kNone;
  Span src;                       // the most telling place
  std::optional<Witness> witness; // kGap, kOverlap; `is` has what is shown
};

struct Faults {
  std::vector<Fault> found;       // by indicator, in the order of the enumeration above
  size_t open = 0;                // questions with neither a proof nor an example
  double seconds = 0;             // spent, where there is a clock
};

/// Of every indicator; of these kinds alone, unless there are none. What the chosen 口径 settle is left out. options.budget and
/// .samples bound each search for an example. 施行 and 废止 are left out of account.
Faults faults(const typed::Program& program, const Options& options, const std::set<Fault::What>& kinds = {});

}  // namespace zs::prove
