#pragma once
// Sums over a ledger: cases, cards, withdrawals, and the rates that offices are measured by.
#include "ledger/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zs::ledger {

/// What can be grouped by.
enum class By : uint8_t { kRegion, kDepartment, kLevel, kItem, kIndicator, kMonth };

struct Sums {
  std::vector<std::string> group;       // parallel to what was asked
  uint64_t received = 0, done = 0;      // cases; 0 where grouped by indicator, for a case has none
  // Closed cases whose limit is known: days in millionths.
  int64_t legal_limit = 0, legal_used = 0, promised_limit = 0, promised_used = 0;
  std::vector<uint64_t> cards;          // issued, by Summary::cards, those withdrawn by people among them
  uint64_t on_table = 0;                // of them, neither ended nor withdrawn by people
  uint64_t withdrawn = 0;               // of them, withdrawn by people (撤销)
  uint64_t retracted = 0;               // taken back because data or rules changed (撤回), not among the cards
};

struct Summary {
  std::vector<std::string> cards;       // lowest first
  std::vector<Sums> groups;             // by the texts of the groups
  Sums total;
};

/// A case belongs to the month in which it was received, a card to that of its onset. To be called within at_one_moment(): it asks
/// several questions.
Result<Summary> summary(Connection& db, const std::vector<By>& by);

/// part ÷ whole as a percentage with two digits, exact, halves away from zero: 66.67%. Empty where whole is 0.
std::string percentage(int64_t part, int64_t whole);

}  // namespace zs::ledger
