#pragma once
// Two rule sets, indicator by indicator: is the new one the same, stricter, laxer or otherwise different, for every record that
// could ever come? What is said is proved (by Z3) or shown by a record that both judges have confirmed; the rest is undecided.
//
// Stricter: at every instant of every record the new answer stands at least as high as the old one, and somewhere higher. Answers
// in their order: no card; undecided; the lowest card; undecided above it; … the highest card. Being undecided whether a card is
// silenced stands just below the card. The cards' order is the new rule set's; 施行 and 废止 are left out of account, and so is
// everything but the cards: 理由, 处置, 依据.
#include "prove/sample.h"
#include "replay/pairing.h"
#include "runtime/base/result.h"

#include <functional>

namespace zs::prove {

/// An answer over time for one record, in words.
struct ShownBar {
  std::string card;           // empty: undecided
  Instant from = kAlways;     // kAlways: from the beginning
  Instant until = kNever;     // kNever: for good
};

/// A record for which two rule sets answer differently, confirmed by the oracle and by the machine.
struct Witness {
  Sample sample;              // Chinese names; the key is W1
  std::string model;          // the record's
  Instant at = kAlways;       // the first instant at which they differ as said; kAlways: at all times before anything happens
  std::vector<ShownBar> was, is;
};

/// One way in which the new answer could differ.
struct Direction {
  enum class State : uint8_t {
    kNever,   // proved: for no record at no instant
    kShown,   // a witness shows it
    kOpen,    // neither within the time
  } state = State::kOpen;
  std::optional<Witness> witness;
};

enum class Verdict : uint8_t { kSame, kStricter, kLaxer, kDifferent, kNew, kGone, kUndecided };
/// same, stricter, laxer, different, new, gone, undecided.
const char* name_of(Verdict v);

struct Comparison {
  Verdict verdict = Verdict::kUndecided;
  Direction higher, lower;    // the new answer against the old one
  double seconds = 0;         // spent on it; 0 without a clock
};

struct Options {
  double budget = 2;                      // seconds an indicator, at most, give or take one question to the solver
  std::function<double()> clock;          // seconds since some beginning; null: work is bounded by `samples` alone
  size_t samples = 6000;                  // tried for an indicator at most
};

struct Compared {
  replay::Pairing pairing;                // what differs in the rules' text
  std::vector<Comparison> comparisons;    // parallel to pairing.pairs
};

/// Both programs as they came from the compiler; the text of a place in either. 统计指标 are not compared.
Compared compare(const typed::Program& old_program, const typed::Program& new_program, const replay::TextOf& old_text, const replay::TextOf& new_text, const Options& options);

/// Only what breaks `只能从严`: pairs whose new answer is, or may be, lower somewhere; what is gone. Indices into the pairing.
/// A pair that is proved never lower is no violation even where it could not be told whether it is ever higher.
struct Strictness {
  Compared compared;
  std::vector<size_t> violations;
};
Strictness only_stricter(const typed::Program& base, const typed::Program& overlay, const replay::TextOf& base_text, const replay::TextOf& overlay_text, const Options& options);

/// The rules of one version alone (an index into program.versions), in force at all times: for comparing versions of one pack, an
/// overlay with what it stands on. 统计指标 and tests are left out.
typed::Program one_version(const typed::Program& program, int version);

/// The record (and its reference rows) as one line of JSON, as `zs explain` and `zs run` read it.
std::string json_of(const typed::Datum& record);

}  // namespace zs::prove
