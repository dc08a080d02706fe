#pragma once
// Lists of pauses of one row.
#include "runtime/vm/frame.h"

namespace zs::vm {

/// Sorts and merges the pauses from `from` on; those that touch are one.
void merge_pauses(std::vector<temporal::Pause>& all, size_t from);
/// All pauses of a row, the doubtful ones with the certain.
std::vector<temporal::Pause> with_doubtful(const Register& r, uint32_t i);

}  // namespace zs::vm
