#include "runtime/vm/show.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace zs::vm {

using bytecode::ReasonPart;

namespace {
constexpr std::string_view kUnknown = "未知";
using temporal::kFarInstant;

void show_number(std::string& out, int64_t n) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, n).ptr);
}

/// The last `digits` digits of n ≥ 0, zeros in front.
template <int digits>
char* put_digits(char* at, int64_t n) {
  for (int i = digits; i-- > 0; n /= 10) at[i] = static_cast<char>('0' + n % 10);
  return at + digits;
}

void show_value(std::string& out, const Image& image, const Thread& thread, const ReasonPart& part, int64_t v) {
  using model::FieldType;
  const bool event = part.type == FieldType::kEvent;
  if (v == kMissing) return void(out += kUnknown);
  if (event && v >= kNever) return void(out += std::string_view("未发生"));
  switch (part.type) {
    case FieldType::kText: return void(thread.texts.valid(v) ? out += thread.texts.text(v) : out += kUnknown);
    case FieldType::kInteger: return show_number(out, v);
    case FieldType::kDecimal: return show_decimal(out, v);
    case FieldType::kBool: return void(out += std::string_view(v != 0 ? "是" : "否"));
    case FieldType::kDate: return show_date(out, std::clamp(v, -kFarInstant / kSecondsPerDay, kFarInstant / kSecondsPerDay));
    case FieldType::kEvent: case FieldType::kInstant: return show_instant(out, std::clamp(v, -kFarInstant, kFarInstant));
    case FieldType::kSpan: return show_span(out, v);
    default: break;
  }
  const auto& enums = image.program->models.enumerations;
  if (part.enumeration < 0 || static_cast<size_t>(part.enumeration) >= enums.size()) return show_number(out, v);
  const auto& labels = enums[static_cast<size_t>(part.enumeration)].labels;
  if (v < 0 || static_cast<size_t>(v) >= labels.size()) return show_number(out, v);
  out += labels[static_cast<size_t>(v)].label;
}

void show_list(std::string& out, const Image& image, const Thread& thread, const ReasonPart& part, const ListRef& list) {
  if (list.size < 0) return void(out += kUnknown);
  ReasonPart element;
  element.enumeration = part.enumeration;
  element.type = part.type == model::FieldType::kTextList ? model::FieldType::kText : model::FieldType::kEnum;
  for (int32_t i = 0; i < list.size; ++i) {
    if (i) out += "、";
    show_value(out, image, thread, element, list.data[i]);
  }
}

/// What a clock's part needs, for one row.
struct ClockAt {
  temporal::Clock clock;
  PackedSpan limit;
  temporal::Quantity quantity;
  temporal::Pauses pauses;
  Instant t;
};

void show_clock(std::string& out, ReasonPart::What what, const ClockAt& c) {
  const bool days = temporal::counts_days(c.clock.basis), office = temporal::reads_calendar(c.clock.basis);
  const Unit unit = temporal::resolve_own_day(span_unit(c.limit), Unit::kNaturalDay);
  if (what == ReasonPart::What::kDue) {
    const temporal::Due due = c.clock.due(c.quantity.ceiling(), c.t, c.pauses);
    return days ? show_date(out, due.day) : due.at >= kNever ? void(out += kUnknown) : show_instant(out, due.at);
  }
  const int64_t used = c.clock.used_at(c.t, c.pauses);
  if (!days) return show_seconds(out, what == ReasonPart::What::kUsed ? used : c.quantity.floor - used, office);
  if (what == ReasonPart::What::kUsed) show_number(out, used);
  else show_decimal(out, static_cast<__int128>(span_number(c.limit)) - static_cast<__int128>(used) * kDecimalOne);
  out += unit_name(unit);
}

}  // namespace

void show_decimal(std::string& out, __int128 micro) {
  const bool negative = micro < 0;
  const auto magnitude = static_cast<unsigned __int128>(negative ? -micro : micro);
  if (negative) out += '-';
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, static_cast<uint64_t>(magnitude / kDecimalOne)).ptr);
  const auto fraction = static_cast<int64_t>(magnitude % kDecimalOne);
  if (fraction == 0) return;
  out += '.';
  put_digits<6>(text, fraction);
  char* end = text + 6;
  while (end[-1] == '0') --end;
  out.append(text, end);
}

void show_date(std::string& out, int64_t day) {
  const calendar::Civil c = calendar::civil_from_day(day);
  if (c.year < 0 || c.year > 9999) {
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", c.year, c.month, c.day);
    return;
  }
  char text[10];
  char* at = put_digits<4>(text, c.year);
  *at++ = '-';
  at = put_digits<2>(at, c.month);
  *at++ = '-';
  out.append(text, put_digits<2>(at, c.day));
}

void show_instant(std::string& out, Instant t) {
  const int64_t day = calendar::day_no(t), s = t - calendar::opening(day);
  show_date(out, day);
  char text[9] = {' '};
  char* at = put_digits<2>(text + 1, s / 3600);
  *at++ = ':';
  at = put_digits<2>(at, s / 60 % 60);
  *at++ = ':';
  out.append(text, put_digits<2>(at, s % 60));
}

std::string_view unit_name(Unit u) {
  switch (u) {
    case Unit::kWorkDay: return "工作日";
    case Unit::kNaturalDay: return "自然日";
    case Unit::kHour: return "小时";
    case Unit::kWorkHour: return "工作小时";
    case Unit::kMinute: return "分钟";
    case Unit::kSecond: case Unit::kWorkSecond: return "秒";
    case Unit::kWorkMinute: return "工作分钟";
    case Unit::kOwnDay: return "天";
    default: return "";
  }
}

void show_span(std::string& out, PackedSpan s) {
  if (!span_known(s)) return void(out += kUnknown);
  show_decimal(out, span_number(s));
  out += unit_name(span_unit(s));
}

void show_seconds(std::string& out, int64_t seconds, bool office) {
  const int64_t n = seconds < 0 ? -seconds : seconds;
  const int64_t h = n / 3600, m = n / 60 % 60, s = n % 60;
  if (seconds < 0) out += '-';
  if (h > 0 || n == 0) show_number(out, h), out += office ? "工作小时" : "小时";
  if (m > 0) show_number(out, m), out += office && h == 0 ? "工作分钟" : s > 0 || h > 0 ? "分" : "分钟";
  if (s > 0) show_number(out, s), out += "秒";
}

uint32_t row_in(const Domain& outer, const Domain& domain, uint32_t row) {
  for (const Domain* d = &domain; d != &outer && d->parent; d = d->parent) row = d->parent_row[row];
  return row;
}

void show_part(std::string& out, const Image& image, const Thread& thread, const Frame& frame, const ReasonPart& part, const Domain& domain, uint32_t row, Tick onset) {
  if (part.what == ReasonPart::What::kText) return void(out += part.text);
  auto at = [&](Reg r) { return row_in(frame.domain_of(r), domain, row); };
  const Register& reg = frame[part.reg];
  if (part.what == ReasonPart::What::kValue) {
    const uint32_t i = at(part.reg);
    if (reg.info.cls == RegClass::L) return show_list(out, image, thread, part, reg.l[i]);
    if (reg.info.cls == RegClass::V) return show_value(out, image, thread, part, reg.v[i]);
    return void(out += kUnknown);
  }
  int64_t start = reg.v[at(part.reg)];
  if (start == kMissing || start >= kNever || onset == kTickAlways || part.limit == bytecode::kNoReg) return void(out += kUnknown);
  start = temporal::clock_start(start, part.clock.start_is_date);
  const PackedSpan limit = frame[part.limit].v[at(part.limit)];
  temporal::Pauses pauses;
  if (part.pauses != bytecode::kNoReg) {
    const uint32_t i = at(part.pauses);
    if (frame[part.pauses].pauses_unknown[i]) return void(out += kUnknown);
    pauses = frame[part.pauses].pauses_of(i);
  }
  if (!span_known(limit)) return void(out += kUnknown);
  const int64_t end = part.end == bytecode::kNoReg ? kNever : frame[part.end].v[at(part.end)];
  const temporal::ClockRules rules{&image.calendars[static_cast<size_t>(part.clock.calendar)], part.clock.exact, part.clock.same_day,
                                   part.clock.roll_over};
  const temporal::Basis basis = temporal::basis_of(span_unit(limit), rules);
  const auto quantity = temporal::quantity(limit, basis, rules);
  if (!quantity) return void(out += kUnknown);
  const temporal::Clock clock{rules, basis, start, end == kMissing ? kNever : temporal::clock_end(end)};
  show_clock(out, part.what, {clock, limit, *quantity, pauses, instant_of(onset)});
}

}  // namespace zs::vm
