#pragma once
// Near names, for suggestions.
#include <string_view>
#include <vector>

namespace zs::syntax {

/// Insertions, deletions, replacements and swaps of neighbours, in code points.
int edit_distance(std::string_view a, std::string_view b);

/// The nearest candidate, where it is near enough to have been meant (one edit for up to three characters, two for
/// longer, and never all of them); empty otherwise. The first of equally near ones.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace zs::syntax
