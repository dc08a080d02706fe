#pragma once
// The least event of rows that do not stand together.
#include "runtime/vm/frame.h"

namespace zs::vm {

/// Lowers out[i] to the least event of table row rows[i], lists included, whenever it happens.
void least_events_of(const Image& image, const columns::Table& t, const uint32_t* rows, uint32_t n, int64_t* out);

}  // namespace zs::vm
