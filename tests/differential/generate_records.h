#pragma once
// Random records of the generated programs' schema: instants crowded around a few days and around midnight, pauses
// that overlap, touch and stay open, values that are missing, lists that are absent, empty or long.
#include "runtime/columns/table.h"
#include "tests/differential/random.h"

namespace zs::differential {

struct Data {
  columns::Table records;
  columns::Table items;
};
Data generate_records(Random& random, const model::Models& models, int records);

/// An instant at which boundaries are likely: whole hours, midnights, one second beside them.
Instant some_instant(Random& random);

}  // namespace zs::differential
