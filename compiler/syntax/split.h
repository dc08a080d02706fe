#pragma once
// Words that run together: 办结时间未发生, 当办理时限, 发红牌.
#include <string>
#include <string_view>
#include <unordered_set>

namespace zs::syntax {

/// The word parted by blanks around the keywords it begins or ends with (already normalised), or empty where there are
/// none. Also of use where a name is unknown: 办理时限超期 -> 办理时限 超期.
std::string propose_split(std::string_view word);

/// The word parted into keywords, numbers with units and names of `known`: 办结时间后3个工作日内 -> 办结时间 后 3个工作日 内. Empty
/// where it cannot be parted. `strict`: every name must be known; else a run of characters between keywords is taken for one.
std::string part_words(std::string_view word, const std::unordered_set<std::string>& known, bool strict);

}  // namespace zs::syntax
