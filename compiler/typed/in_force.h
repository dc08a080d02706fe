#pragma once
// When a pack judges at all, and when a part of it does.
#include "compiler/typed/program.h"

#include <numeric>
#include <utility>
#include <vector>

namespace zs::typed {

/// Days; a missing end is open. `until` is exclusive.
struct Period {
  std::optional<int32_t> from, until;
  bool operator==(const Period&) const = default;
};

/// The periods of these versions (empty: of all), earliest first; those that touch are joined. At least one.
inline std::vector<Period> in_force(const Program& program, std::vector<int> versions = {}) {
  if (program.versions.size() < 2) return {{program.in_force, program.repealed}};
  if (versions.empty()) versions.resize(program.versions.size()), std::iota(versions.begin(), versions.end(), 0);
  std::vector<Period> out;
  for (const int v : versions) {
    const Version& version = program.versions[static_cast<size_t>(v)];
    if (!out.empty() && out.back().until && version.from && *out.back().until == *version.from) out.back().until = version.until;
    else out.push_back({version.from, version.until});
  }
  return out;
}

/// The same for masking within the pack: the first version reaches back for ever, so that what holds without an instant of
/// its own keeps none. Outside the pack's own periods nothing is judged anyway.
inline std::vector<Period> mask(const Program& program, const std::vector<int>& versions) {
  std::vector<Period> out = in_force(program, versions);
  if (!versions.empty() && versions.front() == 0) out.front().from.reset();
  return out;
}

}  // namespace zs::typed
