#include "io/arrow/columns.h"

#include "io/arrow/filler.h"

#include <algorithm>
#include <optional>

namespace zs::arrow {
namespace {

using model::Field;
using model::FieldType;

/// Where the batch has a field: its columns, one for a span's unit beside the number's.
struct Given {
  std::optional<Slice> value, unit;
};

/// False where two columns are one field: which of them counts differs from row to row.
bool find_columns(const Filling& f, Slice record, int model, std::vector<Given>& given) {
  for (const Node& child : record.node->children) {
    const binding::Slot slot = f.names.find(model, child.name);
    if (slot.field < 0) continue;
    Given& g = given[static_cast<size_t>(slot.field)];
    auto& to = slot.unit ? g.unit : g.value;
    if (to) return false;
    to = Slice{&child, record.node->offset + record.first, record.n};
  }
  return true;
}

bool has_value(const Field& f, const Given& g, const columns::Column& c, size_t i) {
  switch (f.type) {
    case FieldType::kText: return !c.codes.empty() && c.codes[i] >= 0;
    case FieldType::kEvent: return !c.values.empty() && c.values[i] != kNever;
    case FieldType::kSpan: return !c.values.empty() && c.values[i] != kMissing && span_known(c.values[i]);
    case FieldType::kTextList:
    case FieldType::kEnumList:
    case FieldType::kRows: return g.value && g.value->valid(static_cast<int64_t>(i));
    default: return !c.values.empty() && c.values[i] != kMissing;
  }
}

void fill_field(Filling& f, const model::RecordModel& m, size_t i, const Given& g, columns::Table& t, Marks& doubtful) {
  const Field& field = m.fields[i];
  columns::Column& c = t.columns[i];
  if (field.type == FieldType::kSpan) {
    if (g.value || g.unit) fill_span(f, g.value ? &*g.value : nullptr, g.unit ? &*g.unit : nullptr, field, c, t.size, doubtful);
    return;
  }
  if (!g.value) return;
  switch (field.type) {
    case FieldType::kText:
      return fill_text(f, *g.value, f.patterns[static_cast<size_t>(t.model)][i].get(), static_cast<int>(i) == m.key, c, *t.strings, doubtful);
    case FieldType::kTextList:
    case FieldType::kEnumList: return fill_list(f, *g.value, field, c, *t.strings, doubtful);
    case FieldType::kRows: return fill_rows(f, *g.value, c, doubtful);
    default: return fill_scalar(f, *g.value, field, c, doubtful);
  }
}

}  // namespace

void fill_table(Filling& f, Slice record, columns::Table& t, Marks& doubtful) {
  const auto& m = f.models.models[static_cast<size_t>(t.model)];
  t.size = static_cast<size_t>(record.n);
  std::vector<Given> given(m.fields.size());
  if (!find_columns(f, record, t.model, given)) return void(f.possible = false);
  for (size_t i = 0; i < m.fields.size() && f.possible; ++i) fill_field(f, m, i, given[i], t, doubtful);
  if (!f.possible) return;
  for (size_t i = 0; i < m.fields.size(); ++i) {
    if (m.fields[i].optional && static_cast<int>(i) != m.key) continue;
    for (size_t r = 0; r < t.size; ++r)
      if (!has_value(m.fields[i], given[i], t.columns[i], r)) doubtful[r] = 1;
  }
  for (int64_t r = 0; record.node->validity && r < record.n; ++r)
    if (!record.valid(r)) doubtful[static_cast<size_t>(r)] = 1;
}

struct ColumnReader::Patterns {
  PatternTable table;
};

ColumnReader::ColumnReader(const model::Models& models) : models_(models), names_(models), patterns_(std::make_unique<Patterns>()) {
  for (const auto& m : models.models) {
    auto& row = patterns_->table.emplace_back();
    for (const auto& f : m.fields) row.push_back(f.pattern.empty() ? nullptr : std::make_unique<RE2>(f.pattern, RE2::Quiet));
  }
}
ColumnReader::~ColumnReader() = default;

std::optional<Filled> ColumnReader::read(int model, const Node& batch, const std::shared_ptr<const void>& owner) const {
  Filling f{models_, names_, patterns_->table, owner};
  Filled out;
  out.table = columns::make_table(models_, model);
  out.table.strings->keep(owner);
  out.doubtful.assign(static_cast<size_t>(batch.length), 0);
  fill_table(f, {&batch, 0, batch.length}, out.table, out.doubtful);
  if (!f.possible) return std::nullopt;
  return out;
}

}  // namespace zs::arrow
