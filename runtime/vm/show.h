#pragma once
// How values print in a 理由.
#include "runtime/bytecode/program.h"
#include "runtime/vm/frame.h"

#include <string>

namespace zs::vm {

// Each appends to `out`: a reason is put together in one buffer.
/// A count of 10^-6 without trailing zeros: 2.5, 10, -0.000001.
void show_decimal(std::string& out, __int128 micro);
void show_date(std::string& out, int64_t day);      // 2024-10-12
void show_instant(std::string& out, Instant t);     // 2024-10-09 12:00:00
void show_span(std::string& out, PackedSpan s);     // 10工作日; 未知 unless number and unit are known
/// Hours, minutes and seconds: 26小时3分, 5工作分钟.
void show_seconds(std::string& out, int64_t seconds, bool office);
std::string_view unit_name(Unit u);

/// A part of a template for one row of `domain`, as of `onset`.
void show_part(std::string& out, const Image& image, const Thread& thread, const Frame& frame, const bytecode::ReasonPart& part, const Domain& domain, uint32_t row, Tick onset);
/// The row of an outer (or the same) domain that holds `row` of `domain`.
uint32_t row_in(const Domain& outer, const Domain& domain, uint32_t row);

}  // namespace zs::vm
