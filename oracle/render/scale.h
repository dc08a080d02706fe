#pragma once
// Where instants lie on a drawn axis, and what is written along it.
#include "oracle/drawing.h"

#include <string>
#include <vector>

namespace zs::oracle::render {

/// Lengths are in the unit of the medium: percent of a page's chart, cells of a terminal.
class Scale {
 public:
  /// The axis drawn `length` long, of which each fold takes `fold`.
  Scale(const std::vector<AxisPiece>& axis, double length, double fold);

  /// Where t lies; instants before and after the axis lie at its ends, those in a fold in its middle.
  double at(Instant t) const;
  double width(Instant from, Instant until) const { return at(until) - at(from); }
  double length() const { return length_; }
  /// Of the parts that are not folded.
  double seconds_per_unit() const { return seconds_; }

 private:
  const std::vector<AxisPiece>& axis_;
  double length_, fold_, seconds_ = 1;
};

/// A place along the axis: `label` below (09-29, 13:30), `over` above where the year or the day begins anew.
struct AxisMark {
  Instant at = 0;
  std::string label, over;
};
/// Marks at least `apart` seconds from each other, on round instants; every piece has one.
std::vector<AxisMark> axis_marks(const std::vector<AxisPiece>& axis, double apart);

/// 2025-10-08 15:00; with the seconds where they are not zero. `due`: midnight is the 24:00 of the day before.
std::string minute_text(Instant t, bool due = false);
/// 10-08 15:00 on an axis within one year, else with the year.
std::string short_text(const Drawing& d, Instant t, bool due = false);
/// How long a fold is: 3 年, 40 天, 5 小时.
Words length_text(Instant seconds);

}  // namespace zs::oracle::render
