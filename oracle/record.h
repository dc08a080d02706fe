#pragma once
// What is known of records as of T: prune_T of the calculus, applied while reading. Events after T have not
// happened; a row whose events all lie after T is not there.
#include "compiler/typed/program.h"
#include "oracle/units.h"
#include "runtime/columns/table.h"

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zs::oracle {

struct Inputs {
  const columns::Table* records = nullptr;
  std::vector<const columns::Table*> references;  // by model index; null or short: not given
};

/// A plain value or ⊥ (missing). Which member speaks follows from the expression's type.
struct Value {
  bool missing = true;
  Number number;                        // kNumber
  int64_t word = 0;                     // kBool, kDate, kInstant, kEnum
  std::string_view text;                // kText
  SpanValue span;                       // kSpan; missing where its number or its unit is
  std::vector<std::string_view> texts;  // kTextList
  std::vector<int64_t> labels;          // kEnumList
};

/// One record, reference row or row of a list.
struct Row {
  const columns::Table* table = nullptr;
  size_t index = 0;
};

class Reader {
 public:
  Reader(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of);

  /// Field `field` of a row. An absent list is empty, except in a row of a reference table, where it is ⊥.
  Value plain(const Row& row, int field, bool reference) const;
  Instant event(const Row& row, int field) const;
  /// The row with this key; absent where there is none.
  std::optional<Row> reference(int model, std::string_view key) const;
  /// The rows of a list that are known at T, in order.
  std::vector<size_t> known_rows(const Row& owner, int field) const;
  const columns::Table* list(const Row& owner, int field) const;
  /// The least event of the row itself, or with its lists'; never where none has happened.
  Instant least_event(const Row& row, bool with_lists) const;
  /// True where something happened, but all of it after T.
  bool still_to_come(const Row& row, bool with_lists) const;

  const model::RecordModel& model_of(const Row& row) const;

 private:
  Instant least_in_data(const Row& row, bool with_lists) const;
  std::pair<size_t, size_t> bounds(const Row& owner, int field) const;

  const typed::Program& program_;
  const Inputs& inputs_;
  Instant horizon_;  // T, or the last instant
  mutable std::unordered_map<int, std::unordered_map<std::string_view, size_t>> keys_;
};

}  // namespace zs::oracle
