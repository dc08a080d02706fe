#include "ledger/case_text.h"

#include "io/binding/instant_text.h"
#include "io/binding/json_value.h"
#include "io/binding/table_builder.h"
#include "io/writers/row_writer.h"

#include <fmt/format.h>

namespace zs::ledger {
namespace {

using columns::Column;
using columns::Table;
using model::FieldType;
using writers::json_string;

std::string decimal(int64_t micro) {
  const bool negative = micro < 0;
  const auto magnitude = static_cast<uint64_t>(negative ? -micro : micro);
  std::string out = fmt::format("{}{}", negative ? "-" : "", magnitude / kDecimalOne);
  std::string digits = fmt::format("{:06}", magnitude % kDecimalOne);
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits.empty() ? out : out + "." + digits;
}

/// The units that data can have.
const char* unit_text(Unit u) {
  switch (u) {
    case Unit::kWorkDay: return "工作日";
    case Unit::kNaturalDay: return "自然日";
    case Unit::kHour: return "小时";
    case Unit::kWorkHour: return "工作小时";
    case Unit::kMinute: return "分钟";
    case Unit::kSecond: return "秒";
    case Unit::kWorkMinute: return "工作分钟";
    default: return nullptr;
  }
}

class Writer {
 public:
  explicit Writer(const model::Models& models) : models_(models) {}

  void record(const Table& t, size_t i) {
    out += '{';
    const auto& fields = models_.models[static_cast<size_t>(t.model)].fields;
    for (size_t f = 0; f < fields.size(); ++f) field(fields[f], t, t.columns[f], i);
    out += '}';
  }

  std::string out;

 private:
  void name(const std::string& n) {
    if (out.back() != '{') out += ',';
    out += json_string(n) + ":";
  }
  void member(const std::string& n, const std::string& value) { name(n), out += value; }
  std::string text(const Table& t, int32_t code) const { return json_string((*t.strings)[code]); }
  std::string label(const model::Field& f, int64_t v) const { return json_string(models_.enumerations[static_cast<size_t>(f.enumeration)].labels[static_cast<size_t>(v)].label); }

  void field(const model::Field& f, const Table& t, const Column& c, size_t i) {
    switch (f.type) {
      case FieldType::kText:
        if (i < c.codes.size() && c.codes[i] >= 0) member(f.name, text(t, c.codes[i]));
        return;
      case FieldType::kTextList: return list(f, t, c, i, [&](uint32_t k) { return text(t, c.codes[k]); });
      case FieldType::kEnumList: return list(f, t, c, i, [&](uint32_t k) { return label(f, c.values[k]); });
      case FieldType::kRows: return rows(f, t, c, i);
      default:
        if (i < c.values.size() && c.values[i] != kMissing && !(f.type == FieldType::kEvent && c.values[i] == kNever)) value(f, c.values[i]);
    }
  }

  void value(const model::Field& f, int64_t v) {
    switch (f.type) {
      case FieldType::kInteger: return member(f.name, std::to_string(v));
      case FieldType::kDecimal: return member(f.name, decimal(v));
      case FieldType::kBool: return member(f.name, v == kTrue ? "true" : "false");
      case FieldType::kDate: return member(f.name, json_string(binding::format_day(static_cast<Day>(v))));
      case FieldType::kEnum: return member(f.name, label(f, v));
      case FieldType::kSpan: return span(f, v);
      default: return member(f.name, json_string(binding::format_instant(v)));
    }
  }

  void span(const model::Field& f, PackedSpan v) {
    const bool without_number = v < kSpanNoNumber + 16;
    if (!without_number) member(f.name, decimal(span_number(v)));
    if (const char* unit = unit_text(without_number ? static_cast<Unit>(v - kSpanNoNumber) : span_unit(v))) member(f.unit_name, json_string(unit));
  }

  template <class Element>
  void list(const model::Field& f, const Table& t, const Column& c, size_t i, Element element) {
    if (c.offsets.size() != t.size + 1 || (i < c.absent.size() && c.absent[i])) return;
    name(f.name);
    out += '[';
    for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) out += (k > c.offsets[i] ? "," : "") + element(k);
    out += ']';
  }

  void rows(const model::Field& f, const Table& t, const Column& c, size_t i) {
    if (!c.rows || c.offsets.size() != t.size + 1 || c.offsets[i] == c.offsets[i + 1]) return;
    name(f.name);
    out += '[';
    for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) {
      if (k > c.offsets[i]) out += ',';
      record(*c.rows, k);
    }
    out += ']';
  }

  const model::Models& models_;
};

}  // namespace

std::string_view key_of(const model::Models& models, const Table& t, size_t i) {
  const int key = models.models[static_cast<size_t>(t.model)].key;
  if (key < 0) return {};
  const auto& codes = t.columns[static_cast<size_t>(key)].codes;
  return i < codes.size() && codes[i] >= 0 ? (*t.strings)[codes[i]] : std::string_view();
}

std::string text_of(const model::Models& models, const Table& t, size_t i) {
  Writer w(models);
  w.record(t, i);
  return std::move(w.out);
}

Table table_of(const model::Models& models, int model, const std::vector<std::string>& texts, std::vector<size_t>& refused) {
  binding::TableBuilder builder(models, model);
  binding::JsonParser parser;
  binding::Arena arena;
  for (size_t i = 0; i < texts.size(); ++i) {
    arena.release();
    const auto value = parser.parse(texts[i], arena);
    if (!value || builder.add(*value)) refused.push_back(i);
  }
  return builder.take();
}

}  // namespace zs::ledger
