#pragma once
// Two 情形 that divide a range between them: a value that neither takes, or that both take with different cards.
#include "prove/faults.h"

namespace zs::prove {

/// kGap and kOverlap of one indicator; `open` counts what could be neither excluded nor shown.
std::vector<Fault> gaps(const typed::Program& program, int indicator, const Options& options, size_t& open);

}  // namespace zs::prove
