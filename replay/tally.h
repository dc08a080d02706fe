#pragma once
// Sums over all records: for each indicator, card, group and day, what was, what came, what went, what is. For every card
// old + gained − lost = new.
#include "replay/changes.h"
#include "runtime/columns/table.h"
#include "runtime/model/record_model.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace zs::replay {

/// Records that show a card at some instant by T.
struct CardTally {
  uint64_t was = 0, gained = 0, lost = 0, moved = 0, is = 0;  // moved: by both rule sets, at other times
};

struct PairTally {
  std::vector<CardTally> cards;           // by Pairing::cards
  CardTally undecided;                    // at T
  uint64_t changed = 0;                   // records
  std::vector<uint64_t> decided_by;       // by Pair::differences
};

/// Fields whose values records can be grouped by; dates and instants by their month.
bool groupable(model::FieldType type);

/// By what records are grouped: a field's value, or the month in which the record begins.
struct Dimension {
  std::string name;                       // 行政区划, 月
  bool month = false;
  std::vector<std::string> values;        // by code, as people read them
  struct Group {
    uint64_t cases = 0, changed = 0;
    std::vector<CardTally> cards;         // under any indicator
  };
  std::vector<Group> groups;              // by code
};

/// Groups records of one kind after another.
class Grouper {
 public:
  static constexpr uint32_t kNoGroup = UINT32_MAX;   // records of this kind are not grouped by this

  /// `asked`: names or codes of fields, 月 for the month; empty: what such records are usually grouped by.
  explicit Grouper(std::vector<std::string> asked) : asked_(std::move(asked)) {}

  /// The records that follow are of this kind. What a reference table calls its rows is shown beside their keys.
  void open(const model::Models& models, int model, const std::vector<const columns::Table*>& references);
  /// codes()[dimension][record] of the table.
  const std::vector<std::vector<uint32_t>>& codes(const columns::Table& table);

  std::vector<Dimension>& dimensions() { return dimensions_; }
  const std::vector<Dimension>& dimensions() const { return dimensions_; }
  /// Names asked for that no kind opened so far has.
  std::vector<std::string> unknown() const;

 private:
  struct Source {
    int field = -1;
    std::unordered_map<std::string, std::string> names;  // reference keys: what people call the row
  };
  void add(const std::string& name, bool month, int field);
  uint32_t code_of(size_t dimension, const std::string& value);
  void name_rows(Source& source, const model::Field& field, const std::vector<const columns::Table*>& references) const;
  void texts(size_t dimension, const columns::Table& table);
  void others(size_t dimension, const columns::Table& table);
  void months(size_t dimension, const columns::Table& table);

  std::vector<std::string> asked_;
  std::set<std::string> found_;                            // of asked_
  const model::Models* models_ = nullptr;
  int model_ = -1;
  std::vector<Dimension> dimensions_;
  std::vector<std::optional<Source>> sources_;             // by dimension, of the kind at hand
  std::vector<std::unordered_map<std::string, uint32_t>> known_;
  std::vector<std::vector<uint32_t>> codes_;
};

struct Totals {
  uint64_t cases = 0, changed = 0;        // cases: records that either rule set judges by T
  uint64_t unjudged = 0;                  // read, but judged by neither: out of force, or nothing of them happened by T
  std::array<uint64_t, kKinds> kinds{};   // changed cases by their weightiest kind
  std::vector<CardTally> cards;           // cases that show the card under any indicator
  std::vector<std::map<int32_t, std::pair<uint64_t, uint64_t>>> days;  // by card: onsets on a day, old and new
};

/// Adds one record's sides to everything.
class Tally {
 public:
  explicit Tally(const Pairing& pairing);
  /// `groups`: the record's code in each of `dimensions`.
  void add(const Sides& sides, const std::vector<Change>& changes, size_t first_change, const std::vector<uint32_t>& groups, std::vector<Dimension>& dimensions);
  void decided(const Change& change);
  void not_judged() { ++totals.unjudged; }

  Totals totals;
  std::vector<PairTally> pairs;

 private:
  void card_sides(const Side& was, const Side& is, std::vector<CardTally>& cards);
  void days(const Side& was, const Side& is);

  const Pairing& pairing_;
  std::vector<char> any_was_, any_is_, any_moved_;  // by card, of the record at hand
};

}  // namespace zs::replay
