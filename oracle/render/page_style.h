#pragma once
#include <string_view>

namespace zs::oracle::render {

/// The style sheet of the page, and the patterns its drawing fills with.
std::string_view page_style();
std::string_view page_patterns();

}  // namespace zs::oracle::render
