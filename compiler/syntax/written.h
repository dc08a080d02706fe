#pragma once
// Numbers, durations and dates in words: 三个工作日, 百分之五十, 二〇二四年五月九日; traditional characters and look-alikes.
#include <string>
#include <string_view>

namespace zs::syntax {

/// The same in digits, as a rule file has it: 3个工作日, 50%, 2024-05-09. Empty where `word` is nothing of the kind.
std::string in_digits(std::string_view word);

/// 十五日内, 两周, 半天: a duration whose unit does not say how long it is. What stands in for it while reading goes on; else empty.
std::string vague_duration(std::string_view word);
inline constexpr std::string_view kVagueZh = "期限写数和单位，如 3个工作日、15个自然日、4小时；“日”“天”要写明是哪一种，周、月、年换算成日数";
inline constexpr std::string_view kVagueEn = "write a number and a unit, such as 3个工作日, 15个自然日 or 4小时; 日 and 天 must say which days, weeks, months and years become days";

/// 已 for 己, 未 for 末, simplified for traditional characters; the word itself where nothing changes.
std::string plain_characters(std::string_view word);

}  // namespace zs::syntax
