#pragma once
#include "oracle/explain.h"

namespace zs::oracle::render {

/// The drawing in plain characters: ASCII, and Chinese ones that take two columns everywhere. Empty where there is nothing
/// to draw.
std::string terminal_drawing(const Explanation& e, Language language, const TerminalStyle& style);

}  // namespace zs::oracle::render
