#pragma once
// What a table's cell says is expected: 红牌；黄牌 自 2024-10-08 00:00 至 2024-10-10 00:00；不亮牌；无法判定（承诺时限）.
#include "testing/case.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zs::testing {

/// In English: red from … until …; no card; indeterminate (…). ；, ; and line ends part cards of one cell.
/// `indicator`: the one that the column is named after; kNone: each part begins with the code of one of `model`.
/// `nothing` is set where the cell says 不亮牌 for all.
struct ExpectedCell {
  std::vector<typed::Expectation> expect;
  bool nothing = false;
};
std::variant<ExpectedCell, Words> read_expected(const typed::Program& program, std::string_view cell, int model, int indicator);

/// The indicator of this model with this code or name; kNone.
int indicator_named(const typed::Program& program, std::string_view name, int model);

}  // namespace zs::testing
