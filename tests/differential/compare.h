#pragma once
// Two reports on the same question: equal, or the first difference in words.
#include "runtime/columns/table.h"
#include "runtime/findings/finding.h"

#include <string>

namespace zs::differential {

struct CompareOptions {
  bool details = true;  // actions, clauses, reasons, names of missing fields
};

/// Empty where the reports agree.
std::string first_difference(const findings::Report& oracle, const findings::Report& machine, const CompareOptions& options = {});

/// A record as text, for a person who looks for the cause of a difference.
std::string show_record(const model::Models& models, const columns::Table& table, size_t row);

}  // namespace zs::differential
