#include "generate/render.h"

#include "io/duckdb/database.h"
#include "io/writers/row_writer.h"
#include "runtime/base/instant.h"
#include "runtime/calendar/civil.h"

#include <fmt/format.h>
#include <iterator>

namespace zs::generate {
namespace {

using model::FieldType;
using Kind = Cell::Kind;

constexpr std::string_view kUnitNames[] = {"工作日", "自然日", "小时", "工作小时", "分钟", "秒", "工作分钟", "天"};

void two(std::string& out, int v) {
  out += static_cast<char>('0' + v / 10);
  out += static_cast<char>('0' + v % 10);
}
void day(std::string& out, int64_t d) {
  const auto c = calendar::civil_from_day(d);
  two(out, static_cast<int>(c.year / 100)), two(out, static_cast<int>(c.year % 100));
  out += '-', two(out, c.month), out += '-', two(out, c.day);
}
/// 2024-10-09 12:00:00, China Standard Time.
void instant(std::string& out, Instant t) {
  const Day d = day_of(t);
  const int s = static_cast<int>(t - start_of(d));
  day(out, d);
  out += ' ', two(out, s / 3600), out += ':', two(out, s / 60 % 60), out += ':', two(out, s % 60);
}
/// At scale 6, without zeros at the end.
void decimal(std::string& out, int64_t v) {
  if (v < 0) out += '-', v = -v;
  fmt::format_to(std::back_inserter(out), "{}", v / kDecimalOne);
  int64_t part = v % kDecimalOne;
  if (part == 0) return;
  std::string digits = fmt::format("{:06}", part);
  while (digits.back() == '0') digits.pop_back();
  out += '.';
  out += digits;
}
void quoted(std::string& out, std::string_view s) {
  // Bytes that are no text go out as they are: that is what the fault is.
  if (s.find_first_of("\"\\\n\r\t") == std::string_view::npos) {
    out += '"', out += s, out += '"';
    return;
  }
  out += writers::json_string(s);
}

}  // namespace

Renderer::Renderer(const model::Models& models, int model, Naming naming) : models_(models), model_(model) {
  const auto called = [&](const std::string& name, const std::string& code) { return naming == Naming::kCode && !code.empty() ? code : name; };
  for (const auto& m : models.models) {
    auto& columns = columns_.emplace_back();
    for (const auto& f : m.fields) {
      const std::string name = called(f.name, f.code), unit = called(f.unit_name, f.unit_code);
      columns.push_back({writers::json_string(name) + ":", writers::json_string(unit) + ":", name, unit, f.type, f.enumeration, f.rows});
    }
  }
  for (const auto& e : models.enumerations) {
    auto& labels = labels_.emplace_back();
    for (const auto& l : e.labels) labels.push_back(writers::json_string(l.label));
  }
}

std::string Renderer::header(Format format) const {
  std::string out;
  if (format != Format::kCsv) return out;
  for (const auto& c : columns_[static_cast<size_t>(model_)]) {
    out += (out.empty() ? "" : ",") + writers::csv_cell(c.name);
    if (c.type == FieldType::kSpan) out += "," + writers::csv_cell(c.unit_name);
  }
  return out + "\n";
}

void Renderer::json(const Column& column, const Cell& cell, std::string& out) const {
  switch (cell.kind) {
    case Kind::kNone: out += "null"; return;
    case Kind::kText:
    case Kind::kRaw: return quoted(out, cell.text);
    case Kind::kInteger: fmt::format_to(std::back_inserter(out), "{}", cell.n); return;
    case Kind::kDecimal:
    case Kind::kSpan: return decimal(out, cell.n);
    case Kind::kBool: out += cell.n ? "true" : "false"; return;
    case Kind::kEnum: out += labels_[static_cast<size_t>(column.enumeration)][static_cast<size_t>(cell.n)]; return;
    case Kind::kDay: out += '"', day(out, cell.n), out += '"'; return;
    case Kind::kInstant: out += '"', instant(out, cell.n), out += '"'; return;
    case Kind::kList:
    case Kind::kRows: break;
  }
  out += '[';
  for (uint32_t i = 0; i < cell.size; ++i) {
    if (i) out += ',';
    if (cell.kind == Kind::kRows) object(columns_[static_cast<size_t>(column.rows)], cell.items + i * cell.width, out);
    else json(column, cell.items[i], out);
  }
  out += ']';
}

void Renderer::object(const std::vector<Column>& columns, const Cell* cells, std::string& out) const {
  out += '{';
  bool first = true;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!cells[i].shown()) continue;
    if (!first) out += ',';
    first = false;
    out += columns[i].json;
    json(columns[i], cells[i], out);
    if (cells[i].kind != Kind::kSpan) continue;
    out += ',', out += columns[i].unit_json, out += '"', out += kUnitNames[static_cast<size_t>(cells[i].unit)], out += '"';
  }
  out += '}';
}

void Renderer::csv(const Column& column, const Cell& cell, std::string& out) const {
  switch (cell.kind) {
    case Kind::kNone: return;
    case Kind::kText:
    case Kind::kRaw: out += writers::csv_cell(cell.text); return;
    case Kind::kEnum: out += writers::csv_cell(models_.enumerations[static_cast<size_t>(column.enumeration)].labels[static_cast<size_t>(cell.n)].label); return;
    case Kind::kDay: return day(out, cell.n);
    case Kind::kInstant: return instant(out, cell.n);
    case Kind::kList:
    case Kind::kRows: {
      std::string text;
      json(column, cell, text);
      out += writers::csv_cell(text);
      return;
    }
    default: json(column, cell, out);
  }
}

void Renderer::line(Format format, const Cell* cells, std::string& out) const {
  const auto& columns = columns_[static_cast<size_t>(model_)];
  if (format != Format::kCsv) {
    object(columns, cells, out);
    out += '\n';
    return;
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i) out += ',';
    if (cells[i].shown()) csv(columns[i], cells[i], out);
    if (columns[i].type != FieldType::kSpan) continue;
    out += ',';
    if (cells[i].kind == Kind::kSpan) out += kUnitNames[static_cast<size_t>(cells[i].unit)];
  }
  out += '\n';
}

std::string Renderer::sql_type(const Column& c, bool moments_as_text, bool numbers_as_text) const {
  switch (c.type) {
    case FieldType::kInteger: return numbers_as_text ? "VARCHAR" : "BIGINT";
    case FieldType::kDecimal:
    case FieldType::kSpan: return numbers_as_text ? "VARCHAR" : "DECIMAL(18,6)";
    case FieldType::kBool: return "BOOLEAN";
    case FieldType::kDate: return moments_as_text ? "VARCHAR" : "DATE";
    case FieldType::kInstant:
    case FieldType::kEvent: return moments_as_text ? "VARCHAR" : "TIMESTAMP";
    case FieldType::kTextList:
    case FieldType::kEnumList: return "VARCHAR[]";
    case FieldType::kRows: return "STRUCT(" + sql_fields(columns_[static_cast<size_t>(c.rows)], moments_as_text, numbers_as_text, " ") + ")[]";
    default: return "VARCHAR";
  }
}

/// name type, name type: a struct's fields; with `between` ": " and quotes the columns of read_json.
std::string Renderer::sql_fields(const std::vector<Column>& columns, bool moments_as_text, bool numbers_as_text, const char* between) const {
  const bool inner = std::string_view(between) == " ";
  std::string out;
  const auto add = [&](const std::string& name, const std::string& type) {
    out += out.empty() ? "" : ", ";
    out += inner ? duck::quoted_name(name) + " " + type : duck::literal(name) + between + duck::literal(type);
  };
  for (const auto& c : columns) {
    add(c.name, sql_type(c, moments_as_text, numbers_as_text));
    if (c.type == FieldType::kSpan) add(c.unit_name, "VARCHAR");
  }
  return out;
}

std::string Renderer::sql_columns(bool moments_as_text, bool numbers_as_text) const {
  return "{" + sql_fields(columns_[static_cast<size_t>(model_)], moments_as_text, numbers_as_text, ": ") + "}";
}

}  // namespace zs::generate
