#include "oracle/render/labels.h"

#include "oracle/render/columns.h"

#include <algorithm>

namespace zs::oracle::render {

double pixels_of(const std::string& text) { return 6.4 * columns_of(text); }

namespace {

constexpr double kGap = 6;  // pixels between labels, and from what a label belongs to

/// What is taken, in pixels of the narrowest chart.
struct Taken {
  double from = 0, until = 0;
  int line = 0;
};

bool free_at(const std::vector<Taken>& taken, double from, double until, int line) {
  return std::none_of(taken.begin(), taken.end(), [&](const Taken& t) { return t.line == line && t.from < until + kGap && t.until + kGap > from; });
}

}  // namespace

int place(std::vector<Label>& labels, double narrowest) {
  // From right to left: the line that leads to a label passes those further right, and not the other way round. Those that
  // find no room at the right edge extend to the left, and for them it is the other way round.
  std::vector<size_t> order(labels.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (Label& l : labels) {
    const double x = l.at * narrowest / 100;
    l.to_left = x + pixels_of(l.text) + kGap > narrowest && x > narrowest / 2;
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    if (labels[a].to_left != labels[b].to_left) return labels[b].to_left;
    return labels[a].to_left ? labels[a].at < labels[b].at : labels[a].at > labels[b].at;
  });
  std::vector<Taken> taken;
  int lines = 0;
  for (const size_t i : order) {
    Label& l = labels[i];
    const double x = l.at * narrowest / 100, size = pixels_of(l.text) + kGap;
    const double from = l.to_left ? x - size : x, until = l.to_left ? x : x + size;
    const auto leader_free = [&](int line) {
      for (int above = 0; l.leader && above < line; ++above)
        if (!free_at(taken, x - kGap, x - kGap, above)) return false;
      return true;
    };
    int line = 0;
    while (line < 60 && !(free_at(taken, from, until, line) && leader_free(line))) ++line;
    if (line == 60) line = lines;  // no line keeps the way free: below all of them, across one
    l.line = line;
    lines = std::max(lines, line + 1);
    taken.push_back({from, until, line});
    for (int above = 0; l.leader && above < line; ++above) taken.push_back({x - kGap, x - kGap, above});
  }
  return lines;
}

}  // namespace zs::oracle::render
