#pragma once
// Small things about the words of a table.
#include <string>
#include <string_view>
#include <vector>

namespace zs::scaffold {

/// Line breaks and blanks taken out where they stand between Chinese characters, squeezed to one blank elsewhere.
std::string one_line(std::string_view text);
/// Without any blank, full width folded to half width: for comparing headings.
std::string folded(std::string_view text);
/// Characters, not bytes.
size_t length(std::string_view text);
/// The first `n` characters.
std::string first(std::string_view text, size_t n);
/// Lines without their ends; a last empty one is left out.
std::vector<std::string> lines_of(std::string_view text);
/// 12 of 12, 12. , 第12项, 十二, （十二）; 0 where the text is no such number.
int number_of(std::string_view text);

}  // namespace zs::scaffold
