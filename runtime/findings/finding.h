#pragma once
// What an evaluation says about records, as plain values; the writers turn it into files.
#include "runtime/base/instant.h"
#include "runtime/findings/shared.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zs::findings {

using Text = Shared<std::string>;
using Texts = Shared<std::vector<std::string>>;

/// One maximal span in which one card of one indicator is on the table for one record.
struct Finding {
  uint32_t record = 0;     // row in the evaluated table
  uint16_t indicator = 0;  // index in the pack
  uint8_t card = 0;        // index in the rule set's 牌, 0 lowest
  Tick onset = kTickAlways;    // inclusive; kTickAlways: no instant of its own
  Tick cleared = kTickNever;   // exclusive; kTickNever: for ever, as far as is known at T
  Tick next_change = kTickNever;  // least boundary after T of this indicator for this record
  Texts actions;
  std::string reason;
  Text clause;
  uint16_t version = 0;    // the version of the rules that judged at the onset, index in the pack
};

/// The indicator's answer at T hangs on missing values.
struct Undecided {
  uint32_t record = 0;
  uint16_t indicator = 0;
  Texts missing;  // field names as rules write them: 承诺时限, 事项的承诺时限
};

/// The next change after T of one record and indicator.
struct Scheduled {
  enum class To : uint8_t { kNothing, kCard, kUndecided };
  uint32_t record = 0;
  uint16_t indicator = 0;
  Tick at = kTickNever;
  To to = To::kNothing;
  uint8_t card = 0;
};

/// Everything about one batch as of one T, ordered by record, indicator, onset.
struct Report {
  std::vector<Finding> findings;
  std::vector<Undecided> undecided;
  std::vector<Scheduled> schedule;
  uint64_t evaluated = 0;          // records judged
  uint64_t out_of_force = 0;       // records whose governing event lies outside 施行-废止 (as far as known by T)
  uint64_t unknown_yet = 0;        // records whose events all lie after T
  std::vector<uint32_t> unjudged;  // records that were not, ascending, where asked for
  uint64_t provisional_quiet = 0;  // records without a card at T whose quietness rests on an unpublished day
};

}  // namespace zs::findings
