#include "io/binding/scalar.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::binding {
namespace {

constexpr std::string_view kWideBlank = "\xE3\x80\x80";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }

Reason bad_number() { return {"不是数：应写作 12、-3 或 2.5", "not a number: write 12, -3 or 2.5"}; }

/// digits × 10^exponent, as written; digits without leading or trailing zeros.
struct Number {
  bool negative = false;
  std::string digits;
  long exponent = 0;
};

bool scan_exponent(std::string_view s, long& exponent) {
  bool negative = false;
  if (!s.empty() && (s[0] == '+' || s[0] == '-')) negative = s[0] == '-', s.remove_prefix(1);
  if (s.empty() || s.size() > 4) return false;
  long e = 0;
  for (const char c : s) {
    if (c < '0' || c > '9') return false;
    e = e * 10 + (c - '0');
  }
  exponent += negative ? -e : e;
  return true;
}

bool scan_number(std::string_view s, Number& out) {
  if (!s.empty() && s[0] == '-') out.negative = true, s.remove_prefix(1);
  bool point = false, any = false;
  size_t i = 0;
  for (; i < s.size(); ++i) {
    const char c = s[i];
    if (c == '.' && !point && any) {
      point = true;
      if (i + 1 == s.size() || s[i + 1] < '0' || s[i + 1] > '9') return false;
    } else if (c >= '0' && c <= '9') {
      any = true;
      if (c != '0' || !out.digits.empty()) out.digits += c;
      if (point) --out.exponent;
    } else {
      break;
    }
  }
  if (!any) return false;
  if (i < s.size() && ((s[i] != 'e' && s[i] != 'E') || !scan_exponent(s.substr(i + 1), out.exponent))) return false;
  while (!out.digits.empty() && out.digits.back() == '0') out.digits.pop_back(), ++out.exponent;
  if (out.digits.empty()) out.exponent = 0, out.negative = false;
  return true;
}

/// number × 10^scale as an integer below `limit`; 1: too many digits after the point, 2: too large.
int scaled(const Number& n, int scale, int64_t limit, int64_t& out) {
  const long shift = n.exponent + scale;
  if (shift < 0) return n.digits.empty() ? (out = 0, 0) : 1;
  if (static_cast<long>(n.digits.size()) + shift > 18 && !n.digits.empty()) return 2;
  int64_t v = 0;
  for (const char c : n.digits) v = v * 10 + (c - '0');
  for (long i = 0; i < shift && v; ++i) v *= 10;
  if (v >= limit) return 2;
  out = n.negative ? -v : v;
  return 0;
}

Parsed<int64_t> decimal(std::string_view s, int64_t limit, const char* bound) {
  Number n;
  if (!scan_number(s, n)) return bad_number();
  int64_t v = 0;
  switch (scaled(n, kDecimalScale, limit, v)) {
    case 0: return v;
    case 1: return Reason{"小数最多六位", "at most six digits after the point"};
    default: return Reason{fmt::format("数太大：绝对值须小于 {}", bound), fmt::format("too large: the absolute value must be below {}", bound)};
  }
}

bool equals_ascii(std::string_view a, std::string_view lower) {
  return a.size() == lower.size() && std::equal(a.begin(), a.end(), lower.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? static_cast<char>(x + 32) : x) == y;
         });
}

int find_label(const model::Enumeration& e, std::string_view s) {
  for (size_t i = 0; i < e.labels.size(); ++i) {
    if (e.labels[i].label == s) return static_cast<int>(i);
    for (const auto& code : e.labels[i].codes)
      if (code == s) return static_cast<int>(i);
  }
  return -1;
}

Reason not_among(const model::Enumeration& e) {
  std::string all;
  for (const auto& l : e.labels) {
    if (!all.empty()) all += "、";
    all += l.label;
    for (const auto& c : l.codes) all += "=" + c;
  }
  return {"不在枚举中，可取：" + all, "not a value of the enumeration; it has " + all};
}

struct UnitName { std::string_view name; Unit unit; };
constexpr UnitName kUnits[] = {{"工作日", Unit::kWorkDay},     {"自然日", Unit::kNaturalDay}, {"小时", Unit::kHour}, {"工作小时", Unit::kWorkHour},
                               {"分钟", Unit::kMinute},        {"秒", Unit::kSecond},         {"工作分钟", Unit::kWorkMinute}};

const Unit* unit_named(std::string_view s) {
  for (const auto& u : kUnits)
    if (u.name == s) return &u.unit;
  return nullptr;
}

}  // namespace

std::string_view trim(std::string_view s) noexcept {
  for (;;) {
    if (!s.empty() && is_space(s.front())) s.remove_prefix(1);
    else if (s.substr(0, 3) == kWideBlank) s.remove_prefix(3);
    else break;
  }
  for (;;) {
    if (!s.empty() && is_space(s.back())) s.remove_suffix(1);
    else if (s.size() >= 3 && s.substr(s.size() - 3) == kWideBlank) s.remove_suffix(3);
    else break;
  }
  return s;
}

Parsed<int64_t> parse_integer(std::string_view s) {
  Number n;
  if (!scan_number(s, n)) return Reason{"不是整数", "not an integer"};
  int64_t v = 0;
  switch (scaled(n, 0, 1'000'000'000'000'000'000, v)) {
    case 0: return v;
    case 1: return Reason{"不是整数", "not an integer"};
    default: return Reason{"整数太大：须少于 19 位", "the integer is too large: it must have fewer than 19 digits"};
  }
}

Parsed<int64_t> parse_decimal(std::string_view s) {
  const bool percent = !s.empty() && (s.back() == '%' || (s.size() >= 3 && s.substr(s.size() - 3) == "％"));
  if (!percent) return decimal(s, kDecimalLimit, "10^12");
  Number n;
  if (!scan_number(trim(s.substr(0, s.size() - (s.back() == '%' ? 1 : 3))), n)) return bad_number();
  n.exponent -= 2;
  int64_t v = 0;
  switch (scaled(n, kDecimalScale, kDecimalLimit, v)) {
    case 0: return v;
    case 1: return Reason{"百分数最多四位小数", "a percentage has at most four digits after the point"};
    default: return Reason{"数太大：绝对值须小于 10^12", "too large: the absolute value must be below 10^12"};
  }
}

Parsed<int64_t> parse_bool(std::string_view s) {
  if (s == "是" || s == "1" || equals_ascii(s, "true") || equals_ascii(s, "y")) return kTrue;
  if (s == "否" || s == "0" || equals_ascii(s, "false") || equals_ascii(s, "n")) return kFalse;
  return Reason{"不是布尔值：应为 是/否、true/false、1/0 或 Y/N", "not a boolean: write 是/否, true/false, 1/0 or Y/N"};
}

Parsed<int64_t> parse_enum(const model::Enumeration& e, std::string_view s) {
  const int i = find_label(e, s);
  if (i < 0) return not_among(e);
  return i;
}

Parsed<int64_t> parse_span_number(std::string_view s) { return decimal(s, kSpanLimit, "10^9"); }

Parsed<Unit> parse_span_unit(const model::Enumeration* e, std::string_view s) {
  if (e) {
    const int i = find_label(*e, s);
    if (i < 0) return not_among(*e);
    if (const Unit* u = unit_named(e->labels[static_cast<size_t>(i)].label)) return *u;
    return Reason{"这个标签不是期限单位", "this label is no unit of a span"};
  }
  if (const Unit* u = unit_named(s)) return *u;
  if (s == "1" || s == "G") return Unit::kWorkDay;
  if (s == "Z") return Unit::kNaturalDay;
  return Reason{"不是期限单位：可取 工作日=1=G、自然日=Z、小时、工作小时、分钟、秒、工作分钟",
                "not a unit: 工作日=1=G, 自然日=Z, 小时, 工作小时, 分钟, 秒, 工作分钟"};
}

}  // namespace zs::binding
