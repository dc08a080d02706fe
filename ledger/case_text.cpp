#include "ledger/case_text.h"

#include "io/binding/instant_text.h"
#include "io/binding/json_value.h"
#include "io/binding/table_builder.h"
#include "io/writers/row_writer.h"

namespace zs::ledger {
namespace {

using columns::Column;
using columns::Table;
using model::FieldType;
using writers::append_json_string;
using writers::json_string;

void put_decimal(std::string& out, int64_t micro) {
  const bool negative = micro < 0;
  const auto magnitude = static_cast<uint64_t>(negative ? -micro : micro);
  if (negative) out += '-';
  out += std::to_string(magnitude / kDecimalOne);
  auto fraction = magnitude % kDecimalOne;
  if (fraction == 0) return;
  std::string digits = std::to_string(fraction + kDecimalOne);
  digits[0] = '.';
  while (digits.back() == '0') digits.pop_back();
  out += digits;
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

}  // namespace

struct CaseWriter::Names {
  Names(const model::Models& m, int of) : models(m), model(of) {
    for (const auto& f : fields()) {
      name.push_back(json_string(f.name)), unit.push_back(json_string(f.unit_name));
      rows.push_back(f.type == FieldType::kRows ? std::make_unique<const Names>(m, f.rows) : nullptr);
    }
  }
  const std::vector<model::Field>& fields() const { return models.models[static_cast<size_t>(model)].fields; }

  const model::Models& models;
  int model;
  std::vector<std::string> name, unit;                 // quoted, parallel to the fields
  std::vector<std::unique_ptr<const Names>> rows;      // of a list's rows
};

namespace {

template <class Names>
class Writer {
 public:
  Writer(const Names& names, std::string& out) : names_(names), out(out) {}

  void record(const Table& t, size_t i) {
    out += '{';
    const auto& fields = names_.fields();
    for (size_t f = 0; f < fields.size(); ++f) field(f, fields[f], t, t.columns[f], i);
    out += '}';
  }

 private:
  void name(const std::string& quoted) {
    if (out.back() != '{') out += ',';
    out += quoted;
    out += ':';
  }
  void text(const Table& t, int32_t code) { append_json_string(out, (*t.strings)[code]); }
  void label(const model::Field& f, int64_t v) { append_json_string(out, names_.models.enumerations[static_cast<size_t>(f.enumeration)].labels[static_cast<size_t>(v)].label); }

  void field(size_t at, const model::Field& f, const Table& t, const Column& c, size_t i) {
    switch (f.type) {
      case FieldType::kText:
        if (i < c.codes.size() && c.codes[i] >= 0) name(names_.name[at]), text(t, c.codes[i]);
        return;
      case FieldType::kTextList: return list(at, t, c, i, [&](uint32_t k) { text(t, c.codes[k]); });
      case FieldType::kEnumList: return list(at, t, c, i, [&](uint32_t k) { label(f, c.values[k]); });
      case FieldType::kRows: return rows(at, t, c, i);
      case FieldType::kSpan:
        if (i < c.values.size() && c.values[i] != kMissing) span(at, c.values[i]);
        return;
      default:
        if (i < c.values.size() && c.values[i] != kMissing && !(f.type == FieldType::kEvent && c.values[i] == kNever)) name(names_.name[at]), value(f, c.values[i]);
    }
  }

  void value(const model::Field& f, int64_t v) {
    switch (f.type) {
      case FieldType::kInteger: out += std::to_string(v); return;
      case FieldType::kDecimal: return put_decimal(out, v);
      case FieldType::kBool: out += v == kTrue ? "true" : "false"; return;
      case FieldType::kDate: return append_json_string(out, binding::format_day(static_cast<Day>(v)));
      case FieldType::kEnum: return label(f, v);
      default: return append_json_string(out, binding::format_instant(v));
    }
  }

  void span(size_t at, PackedSpan v) {
    const bool without_number = v < kSpanNoNumber + 16;
    if (!without_number) name(names_.name[at]), put_decimal(out, span_number(v));
    if (const char* unit = unit_text(without_number ? static_cast<Unit>(v - kSpanNoNumber) : span_unit(v))) name(names_.unit[at]), append_json_string(out, unit);
  }

  template <class Element>
  void list(size_t at, const Table& t, const Column& c, size_t i, Element element) {
    if (c.offsets.size() != t.size + 1 || (i < c.absent.size() && c.absent[i])) return;
    name(names_.name[at]);
    out += '[';
    for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) {
      if (k > c.offsets[i]) out += ',';
      element(k);
    }
    out += ']';
  }

  void rows(size_t at, const Table& t, const Column& c, size_t i) {
    if (!c.rows || c.offsets.size() != t.size + 1 || c.offsets[i] == c.offsets[i + 1]) return;
    name(names_.name[at]);
    out += '[';
    Writer row(*names_.rows[at], out);
    for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) {
      if (k > c.offsets[i]) out += ',';
      row.record(*c.rows, k);
    }
    out += ']';
  }

  const Names& names_;
  std::string& out;
};

}  // namespace

CaseWriter::CaseWriter(const model::Models& models, int model) : names_(std::make_unique<const Names>(models, model)) {}
CaseWriter::~CaseWriter() = default;

std::string CaseWriter::text(const Table& t, size_t i) const {
  std::string out;
  Writer<Names>(*names_, out).record(t, i);
  return out;
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
