#pragma once
// Records made wrong on purpose, exactly as many as asked for, so that readers and tests can be held to the count.
#include "generate/world.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::generate {

enum class FaultKind : uint8_t {
  kBadDate,        // bad-date: a date or instant that does not exist
  kBadEnum,        // bad-enum: a label that the enumeration lacks
  kBadNumber,      // bad-number: no number where one should be
  kMissingKey,     // missing-key
  kDuplicateKey,   // duplicate-key: that of an earlier sound record
  kMissingField,   // missing-field: without one that must be there
  kBrokenLine,     // broken-line: NDJSON cut short, CSV with a column too few or too many
  kBadEncoding,    // bad-encoding: bytes that are no text
  kUnresolvedRef,  // unresolved-ref: a key without a row; the record is read nevertheless
};
inline constexpr std::array<std::string_view, 9> kFaultNames{"bad-date", "bad-enum", "bad-number", "missing-key", "duplicate-key", "missing-field", "broken-line", "bad-encoding", "unresolved-ref"};
inline std::string_view name_of(FaultKind k) { return kFaultNames[static_cast<size_t>(k)]; }
/// Does a reader reject the record?
inline bool rejected(FaultKind k) { return k != FaultKind::kUnresolvedRef; }

struct FaultShare {
  FaultKind kind;
  double share;  // of all records, 0 to 1
};
/// bad-date=0.01 or bad-date=1%.
Result<FaultShare> parse_fault(const std::string& text);

/// One fault of one record.
struct Fault {
  FaultKind kind;
  uint64_t index = 0;   // of the record, from 0
  std::string key;      // as the record would have it without the fault; of kDuplicateKey the one it shares
  std::string field;    // where; empty: the whole line
};

/// Which records are made wrong, and how: told for every index by itself. The first record is always sound.
class Faults {
 public:
  /// kUsage where the kind has no field for a fault, or the shares come to more than all.
  static Result<Faults> make(const World& world, int model, const std::vector<FaultShare>& shares, bool text_format);

  std::optional<FaultKind> of(uint64_t index) const noexcept;
  /// Changes the record's cells as the fault wants; kBrokenLine is for who writes the line.
  Fault apply(FaultKind kind, uint64_t index, Cell* cells, binding::Arena& arena) const;
  uint64_t count(FaultKind kind) const noexcept { return counts_[static_cast<size_t>(kind)]; }
  bool any() const noexcept { return faulty_ > 0; }

 private:
  /// A field of the record, or of the rows of one of its lists.
  struct Site { int field = -1, column = -1; };
  Faults(const World& world, int model, uint64_t records) : world_(world), model_(model), order_(std::max<uint64_t>(1, records ? records - 1 : 0), scatter(world.settings().seed ^ 0xFA017u)) {}
  std::vector<Site> sites(FaultKind kind) const;
  void put(const Site& site, const Cell& cell, Cell* cells, binding::Arena& arena) const;
  std::string_view label_beyond(const Site& site, std::string_view label, binding::Arena& arena) const;
  std::string path_of(const Site& site) const;

  const World& world_;
  int model_;
  Permutation order_;
  std::array<uint64_t, 9> counts_{};
  std::array<std::vector<Site>, 9> sites_;
  uint64_t faulty_ = 0;
};

}  // namespace zs::generate
