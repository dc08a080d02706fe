#include "compiler/syntax/written.h"

#include "compiler/syntax/utf8.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <unicode/translit.h>
#include <vector>

namespace zs::syntax {
namespace {

struct Reader {
  std::string_view text;
  size_t at = 0;

  bool done() const { return at >= text.size(); }
  bool take(std::string_view word) {
    if (!text.substr(at).starts_with(word)) return false;
    at += word.size();
    return true;
  }
};

std::optional<int> digit(Reader& r) {
  static constexpr std::string_view kDigits[][3] = {{"〇", "零", "○"}, {"一", "壹", "壹"}, {"二", "两", "贰"}, {"三", "叁", "叁"}, {"四", "肆", "肆"},
                                                    {"五", "伍", "伍"}, {"六", "陆", "陆"}, {"七", "柒", "柒"}, {"八", "捌", "捌"}, {"九", "玖", "玖"}};
  for (int n = 0; n < 10; ++n)
    for (const std::string_view word : kDigits[n])
      if (r.take(word)) return n;
  return std::nullopt;
}

/// 十五, 二十四, 三百零五, 一千, 两万; a row of digits (二〇二四) is read as digits.
std::optional<int64_t> number(Reader& r) {
  const size_t begin = r.at;
  int64_t total = 0, section = 0, last = -1, row = 0;
  int count = 0;
  bool places = false;
  while (!r.done() && count < 16) {
    const size_t before = r.at;
    if (const auto d = digit(r)) {
      row = row * 10 + *d;
      last = *d;
      ++count;
      continue;
    }
    int64_t weight = 0;
    if (r.take("十") || r.take("拾")) weight = 10;
    else if (r.take("百")) weight = 100;
    else if (r.take("千")) weight = 1000;
    else if (r.take("万")) weight = 10000;
    if (weight == 0) {
      r.at = before;
      break;
    }
    places = true;
    ++count;
    if (weight == 10000) {
      total += (section + std::max<int64_t>(last, 0)) * weight;
      section = 0;
    } else {
      section += (last < 0 ? 1 : last) * weight;
    }
    last = -1;
  }
  if (r.at == begin) return std::nullopt;
  return places ? total + section + std::max<int64_t>(last, 0) : row;
}

std::string two(int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// 二〇二四年五月九日, 2024年五月九号.
std::string date(std::string_view word) {
  Reader r{word};
  const auto year = number(r);
  if (!year || !r.take("年")) return {};
  const auto month = number(r);
  if (!month || !r.take("月")) return {};
  const auto day = number(r);
  if (!day || !(r.take("日") || r.take("号")) || !r.done() || *year < 1000 || *year > 9999) return {};
  return std::to_string(*year) + "-" + two(*month) + "-" + two(*day);
}

bool is_unit(std::string_view rest) {
  for (const std::string_view within : {"之内", "以内", "内"})
    if (rest.ends_with(within)) {
      rest.remove_suffix(within.size());
      break;
    }
  for (const std::string_view unit : {"工作日", "自然日", "工作小时", "工作分钟", "小时", "分钟", "秒", "天"})
    if (rest == unit) return true;
  return false;
}

std::string duration(std::string_view word) {
  Reader r{word};
  if (r.take("半")) {
    r.take("个");
    const std::string_view unit = word.substr(r.at);
    if (unit == "小时") return "30分钟";
    return !unit.starts_with("天") && is_unit(unit) ? "0.5个" + std::string(unit) : "";
  }
  const auto n = number(r);
  if (!n) return {};
  const bool counted = r.take("个");
  const std::string_view unit = word.substr(r.at);
  return is_unit(unit) ? std::to_string(*n) + (counted ? "个" : "") + std::string(unit) : "";
}

}  // namespace

std::string in_digits(std::string_view word) {
  if (std::string d = date(word); !d.empty()) return d;
  if (std::string d = duration(word); !d.empty()) return d;
  if (word == "一半") return "50%";
  Reader r{word};
  if (r.take("百分之")) {
    const auto n = number(r);
    return n && r.done() ? std::to_string(*n) + "%" : "";
  }
  const auto n = number(r);
  if (!n) return {};
  if (r.take("成") && r.done()) return std::to_string(*n * 10) + "%";
  if (r.take("点")) {
    std::string decimals;
    while (const auto d = digit(r)) decimals += std::to_string(*d);
    return r.done() && !decimals.empty() ? std::to_string(*n) + "." + decimals : "";
  }
  return r.done() ? std::to_string(*n) : "";
}

std::string vague_duration(std::string_view word) {
  std::string_view rest = word, within;
  for (const std::string_view tail : {"之内", "以内", "内"})
    if (rest.ends_with(tail)) {
      rest.remove_suffix(tail.size());
      within = "内";
      break;
    }
  Reader r{rest};
  if (!r.take("半") && !number(r)) return {};
  r.take("个");
  for (const std::string_view unit : {"日", "号", "周", "星期", "礼拜", "月", "季度", "年", "天", "天半", "旬"})
    if (rest.substr(r.at) == unit) return "1个自然日" + std::string(within);
  return {};
}

std::string plain_characters(std::string_view word) {
  std::string out;
  for (size_t i = 0; i < word.size();) {
    const auto d = decode_utf8(word, i);
    append_utf8(out, d.c == U'己' || d.c == U'巳' ? U'已' : d.c == U'末' ? U'未' : d.c);
    i += d.size;
  }
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::Transliterator> simplify(icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (simplify == nullptr) return out;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(out);
  simplify->transliterate(text);
  out.clear();
  text.toUTF8String(out);
  return out;
}

}  // namespace zs::syntax
