#pragma once
// The order in which diagnostics are shown.
#include "compiler/diagnostics/diagnostics.h"

#include <algorithm>
#include <tuple>

namespace zs::diag {

/// By file and place, in the order reported where they are equal.
inline std::vector<const Diagnostic*> by_place(const Sink& sink) {
  std::vector<const Diagnostic*> out;
  for (const Diagnostic& d : sink.all()) out.push_back(&d);
  std::stable_sort(out.begin(), out.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tie(a->src.file, a->src.begin) < std::tie(b->src.file, b->src.begin);
  });
  return out;
}

}  // namespace zs::diag
