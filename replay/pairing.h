#pragma once
// The indicators of two rule sets side by side.
#include "replay/differences.h"

#include <string>
#include <vector>

namespace zs::replay {

/// One indicator (or 统计指标) of either rule set, or of both by its code.
struct Pair {
  enum class Status : uint8_t {
    kSame,      // the same words and the same meaning
    kWording,   // other words (理由, 处置, 依据, names), the same timeline for every record
    kChanged,
    kNew,
    kGone,
  } status = Status::kSame;
  std::string code, name;                    // the new one's, where there is one
  std::string record;                        // the record kind
  int in_old = typed::kNone, in_new = typed::kNone;
  std::vector<std::string> clauses;
  std::vector<Difference> differences;       // kChanged
};

struct Pairing {
  std::vector<std::string> cards;            // of both, lowest first
  std::vector<int> old_card, new_card;       // by card of either rule set: index into `cards`
  std::vector<Pair> pairs;                   // in the order of the new rule set; what is gone stands where it stood
  std::vector<int> pair_of_old, pair_of_new; // by indicator
  /// Indicators that must be judged by both rule sets.
  std::vector<int> old_changed() const;
  std::vector<int> new_changed() const;
};

Pairing paired(const typed::Program& old_program, const typed::Program& new_program, const TextOf& old_text, const TextOf& new_text);

}  // namespace zs::replay
