#include "io/binding/instant_text.h"

#include <fmt/format.h>

namespace zs::binding {
namespace {

/// Reads forward over a text; every take_ function leaves the place unchanged when it fails.
class Scanner {
 public:
  explicit Scanner(std::string_view s) : s_(s) {}
  bool done() const { return at_ == s_.size(); }
  char peek() const { return done() ? '\0' : s_[at_]; }
  bool take(char c) { return peek() == c && !done() ? (++at_, true) : false; }
  /// Between `least` and `most` decimal digits.
  bool digits(int least, int most, int& out) {
    size_t p = at_;
    int n = 0, v = 0;
    for (; n < most && p < s_.size() && s_[p] >= '0' && s_[p] <= '9'; ++p, ++n) v = v * 10 + (s_[p] - '0');
    if (n < least) return false;
    at_ = p;
    out = v;
    return true;
  }
  int run_of_digits() const {
    size_t p = at_;
    while (p < s_.size() && s_[p] >= '0' && s_[p] <= '9') ++p;
    return static_cast<int>(p - at_);
  }

 private:
  std::string_view s_;
  size_t at_ = 0;
};

struct Moment {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  bool has_time = false;
  int64_t offset = kCstOffset;  // seconds east of UTC
};

/// Writes a number with so many digits.
void put(char* to, int value, int digits) {
  for (; digits-- > 0; value /= 10) to[digits] = static_cast<char>('0' + value % 10);
}

Reason bad_form() {
  return {"不是时刻：应写作 2024-10-09 12:00:00、2024-10-09 12:00、2024/10/9 12:00、20241009120000、2024-10-09 或带时区的 2024-10-09T12:00:00+08:00",
          "not an instant: write 2024-10-09 12:00:00, 2024-10-09 12:00, 2024/10/9 12:00, 20241009120000, 2024-10-09, or "
          "with an offset 2024-10-09T12:00:00+08:00"};
}

bool scan_fraction(Scanner& s) {
  if (!s.take('.')) return true;
  const int n = s.run_of_digits();
  int ignored = 0;
  for (int i = 0; i < n; ++i) s.digits(1, 1, ignored);
  return n > 0;
}

bool scan_offset(Scanner& s, Moment& m) {
  if (s.done()) return true;
  if (s.take('Z') || s.take('z')) return m.offset = 0, true;
  const int sign = s.take('+') ? 1 : s.take('-') ? -1 : 0;
  int h = 0, min = 0;
  if (sign == 0 || !s.digits(2, 2, h)) return false;
  if (s.take(':')) {
    if (!s.digits(2, 2, min)) return false;
  } else if (!s.done() && !s.digits(2, 2, min)) {
    return false;
  }
  if (h > 18 || min > 59) return false;
  m.offset = sign * (h * 3600 + min * 60);
  return true;
}

/// After the date: nothing, or "T" or " " and a time.
bool scan_time(Scanner& s, Moment& m, bool loose) {
  if (s.done()) return true;
  if (!s.take('T') && !s.take(' ') && !s.take('t')) return false;
  if (!s.digits(loose ? 1 : 2, 2, m.hour) || !s.take(':') || !s.digits(2, 2, m.minute)) return false;
  m.has_time = true;
  if (s.take(':') && (!s.digits(2, 2, m.second) || !scan_fraction(s))) return false;
  return scan_offset(s, m);
}

bool scan(std::string_view text, Moment& m) {
  Scanner s(text);
  const int run = s.run_of_digits();
  if (run == 8 || run == 14) {
    if (!s.digits(4, 4, m.year) || !s.digits(2, 2, m.month) || !s.digits(2, 2, m.day)) return false;
    if (run == 14) {
      m.has_time = true;
      s.digits(2, 2, m.hour), s.digits(2, 2, m.minute), s.digits(2, 2, m.second);
    }
    return s.done();
  }
  if (run != 4 || !s.digits(4, 4, m.year)) return false;
  const bool slash = s.peek() == '/';
  const char sep = slash ? '/' : '-';
  const int least = slash ? 1 : 2;
  if (!s.take(sep) || !s.digits(least, 2, m.month) || !s.take(sep) || !s.digits(least, 2, m.day)) return false;
  return scan_time(s, m, slash) && s.done();
}

}  // namespace

Day days_from_civil(int y, int m, int d) noexcept {
  y -= m <= 2;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

Civil civil_from_days(Day z) noexcept {
  z += 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int m = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1};
}

bool date_exists(int y, int m, int d) noexcept {
  if (y < 1000 || y > 9999 || m < 1 || m > 12 || d < 1) return false;
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  return d <= kDays[m - 1] + (m == 2 && leap ? 1 : 0);
}

Parsed<Instant> parse_instant(std::string_view text) {
  Moment m;
  if (!scan(text, m)) return bad_form();
  if (!date_exists(m.year, m.month, m.day))
    return Reason{"没有这一天（年份须在 1000 至 9999 之间）", "there is no such day (years are 1000 to 9999)"};
  if (m.hour > 23 || m.minute > 59 || m.second > 59)
    return Reason{"没有这个时间：时须为 00 至 23，分、秒须为 00 至 59", "there is no such time: hours are 00 to 23, minutes and seconds 00 to 59"};
  const Instant t = start_of(days_from_civil(m.year, m.month, m.day)) + m.hour * 3600 + m.minute * 60 + m.second + kCstOffset - m.offset;
  if (t < kMinInstant || t > kMaxInstant) return Reason{"年份须在 1000 至 9999 之间", "years are 1000 to 9999"};
  return t;
}

Parsed<Day> parse_day(std::string_view text) {
  auto t = parse_instant(text);
  if (!t) return t.error();
  if (*t != start_of(day_of(*t)))
    return Reason{"日期不带时间：应写作 2024-10-09、2024/10/9 或 20241009", "a date has no time: write 2024-10-09, 2024/10/9 or 20241009"};
  return day_of(*t);
}

// Large outputs are full of instants: they are written without a general formatter where the year has four digits.
std::string format_day(Day d) {
  const Civil c = civil_from_days(d);
  if (c.year >= 0 && c.year <= 9999) {
    std::string out = "0000-00-00";
    put(&out[0], c.year, 4), put(&out[5], c.month, 2), put(&out[8], c.day, 2);
    return out;
  }
  return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

InstantText instant_text(Instant t) noexcept {
  const Day d = day_of(t);
  const auto s = static_cast<unsigned>(t - start_of(d));
  const Civil c = civil_from_days(d);
  InstantText out;
  char* p = out.text;
  const auto two = [&](unsigned v, char after) { *p++ = static_cast<char>('0' + v / 10), *p++ = static_cast<char>('0' + v % 10), *p++ = after; };
  const auto year = static_cast<unsigned>(c.year);
  *p++ = static_cast<char>('0' + year / 1000), *p++ = static_cast<char>('0' + year / 100 % 10);
  two(year % 100, '-'), two(static_cast<unsigned>(c.month), '-'), two(static_cast<unsigned>(c.day), 'T');
  two(s / 3600, ':'), two(s / 60 % 60, ':'), two(s % 60, '+');
  two(8, ':'), *p++ = '0', *p++ = '0';
  return out;
}

std::string format_instant(Instant t) { return std::string(instant_text(t)); }

}  // namespace zs::binding
