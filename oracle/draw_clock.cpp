// The lane of one clock: what it counted, where it stood still, how far it ran over.
#include "oracle/draw.h"
#include "oracle/show.h"

#include <algorithm>

namespace zs::oracle {

namespace {

using Kind = ClockStretch::Kind;
constexpr size_t kMost = 1500;  // counted stretches of one lane; what is left becomes one

void counted_days(const Clock& k, DayNumber last, std::vector<ClockStretch>& out) {
  Integer ordinal = 0;
  for (DayNumber d = k.first_day(); d <= last; ++d) {
    if (out.size() >= kMost) {
      out.push_back({Kind::kCounted, opening(d), opening(last + 1), ""});
      return;
    }
    if (k.kind_counts(d) && !k.touching(d)) out.push_back({Kind::kCounted, opening(d), opening(d + 1), (++ordinal).str()});
  }
}

/// [from, until) without the pauses.
void counted_seconds(const Clock& k, Instant from, Instant until, std::vector<ClockStretch>& out) {
  Set left = between(tick_of(from), tick_of(until));
  for (const PauseSpan& p : k.pauses) left = minus(left, between(tick_of(p.from), tick_of(p.to)));
  for (const Stretch& x : left) out.push_back({Kind::kCounted, instant_of(x.from), instant_of(x.until), ""});
}

void counted_office(const Clock& k, Instant until, std::vector<ClockStretch>& out) {
  for (DayNumber d = day_number(k.start); opening(d) < until; ++d) {
    if (out.size() >= kMost) {
      out.push_back({Kind::kCounted, opening(d), until, ""});
      return;
    }
    if (!k.calendar->works(d)) continue;
    for (const auto& [opens, closes] : k.calendar->office()) {
      const Instant from = std::max(k.start, opening(d) + opens), to = std::min(until, opening(d) + closes);
      if (from < to) counted_seconds(k, from, to, out);
    }
  }
}

}  // namespace

ClockLane lane_of(const Clock& k, const std::vector<PauseSpan>& doubtful, Instant now) {
  ClockLane lane;
  lane.start = k.start;
  lane.end = k.end > now ? kNever : k.end;
  const Instant asked = std::min(now, k.end);
  const auto due = k.foreseen(std::max(asked, k.start));
  const bool in_days = k.counting() == Clock::Counting::kDays;
  if (due && due->at < kNever) {
    lane.due = due->at;
    lane.due_provisional = due->provisional;
  }
  if (asked < kNever - 1) {
    const Integer used = k.used_at(asked);
    lane.used = in_days ? used.str() + std::string(unit_name(k.unit)) : show_seconds(used, is_work(k.unit));
  }
  // What is still to be counted is drawn up to the end as foreseen; without one, what has been counted so far.
  const Instant so_far = asked < kNever - 1 ? asked : k.start;
  const Instant last = k.end <= now ? std::min(k.end, lane.due.value_or(k.end)) : lane.due.value_or(so_far);
  if (last > k.start) {
    if (in_days) counted_days(k, day_number(last - 1), lane.stretches);
    else if (k.counting() == Clock::Counting::kOfficeSeconds) counted_office(k, last, lane.stretches);
    else counted_seconds(k, k.start, last, lane.stretches);
  }
  lane.due_moves = lane.end == kNever && contains(k.paused(), now);
  const auto standing = [&](const PauseSpan& p, Kind kind) {
    const Instant from = std::max(p.from, k.start), until = std::min(p.to, asked);
    if (from < until) lane.stretches.push_back({kind, from, until, p.name});
  };
  for (const PauseSpan& p : k.pauses) standing(p, Kind::kPaused);
  for (const PauseSpan& p : doubtful) standing(p, Kind::kDoubtful);
  // Not what lies after the end as foreseen: while it stands still, a clock does not run over.
  if (k.limit)
    for (const Stretch& x : meet(k.overdue(), before(tick_of(so_far)))) lane.stretches.push_back({Kind::kOver, instant_of(x.from), instant_of(x.until), ""});
  std::stable_sort(lane.stretches.begin(), lane.stretches.end(), [](const ClockStretch& a, const ClockStretch& b) { return a.from < b.from; });
  return lane;
}

}  // namespace zs::oracle
