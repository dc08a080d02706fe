#include "io/binding/table_builder.h"

#include "io/binding/json_value.h"
#include "io/binding/scalar.h"

#include <algorithm>
#include <fmt/format.h>
#include <re2/re2.h>

namespace zs::binding {
namespace {

using columns::Column;
using columns::Table;
using model::Field;
using model::FieldType;

using Fault = std::optional<Problem>;

Problem fault(std::string field, const Value& v, Reason why) { return {std::move(field), show(v), std::move(why)}; }

/// Columns are filled lazily: a column that no record had stays empty, gaps are filled when a later value comes.
void put(columns::Array<int64_t>& values, size_t row, int64_t missing, int64_t v) {
  values.resize(row, missing);
  values.push_back(v);
}

void open_list(Column& c, size_t row) {
  if (c.offsets.empty()) c.offsets.push_back(0);
  c.offsets.resize(row + 1, c.offsets.back());
}
void mark_present(Column& c, size_t row) {
  c.absent.resize(row, 1);
  c.absent.push_back(0);
}

/// Back to n records, whatever was begun of the next.
void truncate(const model::Models& models, Table& t, size_t n) {
  const auto& fields = models.models[static_cast<size_t>(t.model)].fields;
  t.size = n;
  for (size_t i = 0; i < fields.size(); ++i) {
    Column& c = t.columns[i];
    const auto cut = [](auto& v, size_t size) { if (v.size() > size) v.resize(size); };
    cut(c.offsets, n + 1);
    cut(c.absent, n);
    const size_t elements = c.offsets.empty() ? 0 : c.offsets.back();
    switch (fields[i].type) {
      case FieldType::kRows: truncate(models, *c.rows, elements); break;
      case FieldType::kTextList: cut(c.codes, elements); break;
      case FieldType::kEnumList: cut(c.values, elements); break;
      default: cut(c.codes, n), cut(c.values, n);
    }
  }
}

/// Fills the gaps at the end of every column that has any value.
void finish(const model::Models& models, Table& t) {
  const auto& fields = models.models[static_cast<size_t>(t.model)].fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    Column& c = t.columns[i];
    switch (fields[i].type) {
      case FieldType::kText: if (!c.codes.empty()) c.codes.resize(t.size, -1); break;
      case FieldType::kEvent: if (!c.values.empty()) c.values.resize(t.size, kNever); break;
      case FieldType::kRows: finish(models, *c.rows); [[fallthrough]];
      case FieldType::kTextList:
      case FieldType::kEnumList:
        if (c.offsets.empty()) break;
        c.offsets.resize(t.size + 1, c.offsets.back());
        // A refused record may have begun the column and left no mark: whoever follows without a list still has none.
        if (fields[i].type != FieldType::kRows) c.absent.resize(t.size, 1);
        break;
      default: if (!c.values.empty()) c.values.resize(t.size, kMissing);
    }
  }
}

/// No text has it, no database takes it.
bool has_nul(std::string_view s) { return s.find('\0') != std::string_view::npos; }
Reason nul_in_text() { return {"含有 NUL 字符（U+0000），数据可能已损坏", "it holds a NUL character (U+0000): the data may be damaged"}; }

bool is_missing(const Value& v) { return v.kind == Value::Kind::kMissing || (v.kind == Value::Kind::kText && is_blank(v.text)); }

}  // namespace

Names::Names(const model::Models& models) : by_model_(models.models.size()) {
  for (size_t m = 0; m < models.models.size(); ++m) {
    const auto& fields = models.models[m].fields;
    for (size_t f = 0; f < fields.size(); ++f) {
      const auto add = [&](const std::string& name, bool unit) {
        if (!name.empty()) by_model_[m].emplace(name, Slot{static_cast<int>(f), unit});
      };
      add(fields[f].name, false);
      add(fields[f].code, false);
      if (fields[f].type == FieldType::kSpan) add(fields[f].unit_name, true), add(fields[f].unit_code, true);
    }
  }
}

Slot Names::find(int model, std::string_view name) const {
  const auto& names = by_model_[static_cast<size_t>(model)];
  const auto it = names.find(name);
  return it == names.end() ? Slot{} : it->second;
}

/// The work of one builder, with scratch space for each model (a row's model never holds itself).
class TableBuilder::Binder {
 public:
  Binder(const model::Models& models, const Names& names, std::set<std::string>& unknown)
      : models_(models), names_(names), unknown_(unknown), scratch_(models.models.size()), cache_(8192, -1) {
    for (size_t m = 0; m < models.models.size(); ++m) {
      scratch_[m].seen.resize(models.models[m].fields.size());
      scratch_[m].spans.resize(models.models[m].fields.size());
      for (const auto& f : models.models[m].fields)
        scratch_[m].patterns.push_back(f.pattern.empty() ? nullptr : std::make_unique<RE2>(f.pattern, RE2::Quiet));
    }
  }

  Fault bind(Table& t, const Value& record, const std::vector<ChildRows>* children, Refusal* where);
  void start_table() { std::fill(cache_.begin(), cache_.end(), -1); }
  std::vector<bool>& seen(int model) { return scratch_[static_cast<size_t>(model)].seen; }
  void note_unknown(int model, std::string_view name) {
    const auto& m = models_.models[static_cast<size_t>(model)];
    const size_t dot = m.name.find('.');
    if (unknown_.size() < 1000)
      unknown_.insert(m.is_row ? (dot == std::string::npos ? m.name : m.name.substr(dot + 1)) + "." + std::string(name) : std::string(name));
  }

 private:
  struct Hint { std::string name; Slot slot; };
  struct SpanParts { std::optional<int64_t> number; std::optional<Unit> unit; };
  struct Scratch {
    std::vector<Hint> hints;      // by position in the source's record: most records have the same order
    std::vector<bool> seen;
    std::vector<uint8_t> given;   // by field: 1 a value, 2 a unit
    std::vector<SpanParts> spans;
    std::vector<std::unique_ptr<RE2>> patterns;
  };

  Slot slot_of(int model, size_t position, std::string_view name) {
    auto& hints = scratch_[static_cast<size_t>(model)].hints;
    if (position < hints.size() && hints[position].name == name) return hints[position].slot;
    const Slot slot = names_.find(model, name);
    if (slot.field < 0) note_unknown(model, name);
    if (position >= hints.size()) hints.resize(position + 1);
    hints[position] = {std::string(name), slot};
    return slot;
  }

  int32_t intern(Table& t, std::string_view s) {
    int32_t& cached = cache_[std::hash<std::string_view>{}(s) & (cache_.size() - 1)];
    if (cached < 0 || (*t.strings)[cached] != s) cached = t.strings->add(s);
    return cached;
  }

  Fault member(Table& t, Scratch& own, Slot slot, const Value& v);
  Fault scalar(Table& t, Scratch& own, const Field& f, size_t i, std::string_view text, const Value& v);
  Fault text(Table& t, Scratch& own, const Field& f, size_t i, const Value& v);
  Fault span_part(Scratch& own, const Field& f, Slot slot, const Value& v);
  Fault list(Table& t, const Field& f, Column& c, const Value& v);
  Fault element(Table& t, const Field& f, Column& c, const Value& v, size_t number);
  Fault rows(Table& t, const Field& f, Column& c, const Value& v);
  Fault required(const Scratch& own, const model::RecordModel& m) const;
  Parsed<Value> from_json_text(std::string_view s) { return json_.parse(s, arena_); }

  const model::Models& models_;
  const Names& names_;
  std::set<std::string>& unknown_;
  std::vector<Scratch> scratch_;
  std::vector<int32_t> cache_;
  JsonParser json_;
  Arena arena_;
};

Fault TableBuilder::Binder::bind(Table& t, const Value& record, const std::vector<ChildRows>* children, Refusal* where) {
  const auto& m = models_.models[static_cast<size_t>(t.model)];
  if (record.kind != Value::Kind::kObject) return fault("", record, {"应是一条记录（JSON 对象）", "expected a record (a JSON object)"});
  Scratch& own = scratch_[static_cast<size_t>(t.model)];
  own.given.assign(m.fields.size(), 0);
  own.spans.assign(m.fields.size(), {});
  for (uint32_t i = 0; i < record.size; ++i) {
    const Slot slot = slot_of(t.model, i, record.members[i].name);
    if (slot.field < 0) continue;
    if (auto f = member(t, own, slot, record.members[i].value)) return f;
  }
  for (size_t i = 0; i < m.fields.size(); ++i)
    if (own.given[i] && m.fields[i].type == FieldType::kSpan) {
      const auto& part = own.spans[i];
      const Unit unit = part.unit.value_or(Unit::kNoUnit);
      put(t.columns[i].values, t.size, kMissing, part.number ? pack_span(*part.number, unit) : kSpanNoNumber + static_cast<int64_t>(unit));
    }
  if (children)
    for (size_t k = 0; k < children->size(); ++k) {
      const ChildRows& more = (*children)[k];
      Column& c = t.columns[static_cast<size_t>(more.field)];
      if (!own.given[static_cast<size_t>(more.field)]) open_list(c, t.size), c.offsets.push_back(c.offsets.back());
      own.given[static_cast<size_t>(more.field)] = 1;
      for (size_t r = 0; r < more.count; ++r) {
        if (auto f = bind(*c.rows, more.rows[r], nullptr, nullptr)) {
          if (where) where->child_list = static_cast<int>(k), where->child_row = r;
          return f;
        }
        ++c.offsets.back();
        own.seen[static_cast<size_t>(more.field)] = true;
      }
    }
  if (auto f = required(own, m)) return f;
  ++t.size;
  return std::nullopt;
}

Fault TableBuilder::Binder::required(const Scratch& own, const model::RecordModel& m) const {
  for (size_t i = 0; i < m.fields.size(); ++i) {
    const Field& f = m.fields[i];
    if (f.optional && static_cast<int>(i) != m.key) continue;
    if (!own.given[i]) return fault(f.name, {}, {"必填，却没有值", "required, but it has no value"});
    if (f.type != FieldType::kSpan) continue;
    if (!own.spans[i].number) return fault(f.name, {}, {"必填，却没有值", "required, but it has no value"});
    if (!own.spans[i].unit) return fault(f.unit_name, {}, {"必填，却没有值", "required, but it has no value"});
  }
  return std::nullopt;
}

Fault TableBuilder::Binder::member(Table& t, Scratch& own, Slot slot, const Value& v) {
  if (is_missing(v)) return std::nullopt;
  const size_t i = static_cast<size_t>(slot.field);
  const Field& f = models_.models[static_cast<size_t>(t.model)].fields[i];
  const uint8_t bit = slot.unit ? 2 : 1;
  if (own.given[i] & bit)
    return fault(slot.unit ? f.unit_name : f.name, v, {"同一字段出现两次", "the field occurs twice"});
  own.given[i] |= bit;
  Column& c = t.columns[i];
  switch (f.type) {
    case FieldType::kSpan: return own.seen[i] = true, span_part(own, f, slot, v);
    case FieldType::kTextList:
    case FieldType::kEnumList: {
      if (auto bad = list(t, f, c, v)) return bad;
      if (c.offsets[t.size] != c.offsets[t.size + 1]) own.seen[i] = true;
      return std::nullopt;
    }
    case FieldType::kRows: {
      if (auto bad = rows(t, f, c, v)) return bad;
      if (c.offsets[t.size] != c.offsets[t.size + 1]) own.seen[i] = true;
      return std::nullopt;
    }
    default: break;
  }
  if (v.kind == Value::Kind::kList || v.kind == Value::Kind::kObject)
    return fault(f.name, v, {"应是单个值，不是列表或对象", "expected a single value, not a list or an object"});
  own.seen[i] = true;
  if (f.type == FieldType::kText) return text(t, own, f, i, v);
  return scalar(t, own, f, i, trim(v.text), v);
}

Fault TableBuilder::Binder::text(Table& t, Scratch& own, const Field& f, size_t i, const Value& v) {
  if (v.kind == Value::Kind::kBool) return fault(f.name, v, {"应是文本，不是布尔值", "expected text, not a boolean"});
  if (has_nul(v.text)) return fault(f.name, v, nul_in_text());
  if (own.patterns[i] && !RE2::FullMatch(re2::StringPiece(v.text.data(), v.text.size()), *own.patterns[i]))
    return fault(f.name, v, {"不合规定的格式 " + f.pattern, "does not match the required format " + f.pattern});
  auto& codes = t.columns[i].codes;
  codes.resize(t.size, -1);
  codes.push_back(intern(t, v.text));
  return std::nullopt;
}

Fault TableBuilder::Binder::scalar(Table& t, Scratch&, const Field& f, size_t i, std::string_view s, const Value& v) {
  auto& values = t.columns[i].values;
  const auto take = [&](const auto& parsed, int64_t missing) -> Fault {
    if (!parsed) return fault(f.name, v, parsed.error());
    put(values, t.size, missing, *parsed);
    return std::nullopt;
  };
  if (v.has_instant && (f.type == FieldType::kEvent || f.type == FieldType::kInstant))
    return put(values, t.size, f.type == FieldType::kEvent ? kNever : kMissing, v.instant), std::nullopt;
  switch (f.type) {
    case FieldType::kInteger: return take(parse_integer(s), kMissing);
    case FieldType::kDecimal: return take(parse_decimal(s), kMissing);
    case FieldType::kBool: return take(parse_bool(s), kMissing);
    case FieldType::kDate: return take(parse_day(s), kMissing);
    case FieldType::kInstant: return take(parse_instant(s), kMissing);
    case FieldType::kEvent: return take(parse_instant(s), kNever);
    default: return take(parse_enum(models_.enumerations[static_cast<size_t>(f.enumeration)], s), kMissing);
  }
}

Fault TableBuilder::Binder::span_part(Scratch& own, const Field& f, Slot slot, const Value& v) {
  SpanParts& part = own.spans[static_cast<size_t>(slot.field)];
  const std::string& name = slot.unit ? f.unit_name : f.name;
  if (v.kind == Value::Kind::kList || v.kind == Value::Kind::kObject)
    return fault(name, v, {"应是单个值，不是列表或对象", "expected a single value, not a list or an object"});
  if (slot.unit) {
    auto unit = parse_span_unit(f.enumeration < 0 ? nullptr : &models_.enumerations[static_cast<size_t>(f.enumeration)], trim(v.text));
    if (!unit) return fault(name, v, unit.error());
    part.unit = *unit;
  } else {
    auto number = parse_span_number(trim(v.text));
    if (!number) return fault(name, v, number.error());
    part.number = *number;
  }
  return std::nullopt;
}

Fault TableBuilder::Binder::element(Table& t, const Field& f, Column& c, const Value& v, size_t number) {
  const auto bad = [&](Reason why) { return fault(fmt::format("{}[{}]", f.name, number), v, std::move(why)); };
  if (v.kind == Value::Kind::kList || v.kind == Value::Kind::kObject) return bad({"列表元素应是单个值", "expected a single value in the list"});
  if (is_missing(v)) return bad({"列表元素为空", "the list's element is empty"});
  if (f.type == FieldType::kTextList) {
    if (v.kind == Value::Kind::kBool) return bad({"应是文本，不是布尔值", "expected text, not a boolean"});
    if (has_nul(v.text)) return bad(nul_in_text());
    c.codes.push_back(intern(t, trim(v.text)));
    return std::nullopt;
  }
  auto label = parse_enum(models_.enumerations[static_cast<size_t>(f.enumeration)], trim(v.text));
  if (!label) return bad(label.error());
  c.values.push_back(*label);
  return std::nullopt;
}

Fault TableBuilder::Binder::list(Table& t, const Field& f, Column& c, const Value& v) {
  open_list(c, t.size);
  mark_present(c, t.size);
  const auto close = [&] { c.offsets.push_back(static_cast<uint32_t>(f.type == FieldType::kTextList ? c.codes.size() : c.values.size())); };
  const auto elements = [&](const Value& list) -> Fault {
    for (uint32_t i = 0; i < list.size; ++i)
      if (auto bad = element(t, f, c, list.items[i], i + 1)) return bad;
    return close(), std::nullopt;
  };
  if (v.kind == Value::Kind::kList) return elements(v);
  if (v.kind == Value::Kind::kObject) return fault(f.name, v, {"应是列表，不是对象", "expected a list, not an object"});
  std::string_view s = trim(v.text);
  if (!s.empty() && s.front() == '[') {
    arena_.release();
    auto parsed = from_json_text(s);
    if (!parsed) return fault(f.name, v, parsed.error());
    return elements(*parsed);
  }
  size_t number = 0;
  while (!s.empty()) {
    const size_t half = s.find(';'), full = s.find("；");
    const size_t end = std::min(half, full);
    const std::string_view item = trim(s.substr(0, end));
    if (!item.empty())
      if (auto bad = element(t, f, c, Value::of_text(item), ++number)) return bad;
    if (end == std::string_view::npos) break;
    s.remove_prefix(end + (end == half ? 1 : std::string_view("；").size()));
  }
  return close(), std::nullopt;
}

Fault TableBuilder::Binder::rows(Table& t, const Field& f, Column& c, const Value& v) {
  Value list = v;
  Arena own_arena;  // a row may hold a list written as JSON text, which uses the shared arena and parser
  std::optional<JsonParser> own_json;
  if (v.kind == Value::Kind::kText) {
    auto parsed = own_json.emplace().parse(trim(v.text), own_arena);
    if (!parsed) return fault(f.name, v, parsed.error());
    list = *parsed;
  }
  if (list.kind != Value::Kind::kList) return fault(f.name, v, {"应是列表（JSON 数组）", "expected a list (a JSON array)"});
  open_list(c, t.size);
  for (uint32_t i = 0; i < list.size; ++i)
    if (auto bad = bind(*c.rows, list.items[i], nullptr, nullptr)) {
      bad->field = fmt::format("{}[{}]{}{}", f.name, i + 1, bad->field.empty() ? "" : ".", bad->field);
      return bad;
    }
  c.offsets.push_back(static_cast<uint32_t>(c.rows->size));
  return std::nullopt;
}

TableBuilder::TableBuilder(const model::Models& models, int model)
    : models_(models), model_(model), names_(models), table_(columns::make_table(models, model)), binder_(std::make_unique<Binder>(models_, names_, unknown_)) {}
TableBuilder::~TableBuilder() = default;

std::optional<Refusal> TableBuilder::add(const Value& record, const std::vector<ChildRows>& children) {
  const auto& m = models_.models[static_cast<size_t>(model_)];
  last_key_.clear();
  if (record.kind == Value::Kind::kObject && m.key >= 0)
    for (uint32_t i = 0; i < record.size; ++i) {
      const Member& member = record.members[i];
      const Slot slot = names_.find(model_, member.name);
      if (slot.field == m.key && member.value.size == 0 && !is_missing(member.value)) { last_key_ = member.value.text; break; }
    }
  Refusal refusal;
  if (auto bad = binder_->bind(table_, record, &children, &refusal)) {
    truncate(models_, table_, table_.size);
    refusal.problem = std::move(*bad);
    if (refusal.child_list >= 0) {
      const Field& list = m.fields[static_cast<size_t>(children[static_cast<size_t>(refusal.child_list)].field)];
      refusal.problem.field = list.name + (refusal.problem.field.empty() ? "" : "." + refusal.problem.field);
    }
    return refusal;
  }
  return std::nullopt;
}

size_t TableBuilder::size() const noexcept { return table_.size; }

const std::vector<bool>& TableBuilder::seen(int model) const noexcept { return binder_->seen(model); }
void TableBuilder::note_unknown(int model, std::string_view name) { binder_->note_unknown(model, name); }
void TableBuilder::mark_seen(int model, size_t field) { binder_->seen(model)[field] = true; }

columns::Table TableBuilder::take() {
  finish(models_, table_);
  columns::Table done = std::move(table_);
  table_ = columns::make_table(models_, model_);
  binder_->start_table();
  return done;
}

}  // namespace zs::binding
