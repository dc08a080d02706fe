#pragma once
// How values print in a 理由.
#include "runtime/bytecode/program.h"
#include "runtime/vm/frame.h"

#include <string>

namespace zs::vm {

/// A count of 10^-6 without trailing zeros: 2.5, 10, -0.000001.
std::string show_decimal(__int128 micro);
std::string show_date(int64_t day);             // 2024-10-12
std::string show_instant(Instant t);            // 2024-10-09 12:00:00
std::string show_span(PackedSpan s);            // 10工作日; 未知 unless number and unit are known
/// Hours, minutes and seconds: 26小时3分, 5工作分钟.
std::string show_seconds(int64_t seconds, bool office);
std::string_view unit_name(Unit u);

/// A part of a template for one row of `domain`, as of `onset`.
std::string show_part(const Image& image, const Thread& thread, const Frame& frame, const bytecode::ReasonPart& part,
                      const Domain& domain, uint32_t row, Tick onset);
/// The row of an outer (or the same) domain that holds `row` of `domain`.
uint32_t row_in(const Domain& outer, const Domain& domain, uint32_t row);

}  // namespace zs::vm
