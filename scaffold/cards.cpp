#include "scaffold/cards.h"

#include "scaffold/words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace zs::scaffold {
namespace {

constexpr std::array<std::string_view, 12> kRank = {"提示", "提醒", "关注", "预警", "蓝牌", "异常", "未达标", "黄牌", "橙牌", "警告", "红牌", "黑牌"};

size_t rank_of(const std::string& card) { return static_cast<size_t>(std::find(kRank.begin(), kRank.end(), card) - kRank.begin()); }

}  // namespace

std::vector<std::string> cards_in(const std::string& cell) {
  std::string s = folded(cell);
  for (const std::string_view between : {"、", "/", ";", ",", "或", "和", "及", "|"})
    for (size_t at = s.find(between); at != std::string::npos; at = s.find(between)) s.replace(at, between.size(), "\n");
  std::vector<std::string> out;
  for (auto card : lines_of(s)) {
    for (const std::string_view head : {"发出", "发", "亮"})
      if (card.starts_with(head)) card.erase(0, head.size());
    if (card.empty()) continue;
    if (length(card) > 6) return {};
    if (std::find(out.begin(), out.end(), card) == out.end()) out.push_back(card);
  }
  return out;
}

std::vector<std::string> ranked(const std::vector<std::string>& cards) {
  std::vector<std::string> out;
  for (const auto& c : cards)
    if (std::find(out.begin(), out.end(), c) == out.end()) out.push_back(c);
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    const size_t x = rank_of(a), y = rank_of(b);
    return (x < kRank.size() ? x + 1 : 0) < (y < kRank.size() ? y + 1 : 0);
  });
  return out;
}

}  // namespace zs::scaffold
