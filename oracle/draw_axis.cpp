// The part of time that a drawing shows.
#include "oracle/draw.h"

#include <algorithm>

namespace zs::oracle {

namespace {

constexpr Instant kHour = 3600;
constexpr Instant kLongGap = 5 * kSecondsPerDay, kLongBeforeNow = 6 * kHour;

bool finite(Instant t) { return t > kAlways / 2 && t < kNever / 2; }

/// What must be on the axis, what clocks cover, and what is shown where it lies near.
struct Content {
  std::vector<Instant> points, near;
  std::vector<std::pair<Instant, Instant>> covered;

  void point(Instant t) {
    if (finite(t)) points.push_back(t);
  }

  explicit Content(const Drawing& d) {
    for (const auto& e : d.events)
      if (e.used) point(e.at);
    for (const auto& row : d.rows)
      for (const auto& e : row.events)
        if (row.used) point(e.at);
    for (const auto& k : d.clocks) clock(k);
    for (const auto& lane : d.indicators)
      for (const auto& x : lane.stretches) {
        point(x.from);
        point(x.until);
      }
    if (points.empty())
      for (const auto& e : d.events) point(e.at);
  }

  void clock(const ClockLane& k) {
    if (!k.note.zh.empty()) return;
    point(k.start);
    point(k.end);
    for (const auto& x : k.stretches) {
      if (x.kind == ClockStretch::Kind::kPaused || x.kind == ClockStretch::Kind::kDoubtful) {
        point(x.from);
        point(x.until);
      }
      if (x.kind != ClockStretch::Kind::kOver) covered.emplace_back(x.from, x.until);
    }
    if (!k.due) return;
    // An end that was met long before is of less interest than what happened.
    if (k.end <= *k.due) near.push_back(*k.due);
    else point(*k.due);
  }

  /// Ends that were met, nearest first, as long as the picture does not grow to more than four times.
  void take_near() {
    if (points.empty()) return;
    std::sort(near.begin(), near.end());
    for (const Instant t : near) {
      const auto [low, high] = std::minmax_element(points.begin(), points.end());
      const Instant span = std::max(*high - *low, kHour);
      if (finite(t) && std::max(*high, t) - std::min(*low, t) <= 4 * span) points.push_back(t);
    }
  }

  bool counts_between(Instant a, Instant b) const {
    return std::any_of(covered.begin(), covered.end(), [&](const auto& c) { return c.first < b && c.second > a; });
  }
};

/// The least and the greatest point of each part between folds.
std::vector<std::pair<Instant, Instant>> parts_of(const Content& c, const std::vector<Instant>& points, std::optional<Instant> now) {
  std::vector<bool> fold(points.size(), false);  // the gap before the point
  for (;;) {
    Instant total = 0;
    size_t widest = 0;
    for (size_t i = 1; i < points.size(); ++i) {
      if (fold[i]) continue;
      const Instant gap = points[i] - points[i - 1];
      total += gap;
      if (widest == 0 || gap > points[widest] - points[widest - 1]) widest = i;
    }
    if (widest == 0) break;
    const Instant from = points[widest - 1], to = points[widest], gap = to - from;
    const bool by_now = now && (from == *now || to == *now);
    if (gap < (by_now ? kLongBeforeNow : kLongGap) || gap / 6 <= total / 10 || c.counts_between(from, to)) break;
    fold[widest] = true;
  }
  std::vector<std::pair<Instant, Instant>> parts;
  for (size_t i = 0; i < points.size(); ++i) {
    if (i == 0 || fold[i]) parts.emplace_back(points[i], points[i]);
    parts.back().second = points[i];
  }
  return parts;
}

Instant floor_to(Instant t, Instant step) { return t - ((t % step) + step) % step; }
Instant ceiling_to(Instant t, Instant step) { return -floor_to(-t, step); }

}  // namespace

std::vector<AxisPiece> axis_of(const Drawing& d) {
  Content content(d);
  content.take_near();
  if (d.as_of) content.point(*d.as_of);
  std::vector<Instant> points = content.points;
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.empty()) return {};
  const auto parts = parts_of(content, points, d.as_of);
  Instant length = 0;
  for (const auto& [from, to] : parts) length += to - from;
  const Instant pad = length == 0 ? kHour : std::max<Instant>(length / 25, 60);
  const Instant step = length > 2 * kSecondsPerDay ? kSecondsPerDay : length > 2 * kHour ? kHour : 60;
  std::vector<AxisPiece> axis;
  for (const auto& [from, to] : parts) {
    const Instant begin = floor_to(from - pad, step), end = ceiling_to(to + pad, step);
    if (!axis.empty() && begin <= axis.back().until) {
      axis.back().until = end;
      continue;
    }
    if (!axis.empty()) axis.push_back({axis.back().until, begin, true});
    axis.push_back({begin, end, false});
  }
  return axis;
}

}  // namespace zs::oracle
