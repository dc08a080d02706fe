#pragma once
// The drawing on a page: rows of a name and a lane, every lane an SVG over the same axis.
#include "oracle/explain.h"
#include "oracle/render/scale.h"

namespace zs::oracle::render {

std::string escape_html(const std::string& text);

class PageChart {
 public:
  /// `ground`: the id of what the lanes have behind them; each chart of a page needs its own.
  PageChart(const Explanation& e, Language language, std::string ground = "ground");

  /// Axis, days, events, rows of lists, clocks.
  std::string upper();
  /// The row of one indicator, to stand in a <summary>.
  std::string indicator(const CardLane& lane) const;
  std::string legend() const;
  /// red, orange, yellow, blue, open (undecided).
  std::string tone(const std::string& card) const;

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  const std::string& say(const Words& w) const { return zh_ ? w.zh : w.en; }
  double at(Instant t) const { return scale_.at(t); }
  std::string row(const std::string& name, const std::string& small, double height, const std::string& inside, const std::string& told, bool group) const;
  std::string ground() const;
  std::string days_ground() const;
  std::string axis_row() const;
  std::string days_row() const;
  std::string events_row() const;
  std::string list_row(const DrawnRow& r, bool group) const;
  std::string apart(const std::string& what, const std::string& rows) const;
  std::string clock_row(const ClockLane& k, bool group) const;
  std::string stretch(const ClockStretch& x) const;
  std::string bar(const CardStretch& x) const;
  std::string rect(Instant from, Instant until, double y, double height, const std::string& more) const;
  std::string line(Instant t, double y1, double y2, const std::string& more) const;
  std::string shown(Instant t, bool due = false) const { return short_text(d_, t, due); }

  const Explanation& e_;
  const Drawing& d_;
  std::string ground_;
  bool zh_;
  Scale scale_;
};

}  // namespace zs::oracle::render
