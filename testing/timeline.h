#pragma once
// A failing test as people see it at a glance: expected and got under each other on one axis, then what decided.
#include "testing/verdict.h"

#include <functional>

namespace zs::testing {

struct DrawOptions {
  Language language = Language::kChinese;
  bool color = false;
  size_t width = 100;       // columns of the terminal; a Chinese character takes two
  std::string indent = "    ";
};

/// Empty where neither side names an instant.
///                    2024-05-23 00:00  05-28 00:00
///     期望 HN8-1     |预警============|红牌=======>
///     得到 HN8-1                      |预警=======>
std::string draw_timeline(const typed::Program& program, const Case& test, int indicator, const findings::Report& report, const DrawOptions& options);

/// The condition that decided about `card` (kNone: the indicator's first), with the values under it; empty where there is none.
std::string draw_decision(const typed::Program& program, const Case& test, int indicator, int card, const std::function<std::string(Span)>& source, const DrawOptions& options);

/// Columns that a text takes on a terminal.
size_t display_width(std::string_view text);

}  // namespace zs::testing
