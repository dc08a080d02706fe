#pragma once
// Pieces of the ledger's queries, and of what they answer.
#include <cstdint>
#include <string>
#include <string_view>

namespace zs::ledger {

/// The condition that people have withdrawn (撤销) a finding: `of_case` is the table with its record and key, `of_finding` the one with
/// indicator, card and onset.
std::string withdrawn(std::string_view of_case, std::string_view of_finding);

/// A cell that is a whole number; 0 where it is empty.
int64_t number(std::string_view cell);

}  // namespace zs::ledger
