#pragma once
// Some of a table's records as a table of their own.
#include "runtime/columns/table.h"

#include <vector>

namespace zs::columns {

/// Copies these records (by index, in this order) with their nested rows; texts stay in the table's own pool.
Table select(const model::Models& models, const Table& table, const std::vector<uint32_t>& records);

/// A copy of the table for another rule set, whose models number the same fields otherwise; texts are shared.
Table as_model(const Table& table, const model::Models& models, int model);

}  // namespace zs::columns
