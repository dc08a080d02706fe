#pragma once
// Where labels go so that none covers another: each on the first line on which it is free.
#include <string>
#include <vector>

namespace zs::oracle::render {

struct Label {
  double at = 0;           // percent of the chart: what the label belongs to
  std::string text;
  bool leader = false;     // a thin line leads down to it, which other labels must not cover
  // Found by place():
  int line = 0;
  bool to_left = false;    // the text ends at `at` instead of beginning there
};

/// Places them on as few lines as they need; gives the number of lines. The chart is taken to be at least `narrowest` pixels
/// wide: on a wider one labels stand further apart.
int place(std::vector<Label>& labels, double narrowest);

/// Pixels that the text takes at 12 px.
double pixels_of(const std::string& text);

}  // namespace zs::oracle::render
