#include "runtime/vm/show.h"

#include <fmt/format.h>

#include <algorithm>

namespace zs::vm {

using bytecode::ReasonPart;

namespace {
constexpr const char* kUnknown = "未知";
using temporal::kFarInstant;

std::string show_value(const Image& image, const Thread& thread, const ReasonPart& part, int64_t v) {
  using model::FieldType;
  if (part.type == FieldType::kEvent) return v == kMissing ? kUnknown : v >= kNever ? "未发生" : show_instant(std::clamp(v, -kFarInstant, kFarInstant));
  if (v == kMissing) return kUnknown;
  switch (part.type) {
    case FieldType::kText: return thread.texts.valid(v) ? std::string(thread.texts.text(v)) : kUnknown;
    case FieldType::kInteger: return std::to_string(v);
    case FieldType::kDecimal: return show_decimal(v);
    case FieldType::kBool: return v != 0 ? "是" : "否";
    case FieldType::kDate: return show_date(std::clamp(v, -kFarInstant / kSecondsPerDay, kFarInstant / kSecondsPerDay));
    case FieldType::kInstant: return show_instant(std::clamp(v, -kFarInstant, kFarInstant));
    case FieldType::kSpan: return show_span(v);
    default: break;
  }
  const auto& enums = image.program->models.enumerations;
  if (part.enumeration < 0 || static_cast<size_t>(part.enumeration) >= enums.size()) return std::to_string(v);
  const auto& labels = enums[static_cast<size_t>(part.enumeration)].labels;
  return v >= 0 && static_cast<size_t>(v) < labels.size() ? labels[static_cast<size_t>(v)].label : std::to_string(v);
}

std::string show_list(const Image& image, const Thread& thread, const ReasonPart& part, const ListRef& list) {
  if (list.size < 0) return kUnknown;
  ReasonPart element = part;
  element.type = part.type == model::FieldType::kTextList ? model::FieldType::kText : model::FieldType::kEnum;
  std::string out;
  for (int32_t i = 0; i < list.size; ++i) out += (i ? "、" : "") + show_value(image, thread, element, list.data[i]);
  return out;
}

/// What a clock's part needs, for one row.
struct ClockAt {
  temporal::Clock clock;
  PackedSpan limit;
  temporal::Quantity quantity;
  temporal::Pauses pauses;
  Instant t;
};

std::string show_clock(ReasonPart::What what, const ClockAt& c) {
  const bool days = temporal::counts_days(c.clock.basis), office = temporal::reads_calendar(c.clock.basis);
  const Unit unit = temporal::resolve_own_day(span_unit(c.limit), Unit::kNaturalDay);
  if (what == ReasonPart::What::kDue) {
    const temporal::Due due = c.clock.due(c.quantity.ceiling(), c.t, c.pauses);
    return days ? show_date(due.day) : due.at >= kNever ? kUnknown : show_instant(due.at);
  }
  const int64_t used = c.clock.used_at(c.t, c.pauses);
  if (what == ReasonPart::What::kUsed) return days ? std::to_string(used) + std::string(unit_name(unit)) : show_seconds(used, office);
  if (!days) return show_seconds(c.quantity.floor - used, office);
  return show_decimal(static_cast<__int128>(span_number(c.limit)) - static_cast<__int128>(used) * kDecimalOne) + std::string(unit_name(unit));
}

}  // namespace

std::string show_decimal(__int128 micro) {
  const bool negative = micro < 0;
  const auto magnitude = static_cast<unsigned __int128>(negative ? -micro : micro);
  std::string out = fmt::format("{}{}", negative ? "-" : "", static_cast<uint64_t>(magnitude / kDecimalOne));
  std::string digits = fmt::format("{:06}", static_cast<uint64_t>(magnitude % kDecimalOne));
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits.empty() ? out : out + "." + digits;
}

std::string show_date(int64_t day) {
  const calendar::Civil c = calendar::civil_from_day(day);
  return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

std::string show_instant(Instant t) {
  const int64_t day = calendar::day_no(t), s = t - calendar::opening(day);
  return fmt::format("{} {:02}:{:02}:{:02}", show_date(day), s / 3600, s / 60 % 60, s % 60);
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

std::string show_span(PackedSpan s) {
  return span_known(s) ? show_decimal(span_number(s)) + std::string(unit_name(span_unit(s))) : kUnknown;
}

std::string show_seconds(int64_t seconds, bool office) {
  const int64_t n = seconds < 0 ? -seconds : seconds;
  const int64_t h = n / 3600, m = n / 60 % 60, s = n % 60;
  std::string out = seconds < 0 ? "-" : "";
  if (h > 0 || n == 0) out += std::to_string(h) + (office ? "工作小时" : "小时");
  if (m > 0) out += std::to_string(m) + (office && h == 0 ? "工作分钟" : s > 0 || h > 0 ? "分" : "分钟");
  if (s > 0) out += std::to_string(s) + "秒";
  return out;
}

uint32_t row_in(const Domain& outer, const Domain& domain, uint32_t row) {
  for (const Domain* d = &domain; d != &outer && d->parent; d = d->parent) row = d->parent_row[row];
  return row;
}

std::string show_part(const Image& image, const Thread& thread, const Frame& frame, const ReasonPart& part, const Domain& domain,
                      uint32_t row, Tick onset) {
  if (part.what == ReasonPart::What::kText) return part.text;
  auto at = [&](Reg r) { return row_in(frame.domain_of(r), domain, row); };
  const Register& reg = frame[part.reg];
  if (part.what == ReasonPart::What::kValue) {
    const uint32_t i = at(part.reg);
    if (reg.info.cls == RegClass::L) return show_list(image, thread, part, reg.l[i]);
    if (reg.info.cls == RegClass::V) return show_value(image, thread, part, reg.v[i]);
    return kUnknown;
  }
  int64_t start = reg.v[at(part.reg)];
  if (start == kMissing || start >= kNever || onset == kTickAlways || part.limit == bytecode::kNoReg) return kUnknown;
  start = temporal::clock_start(start, part.clock.start_is_date);
  const PackedSpan limit = frame[part.limit].v[at(part.limit)];
  temporal::Pauses pauses;
  if (part.pauses != bytecode::kNoReg) {
    const uint32_t i = at(part.pauses);
    if (frame[part.pauses].pauses_unknown[i]) return kUnknown;
    pauses = frame[part.pauses].pauses_of(i);
  }
  if (!span_known(limit)) return kUnknown;
  const int64_t end = part.end == bytecode::kNoReg ? kNever : frame[part.end].v[at(part.end)];
  const temporal::ClockRules rules{&image.calendars[static_cast<size_t>(part.clock.calendar)], part.clock.exact, part.clock.same_day,
                                   part.clock.roll_over};
  const temporal::Basis basis = temporal::basis_of(span_unit(limit), rules);
  const auto quantity = temporal::quantity(limit, basis, rules);
  if (!quantity) return kUnknown;
  const temporal::Clock clock{rules, basis, start, end == kMissing ? kNever : temporal::clock_end(end)};
  return show_clock(part.what, {clock, limit, *quantity, pauses, instant_of(onset)});
}

}  // namespace zs::vm
