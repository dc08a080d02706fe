#pragma once
// Expectations of a test in the language against what was reported for its record.
#include "compiler/typed/program.h"
#include "runtime/findings/finding.h"

#include <string>
#include <vector>

namespace zs::oracle {

struct Mismatch {
  std::string zh, en;   // what was expected and what came instead
  Span src;             // of the expectation; of the test where an unexpected card came
};

/// Compares the report on the test's first record (record 0). Empty where the test passes. Every card of an indicator
/// that the test names must be expected; 无 means no card; 在案 that the card is still on the table at T; 缺 lists exactly
/// the missing fields. An onset or an end that is not written is not compared.
std::vector<Mismatch> mismatches(const typed::Program& program, const typed::Test& test, const findings::Report& report);

}  // namespace zs::oracle
