#pragma once
// How a card looks: told by its name where that says a colour, else by its rank.
#include "oracle/drawing.h"

#include <string>

namespace zs::oracle::render {

enum class Tone { kBlue, kYellow, kOrange, kRed };

inline Tone tone_of(const Drawing& d, const CardStretch& c) {
  const auto says = [&](const char* word) { return c.card.find(word) != std::string::npos; };
  if (says("红")) return Tone::kRed;
  if (says("橙")) return Tone::kOrange;
  if (says("黄")) return Tone::kYellow;
  if (says("蓝")) return Tone::kBlue;
  const int top = static_cast<int>(d.cards.size()) - 1;
  if (c.rank == top && top > 0) return Tone::kRed;
  return c.rank == 0 ? Tone::kYellow : Tone::kOrange;
}

/// Nothing on the lane, neither now nor to come.
inline bool quiet(const CardLane& lane) { return lane.stretches.empty(); }

/// Few enough to draw them all.
inline constexpr size_t kManyClocks = 8, kManyRows = 8;

/// A clock with a name, one that runs or ran over or stands still at T, or belongs to an indicator with something on its lane: the others
/// are drawn apart where there are many.
inline bool telling(const Drawing& d, const ClockLane& k) {
  if (d.clocks.size() <= kManyClocks) return true;
  if (!k.note.zh.empty()) return false;
  if (k.named || k.end >= kNever) return true;
  for (const auto& x : k.stretches)
    if (x.kind == ClockStretch::Kind::kOver) return true;
  for (const auto& lane : d.indicators)
    for (const auto& code : k.indicators)
      if (lane.code == code && !quiet(lane)) return true;
  return false;
}

}  // namespace zs::oracle::render
