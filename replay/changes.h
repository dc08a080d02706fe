#pragma once
// What two rule sets say of the same records, laid side by side.
#include "replay/pairing.h"
#include "runtime/findings/finding.h"

#include <array>
#include <string>
#include <vector>

namespace zs::replay {

/// A stretch in which a card is on the table.
struct Bar {
  int card = 0;                  // index into Pairing::cards
  Tick onset = kTickAlways;      // kTickAlways: no instant of its own
  Tick cleared = kTickNever;     // kTickNever: still on the table at T
  bool operator==(const Bar&) const = default;
};

/// One indicator's answer for one record by one rule set, as of T.
struct Side {
  std::vector<Bar> bars;         // by onset
  bool undecided = false;        // at T
  std::string reason;            // of the highest card's last bar
  std::vector<std::string> missing;
  int highest() const;           // card, -1: none
};

enum class Kind : uint8_t { kGained, kLost, kRaised, kLowered, kMoved, kDecided, kUndecided, kDropped };
inline constexpr size_t kKinds = 8;
/// gained, lost, raised, lowered, moved, decided, undecided, dropped (undecided before, not judged any more); lighter ones later.
const char* name_of(Kind kind);

struct Change {
  uint32_t record = 0;           // row of the table
  int pair = 0;                  // index into Pairing::pairs
  Kind kind = Kind::kMoved;
  Side was, is;
  int difference = -1;           // index into Pair::differences: the first that differs for this record; -1: none of them alone
  Instant parted = kNever;       // the first instant by T at which the cards differ; kAlways: at all times; kNever: they do not
};

bool same(const Side& was, const Side& is);
/// Of sides that are not the same. `judged`: the new rules still judge the record by this indicator.
Kind kind_of(const Side& was, const Side& is, bool judged);
Instant parted(const Side& was, const Side& is);

/// The sides of all records of a batch for the pairs that differ, and counts for all.
class Sides {
 public:
  explicit Sides(const Pairing& pairing);

  /// Takes up a record: what the reports say of it. Reports are in the order of records; `from` is advanced past it.
  struct Cursor { size_t finding = 0, undecided = 0; };
  void open(uint32_t record, const findings::Report& old_report, Cursor& in_old, const findings::Report& new_report, Cursor& in_new,
            const std::vector<int>& new_pair, Instant as_of);

  /// Pairs that either rule set says something about for this record, ascending.
  const std::vector<int>& touched() const { return touched_; }
  const Side& was(int pair) const { return was_[static_cast<size_t>(pair)]; }
  /// The new answer; for pairs that mean the same, the old one.
  const Side& is(int pair) const { return shared(pair) ? was(pair) : is_[static_cast<size_t>(pair)]; }
  bool shared(int pair) const;

 private:
  void touch(int pair);

  const Pairing& pairing_;
  std::vector<Side> was_, is_;   // by pair
  std::vector<char> is_touched_;
  std::vector<int> touched_;
};

}  // namespace zs::replay
