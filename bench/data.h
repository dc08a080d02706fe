#pragma once
// Records for benches: an office's cases of some months, made in memory, seeded. What the three contestants read is the
// same; limits are in 工作日, and a case's pauses do not overlap, so that plain SQL can say the six indicators.
#include "runtime/columns/table.h"

#include <string>

namespace zs::bench {

struct Office {
  columns::Table cases, items;
  Instant as_of = 0;
};

/// Field index by name; the models come from a compiled pack. Ends the program on an unknown name: a bug of the bench.
int field_of(const model::Models& models, int model, std::string_view name);
Office make_office(const model::Models& models, size_t cases, uint64_t seed);

}  // namespace zs::bench
