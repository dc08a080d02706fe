#pragma once
// The office's cases as NDJSON for engines that know no calendar: what happened by T, with the counts of working days and
// the due instants that the rules need already worked out, day by day.
#include "bench/data.h"
#include "runtime/bytecode/program.h"

#include <string>

namespace zs::bench::peers {

/// Writes cases.ndjson and items.ndjson to an existing folder. Instants are whole seconds from one origin; what is missing
/// or has not happened by T has no key. Throws std::runtime_error where a file cannot be written.
///   used      working days of the limit used up by the end of the case or T, pauses taken off
///   standing  the same by T, today included
///   warn_at, red_at   when the licence's warning and red card are due (cases that have ended)
void export_office(const bytecode::Program& program, const Office& office, const std::string& folder);

}  // namespace zs::bench::peers
