#pragma once
// A few records of any model, for running packs that nobody trusts.
#include "runtime/columns/table.h"

namespace zs::fuzz {

/// `size` records with values and missing values in turn, lists of up to two rows.
columns::Table tiny_table(const model::Models& models, int model, size_t size);

}  // namespace zs::fuzz
