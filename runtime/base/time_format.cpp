#include "runtime/base/time_format.h"

#include <algorithm>
#include <chrono>

namespace zs {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits at the front of s, at least and at most so many; -1 where there are fewer.
int take_number(std::string_view& s, size_t least, size_t most) {
  int value = 0;
  size_t n = 0;
  for (; n < most && n < s.size() && is_digit(s[n]); ++n) value = value * 10 + (s[n] - '0');
  if (n < least) return -1;
  s.remove_prefix(n);
  return value;
}

std::optional<int> take_offset(std::string_view& s) {
  if (s.starts_with('Z')) return s.remove_prefix(1), 0;
  if (!s.starts_with('+') && !s.starts_with('-')) return std::nullopt;
  const int sign = s[0] == '-' ? -1 : 1;
  s.remove_prefix(1);
  const int hours = take_number(s, 2, 2);
  if (hours < 0 || hours > 18) return std::nullopt;
  int minutes = 0;
  if (s.starts_with(':')) s.remove_prefix(1), minutes = take_number(s, 2, 2);
  else if (!s.empty() && is_digit(s[0])) minutes = take_number(s, 2, 2);
  if (minutes < 0 || minutes > 59) return std::nullopt;
  return sign * (hours * 3600 + minutes * 60);
}

Error bad(const std::string& zh, const std::string& en) { return {ErrorKind::kUsage, zh, en}; }

/// How many of a letter there may be.
bool fits(char letter, size_t n) {
  switch (letter) {
    case 'y': return n == 4;
    case 'M': case 'd': case 'H': case 'm': case 's': return n <= 2;
    case 'S': return n <= 9;
    case 'X': return n == 3;
    default: return false;
  }
}

}  // namespace

Result<TimeFormat> TimeFormat::parse(std::string_view pattern) {
  TimeFormat out;
  std::string seen;
  for (size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      const size_t end = pattern.find('\'', i + 1);
      if (end == std::string_view::npos) return bad("单引号没有配对", "a single quote is not closed");
      out.parts_.push_back({0, 0, 0, std::string(pattern.substr(i + 1, end - i - 1))});
      i = end + 1;
      continue;
    }
    if (!is_letter(c)) {
      out.parts_.push_back({0, 0, 0, std::string(1, c)});
      ++i;
      continue;
    }
    size_t n = 1;
    while (i + n < pattern.size() && pattern[i + n] == c) ++n;
    const std::string written(pattern.substr(i, n));
    if (!fits(c, n)) return bad("“" + written + "”没有意思", "“" + written + "” means nothing");
    if (seen.find(c) != std::string::npos) return bad("“" + written + "”写了两次", "“" + written + "” stands twice");
    seen += c;
    out.parts_.push_back({c, n, n == 1 && c != 'S' ? 2 : n, {}});
    i += n;
  }
  for (const char needed : {'y', 'M', 'd'})
    if (seen.find(needed) == std::string::npos) return bad("要有年、月、日（yyyy、MM、dd）", "it needs a year, a month and a day (yyyy, MM, dd)");
  return out;
}

std::optional<Instant> TimeFormat::read(std::string_view text) const {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = static_cast<int>(kCstOffset);
  for (const Part& p : parts_) {
    if (p.letter == 0) {
      if (!text.starts_with(p.literal)) return std::nullopt;
      text.remove_prefix(p.literal.size());
      continue;
    }
    if (p.letter == 'X') {
      const auto found = take_offset(text);
      if (!found) return std::nullopt;
      offset = *found;
      continue;
    }
    const int v = take_number(text, p.least, p.most);
    if (v < 0) return std::nullopt;
    switch (p.letter) {
      case 'y': year = v; break;
      case 'M': month = v; break;
      case 'd': day = v; break;
      case 'H': hour = v; break;
      case 'm': minute = v; break;
      case 's': second = v; break;
      default: break;  // a fraction is dropped
    }
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
  if (!text.empty() || !date.ok() || year < 1000 || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const Instant t = start_of(static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count())) + hour * 3600 + minute * 60 + second + kCstOffset - offset;
  if (t < kMinInstant || t > kMaxInstant) return std::nullopt;
  return t;
}

}  // namespace zs
