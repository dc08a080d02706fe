#pragma once
// Cards as tables write them.
#include <string>
#include <vector>

namespace zs::scaffold {

/// 黄牌、红牌 -> two; 发黄牌 -> 黄牌. Empty where the cell does not read as cards.
std::vector<std::string> cards_in(const std::string& cell);
/// Lowest first by what such cards usually mean; unknown ones before them in the order given.
std::vector<std::string> ranked(const std::vector<std::string>& cards);

}  // namespace zs::scaffold
