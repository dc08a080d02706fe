#pragma once
// Two texts line by line.
#include <string>
#include <string_view>
#include <vector>

namespace zs::replay {

struct DiffLine {
  char op = '=';      // = in both, - in the old one only, + in the new one only
  std::string text;
};

/// The shortest way from one text to the other; blanks at the end of a line do not count.
std::vector<DiffLine> diff_lines(std::string_view old_text, std::string_view new_text);

}  // namespace zs::replay
