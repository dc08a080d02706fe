#pragma once
// Small wrong versions of a pack: each changes one place of the rule text. Made on the typed program, so nothing is parsed again.
#include "testing/case.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace zs::testing {

/// What is exchanged in a program, by index; swapping twice restores it.
struct Edit {
  std::vector<std::pair<typed::ExprId, typed::Expr>> exprs;
  std::vector<std::pair<int, typed::Clock>> clocks;
  std::vector<std::pair<int, typed::Indicator>> indicators;
  void swap_into(typed::Program& program);
};

struct Mutant {
  enum class Kind : uint8_t { kThreshold, kUnit, kComparison, kOverdue, kJoin, kNot, kDropped, kWord, kCard, kPause, kAction, kRollOver, kFirstDay, kExact, kApplies, kSupersedes } kind = Kind::kThreshold;
  Span src;                      // the place in the rule file
  std::vector<int> indicators;   // whose answers it may change: those that hang on it, and those that they silence
  Words change;                  // 10工作日 改为 11工作日
  Words advice;                  // which test would have seen it
  Edit edit;
};

/// The mutants of all indicators at places in `files`, in the order of the text. Copies of one place (named conditions, parameters)
/// change together.
std::vector<Mutant> mutants(const typed::Program& program, const std::vector<int>& files);

/// Threshold, in words for JSON and for people.
std::string_view name_of(Mutant::Kind kind);

}  // namespace zs::testing
