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

}  // namespace zs::oracle::render
