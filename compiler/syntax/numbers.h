#pragma once
// Numbers, percentages, durations, dates and times of day, as they are written.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/cursor.h"
#include "runtime/base/instant.h"
#include "runtime/base/rational.h"
#include "runtime/base/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace zs::syntax {

struct Number {
  int type = 0;         // Grammar::NUM, PCT, DUR, DATE, INSTANT, TIME
  bool broken = false;  // already reported
  std::string meant{};  // a slip, already reported: what was meant
};

/// Takes what begins with a digit here. `rows`: after 至少, where 个 counts rows.
Number scan_number(Cursor& cur, bool rows, int file, diag::Sink& sink);

// What a lexeme's text stands for; each takes the text as written.
/// A decimal or a percentage (50% is 1/2); nothing where it has more than 18 digits.
std::optional<Rational> number_value(std::string_view text);
struct Duration {
  Rational number;
  Unit unit = Unit::kNoUnit;
  std::string_view digits;  // as written
};
std::optional<Duration> duration_value(std::string_view text);
/// 2024-05-09, 2024/5/9, 2024年5月9日; nothing where there is no such day.
std::optional<Day> date_value(std::string_view text);
/// A date and a time of day; 24:00 is the next day's 00:00.
std::optional<Instant> instant_value(std::string_view text);
/// 09:00[:00], seconds of the day, at most 24:00.
std::optional<int> time_value(std::string_view text);

}  // namespace zs::syntax
