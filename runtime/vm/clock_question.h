#pragma once
// What a clock's test asks of one row, made ready from its spans: the same for timelines and for the answer at one instant.
#include "runtime/temporal/clock.h"
#include "runtime/vm/compare.h"

#include <cstddef>
#include <new>
#include <optional>
#include <type_traits>

namespace zs::vm {

/// What is asked of a count that only rises: {st or n ≥ m} (up to two of them), or {> k days}, made into the six comparisons.
struct Upward {
  enum class What : uint8_t { kAtLeast, kOverDays, kDaysLeft } what = What::kAtLeast;
  int64_t m = 0;
  bool roll = false;    // kOverDays
  int64_t limit = 0;    // kDaysLeft: whole days or seconds of the limit
  bool work = false;    // kDaysLeft: days of which kind
};

Tick evaluate(const temporal::Clock& c, const Upward& u);
void evaluate(const temporal::Clock& c, const Upward& u, temporal::Pauses p, temporal::IntervalSet& out);

/// A clock's test made ready for one row: basis, and the pair of upward questions.
struct Question {
  temporal::Basis basis = temporal::Basis::kUnknown;
  Cmp cmp = Cmp::kGe;
  Upward least, more;
};

// The question of each kind of test; nothing where a span is missing or does not convert: the answer is unknown.
std::optional<Question> used(const temporal::ClockRules& r, Cmp cmp, PackedSpan threshold, const PackedSpan* limit);
std::optional<Question> left(const temporal::ClockRules& r, Cmp cmp, PackedSpan limit, PackedSpan threshold, const PackedSpan* difference);
std::optional<Question> overdue(const temporal::ClockRules& r, PackedSpan limit, bool roll);

/// What the spans of a row make of a test. Most rows share a few spans: their questions are remembered.
struct Spans {
  PackedSpan limit = kMissing, threshold = kMissing, difference = kMissing;
  bool operator==(const Spans&) const = default;
};
template <class Ask>
class Questions {
 public:
  explicit Questions(Ask ask) : ask_(ask) {}
  const std::optional<Question>& operator()(const Spans& s) {
    const uint64_t mixed = (static_cast<uint64_t>(s.limit) ^ static_cast<uint64_t>(s.threshold) << 21) * 0x9E3779B97F4A7C15u;
    const uint64_t slot = mixed >> 58, bit = uint64_t{1} << slot;
    Known* const k = reinterpret_cast<Known*>(memory_) + slot;
    if ((asked_ & bit) == 0 || !(k->spans == s)) new (k) Known{s, ask_(s)};
    asked_ |= bit;
    return k->question;
  }

 private:
  struct Known {
    Spans spans;
    std::optional<Question> question;
  };
  static_assert(std::is_trivially_destructible_v<Known>);
  Ask ask_;
  uint64_t asked_ = 0;                                // by slot; what was not asked is not made: a batch of one case asks once
  alignas(Known) std::byte memory_[64 * sizeof(Known)];
};

}  // namespace zs::vm
