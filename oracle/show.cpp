#include "oracle/show.h"

#include <fmt/format.h>

namespace zs::oracle {

using typed::Kind;

std::string show_number(const Number& n) {
  const Integer scaled = floor_of(n * 1'000'000 + Number(1, 2));
  const bool negative = scaled < 0;
  const Integer magnitude = negative ? Integer(-scaled) : scaled;
  std::string out = (negative ? "-" : "") + Integer(magnitude / 1'000'000).str();
  std::string digits = Integer(magnitude % 1'000'000).str();
  digits.insert(0, 6 - digits.size(), '0');
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits.empty() ? out : out + "." + digits;
}

std::string show_date(DayNumber d) {
  const Date date = date_of(d);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string show_instant(Instant t) {
  const DayNumber d = day_number(t);
  const int64_t s = t - opening(d);
  return fmt::format("{} {:02}:{:02}:{:02}", show_date(d), s / 3600, s / 60 % 60, s % 60);
}

std::string_view unit_name(Unit u) {
  switch (u) {
    case Unit::kWorkDay: return "工作日";
    case Unit::kNaturalDay: return "自然日";
    case Unit::kHour: return "小时";
    case Unit::kWorkHour: return "工作小时";
    case Unit::kMinute: return "分钟";
    case Unit::kSecond: return "秒";
    case Unit::kWorkMinute: return "工作分钟";
    case Unit::kOwnDay: return "天";
    default: return "";
  }
}

std::string show_span(const SpanValue& s) {
  return s.known() ? show_number(*s.number) + std::string(unit_name(*s.unit)) : "未知";
}

std::string show_seconds(const Integer& seconds, bool office) {
  const bool negative = seconds < 0;
  const Integer n = negative ? Integer(-seconds) : seconds;
  const Integer h = n / 3600, m = n / 60 % 60, s = n % 60;
  std::string out = negative ? "-" : "";
  if (h > 0 || n == 0) out += h.str() + (office ? "工作小时" : "小时");
  if (m > 0) out += m.str() + (office && h == 0 ? "工作分钟" : s > 0 || h > 0 ? "分" : "分钟");
  if (s > 0) out += s.str() + "秒";
  return out;
}

std::string show_value(Evaluator& ev, typed::ExprId id) {
  const typed::Program& p = ev.program();
  const typed::Type type = p[id].type;
  if (type.kind == Kind::kEvent) {
    const Moment m = ev.moment(id);
    return m.missing ? "未知" : m.at == kNever ? "未发生" : show_instant(m.at);
  }
  const Value v = ev.value(id);
  if (v.missing) return "未知";
  const auto label = [&](int64_t i) {
    if (type.enumeration < 0) return std::to_string(i);
    return p.models.enumerations[static_cast<size_t>(type.enumeration)].labels[static_cast<size_t>(i)].label;
  };
  switch (type.kind) {
    case Kind::kText: return std::string(v.text);
    case Kind::kNumber: return show_number(v.number);
    case Kind::kBool: return v.word ? "是" : "否";
    case Kind::kDate: return show_date(v.word);
    case Kind::kInstant: return show_instant(v.word);
    case Kind::kEnum: return label(v.word);
    case Kind::kSpan: return show_span(v.span);
    case Kind::kTextList: return fmt::format("{}", fmt::join(v.texts, "、"));
    case Kind::kEnumList: {
      std::string out;
      for (const int64_t i : v.labels) out += (out.empty() ? "" : "、") + label(i);
      return out;
    }
    default: return "";
  }
}

}  // namespace zs::oracle
