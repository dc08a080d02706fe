#include "lint/quantities.h"

#include <optional>

namespace zs::lint {
namespace {

using Of = Quantity::Of;

struct UnitWord {
  std::string_view word;
  Of of;
};
// Longer ones first.
constexpr UnitWord kUnits[] = {{"工作日", Of::kWorkDays}, {"自然日", Of::kDays}, {"日历日", Of::kDays}, {"小时", Of::kHours}, {"分钟", Of::kMinutes}, {"天", Of::kDays}, {"日", Of::kDays}, {"%", Of::kPercent}, {"％", Of::kPercent}};

struct SideWord {
  std::string_view word;
  Side side;
};
// In front of the number; the first that fits counts, so 小于等于 stands before 小于.
constexpr SideWord kBefore[] = {{"小于等于", Side::kBelow}, {"小于或等于", Side::kBelow}, {"大于等于", Side::kAbove}, {"大于或等于", Side::kAbove}, {"超过", Side::kBelow}, {"超出", Side::kBelow},
                                {"大于", Side::kBelow}, {"高于", Side::kBelow}, {"多于", Side::kBelow}, {"逾", Side::kBelow}, {"至多", Side::kBelow}, {"≤", Side::kBelow}, {"＞", Side::kBelow}, {">", Side::kBelow},
                                {"低于", Side::kAbove}, {"少于", Side::kAbove}, {"小于", Side::kAbove}, {"不足", Side::kAbove}, {"至少", Side::kAbove}, {"达到", Side::kAbove}, {"满", Side::kAbove},
                                {"≥", Side::kAbove}, {"＜", Side::kAbove}, {"<", Side::kAbove}};
constexpr SideWord kBehind[] = {{"以上", Side::kAbove}, {"以下", Side::kBelow}, {"以内", Side::kBelow}, {"之内", Side::kBelow}, {"内", Side::kBelow}, {"≤", Side::kAbove}, {"＜", Side::kBelow}, {"<", Side::kBelow}};
// 大于 says below for x > n; but “不大于 n” says so too: the number stays on the same side when the sentence is denied.
constexpr std::string_view kDigits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

void skip_blanks(std::string_view text, size_t& i) {
  while (i < text.size() && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t')) ++i;
}

std::string_view without_blanks_behind(std::string_view s) {
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n' || s.back() == '\r' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

std::optional<Rational> arabic(std::string_view text, size_t& i) {
  int64_t num = 0, den = 1;
  const size_t from = i;
  bool point = false;
  for (; i < text.size() && i - from < 12; ++i) {
    if (text[i] >= '0' && text[i] <= '9') num = num * 10 + (text[i] - '0'), den *= point ? 10 : 1;
    else if (text[i] == '.' && !point && i > from && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') point = true;
    else break;
  }
  return i == from ? std::nullopt : std::optional(Rational::of(num, den));
}

/// 五, 十, 十五, 二十, 三十六.
std::optional<Rational> chinese(std::string_view text, size_t& i) {
  const auto digit = [&]() -> int {
    for (int d = 1; d < 10; ++d)
      if (text.substr(i).starts_with(kDigits[d])) {
        i += kDigits[d].size();
        return d;
      }
    return 0;
  };
  const size_t from = i;
  int tens = digit();
  if (text.substr(i).starts_with("十")) {
    i += std::string_view("十").size();
    return Rational::of((tens ? tens : 1) * 10 + digit());
  }
  if (tens == 0) i = from;
  return tens ? std::optional(Rational::of(tens)) : std::nullopt;
}

const UnitWord* unit_at(std::string_view text, size_t& i) {
  skip_blanks(text, i);
  size_t j = i;
  if (text.substr(j).starts_with("个")) j += std::string_view("个").size();
  skip_blanks(text, j);
  for (const UnitWord& u : kUnits)
    if (text.substr(j).starts_with(u.word)) {
      i = j + u.word.size();
      return &u;
    }
  return nullptr;
}

/// 3月31日, 第三日, 同一日 and the like are no lengths.
bool other_meaning(std::string_view before) {
  for (const std::string_view w : {"月", "第", "同", "某", "另", "每", "年", "周", "星期"})
    if (before.ends_with(w)) return true;
  // 2024-05-09 and 3至5日, but not 承诺时限-3天.
  for (const std::string_view w : {"-", "—", "至"})
    if (before.ends_with(w) && before.size() > w.size() && before[before.size() - w.size() - 1] >= '0' && before[before.size() - w.size() - 1] <= '9') return true;
  return false;
}

}  // namespace

std::vector<Quantity> quantities(std::string_view text) {
  std::vector<Quantity> out;
  for (size_t i = 0; i < text.size();) {
    const size_t from = i;
    auto number = arabic(text, i);
    if (!number) number = chinese(text, i);
    if (!number) {
      ++i;
      continue;
    }
    const UnitWord* unit = unit_at(text, i);
    const std::string_view before = without_blanks_behind(text.substr(0, from));
    if (!unit || other_meaning(before)) {
      if (i == from) ++i;
      continue;
    }
    Quantity q;
    q.of = unit->of;
    q.number = unit->of == Of::kPercent ? Rational::of(number->num, number->den * 100) : *number;
    size_t first = from, last = i;
    for (const SideWord& w : kBefore)
      if (q.side == Side::kUnsaid && before.ends_with(w.word)) q.side = w.side, first = before.size() - w.word.size();
    size_t j = i;
    skip_blanks(text, j);
    for (const SideWord& w : kBehind)
      if (q.side == Side::kUnsaid && text.substr(j).starts_with(w.word)) q.side = w.side, last = j + w.word.size();
    q.text = std::string(text.substr(first, last - first));
    out.push_back(std::move(q));
  }
  return out;
}

bool compatible(Of words, Unit rule) {
  switch (words) {
    case Of::kWorkDays: return rule == Unit::kWorkDay || rule == Unit::kOwnDay;
    case Of::kDays: return rule == Unit::kWorkDay || rule == Unit::kNaturalDay || rule == Unit::kOwnDay;
    case Of::kHours: return rule == Unit::kHour || rule == Unit::kWorkHour;
    case Of::kMinutes: return rule == Unit::kMinute || rule == Unit::kWorkMinute;
    case Of::kPercent: return rule == Unit::kNoUnit;
  }
  return false;
}

}  // namespace zs::lint
