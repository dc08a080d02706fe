#pragma once
// Two tables of one model as one.
#include "runtime/columns/table.h"

namespace zs::columns {

/// Appends the records of `from`, of the same model. Texts are not copied: the pool of `to` keeps that of `from`.
void append(const model::Models& models, Table& to, const Table& from);

}  // namespace zs::columns
