#pragma once
// Words that run together: 办结时间未发生, 当办理时限, 发红牌.
#include <string>
#include <string_view>

namespace zs::syntax {

/// The word parted by blanks around the keywords it begins or ends with (already normalised), or empty where there are
/// none. Also of use where a name is unknown: 办理时限超期 -> 办理时限 超期.
std::string propose_split(std::string_view word);

}  // namespace zs::syntax
