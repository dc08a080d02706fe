#pragma once
// Values as people read them, in reasons and explanations.
#include "oracle/evaluator.h"

#include <string>

namespace zs::oracle {

std::string show_number(const Number& n);          // exact where it ends, else six digits
std::string show_date(DayNumber d);                // 2024-10-12
std::string show_instant(Instant t);               // 2024-10-12 15:00:00
std::string_view unit_name(Unit u);
std::string show_span(const SpanValue& s);         // 10工作日; 未知 where its number or unit is missing
/// Seconds of the clock or of office hours: 24小时1秒, 8工作小时30分.
std::string show_seconds(const Integer& seconds, bool office);
/// The value of an expression of this type: 未知 where it is missing, 未发生 for an event that is.
std::string show_value(Evaluator& ev, typed::ExprId id);

}  // namespace zs::oracle
