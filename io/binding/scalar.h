#pragma once
// Text to plain values, exactly or not at all.
#include "io/binding/instant_text.h"
#include "runtime/base/value.h"
#include "runtime/model/record_model.h"

#include <string_view>

namespace zs::binding {

/// Without ASCII white space and full-width blanks (U+3000) at both ends.
std::string_view trim(std::string_view s) noexcept;
/// Nothing but such blanks: a missing value.
inline bool is_blank(std::string_view s) noexcept { return trim(s).empty(); }

/// 整数: an optional minus and digits, |v| < 10^18. A fraction of zeros is accepted (3.0).
Parsed<int64_t> parse_integer(std::string_view s);
/// 小数 and 百分比 at scale 6: at most six digits after the point, |v| < 10^12; 1.5e3 and 50% are accepted.
Parsed<int64_t> parse_decimal(std::string_view s);
/// 是/否, true/false, 1/0, Y/N, in any case.
Parsed<int64_t> parse_bool(std::string_view s);
/// A label, or one of its codes: the label's index.
Parsed<int64_t> parse_enum(const model::Enumeration& e, std::string_view s);
/// The number of a 期限 at scale 6, |v| < 10^9.
Parsed<int64_t> parse_span_number(std::string_view s);
/// The unit of a 期限: a unit's name, or a label or code of the unit's enumeration (null: 1 and G 工作日, Z 自然日).
Parsed<Unit> parse_span_unit(const model::Enumeration* e, std::string_view s);

}  // namespace zs::binding
