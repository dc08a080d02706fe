#include "runtime/columns/select.h"

namespace zs::columns {
namespace {

template <class T>
Array<T> picked(const Array<T>& from, const std::vector<uint32_t>& records) {
  if (from.empty()) return {};  // missing everywhere
  std::vector<T> out;
  out.reserve(records.size());
  for (const uint32_t r : records) out.push_back(from[r]);
  return out;
}

/// The elements of the records' lists, and where each list begins in what is picked.
std::vector<uint32_t> elements(const Column& c, const std::vector<uint32_t>& records, Column& out) {
  std::vector<uint32_t> inner;
  out.offsets.reserve(records.size() + 1);
  out.offsets.push_back(0);
  for (const uint32_t r : records) {
    for (uint32_t k = c.offsets[r]; k < c.offsets[r + 1]; ++k) inner.push_back(k);
    out.offsets.push_back(static_cast<uint32_t>(inner.size()));
  }
  return inner;
}

}  // namespace

Table select(const model::Models& models, const Table& table, const std::vector<uint32_t>& records) {
  using model::FieldType;
  Table out = make_table(models, table.model, table.strings);
  out.size = records.size();
  const auto& fields = models.models[static_cast<size_t>(table.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const Column& c = table.columns[f];
    Column& to = out.columns[f];
    const FieldType type = fields[f].type;
    if (type != FieldType::kTextList && type != FieldType::kEnumList && type != FieldType::kRows) {
      to.values = picked(c.values, records);
      to.codes = picked(c.codes, records);
      continue;
    }
    to.absent = picked(c.absent, records);
    if (c.offsets.size() != table.size + 1) continue;
    const auto inner = elements(c, records, to);
    if (type == FieldType::kRows) {
      if (c.rows) *to.rows = select(models, *c.rows, inner);
      continue;
    }
    to.values = picked(c.values, inner);
    to.codes = picked(c.codes, inner);
  }
  return out;
}

Table as_model(const Table& table, const model::Models& models, int model) {
  Table out;
  out.model = model, out.size = table.size, out.strings = table.strings;
  const auto& fields = models.models[static_cast<size_t>(model)].fields;
  for (size_t f = 0; f < table.columns.size(); ++f) {
    const Column& c = table.columns[f];
    out.columns.push_back({c.values, c.codes, c.offsets, c.absent, nullptr});
    if (c.rows) out.columns.back().rows = std::make_unique<Table>(as_model(*c.rows, models, fields[f].rows));
  }
  return out;
}

}  // namespace zs::columns
