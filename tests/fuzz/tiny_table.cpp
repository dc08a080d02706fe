#include "tests/fuzz/tiny_table.h"

#include <string>

namespace zs::fuzz {
namespace {

using model::FieldType;

constexpr Instant kBase = start_of(19'986);  // 2024-09-20

/// The ith value of a column of one word a row; every third is missing.
int64_t word(const model::Models& models, const model::Field& field, size_t i) {
  if (i % 3 == 2) return field.type == FieldType::kEvent ? kNever : kMissing;
  switch (field.type) {
    case FieldType::kBool: return static_cast<int64_t>(i % 2);
    case FieldType::kDate: return 19'986 + static_cast<int64_t>(i);
    case FieldType::kInstant:
    case FieldType::kEvent: return kBase + static_cast<int64_t>(i) * 40'000;
    case FieldType::kEnum:
    case FieldType::kEnumList: {
      const size_t labels = field.enumeration < 0 ? 0 : models.enumerations[static_cast<size_t>(field.enumeration)].labels.size();
      return labels == 0 ? kMissing : static_cast<int64_t>(i % labels);
    }
    case FieldType::kSpan: return pack_span(static_cast<int64_t>(i + 1) * kDecimalOne, static_cast<Unit>(i % 4));
    default: return static_cast<int64_t>(i) * kDecimalOne;
  }
}

void fill(const model::Models& models, columns::Table& table, size_t size);

/// Offsets of lists of 0, 1, 2, 0 … elements; returns how many elements there are.
size_t add_offsets(columns::Column& column, size_t size) {
  column.offsets.push_back(0);
  for (size_t i = 0; i < size; ++i) column.offsets.push_back(column.offsets.back() + static_cast<uint32_t>(i % 3));
  return column.offsets.back();
}

void fill_column(const model::Models& models, const model::Field& field, columns::Column& column, columns::StringPool& strings, size_t size) {
  switch (field.type) {
    case FieldType::kText:
      for (size_t i = 0; i < size; ++i) column.codes.push_back(i % 3 == 2 ? -1 : strings.add("文本" + std::to_string(i)));
      return;
    case FieldType::kTextList: {
      const size_t elements = add_offsets(column, size);
      for (size_t i = 0; i < elements; ++i) column.codes.push_back(strings.add("文本" + std::to_string(i)));
      column.absent.assign(size, 0);
      return;
    }
    case FieldType::kEnumList: {
      const size_t elements = add_offsets(column, size);
      for (size_t i = 0; i < elements; ++i) column.values.push_back(word(models, field, i - i / 3 * 3 == 2 ? 0 : i));
      column.absent.assign(size, 0);
      return;
    }
    case FieldType::kRows: {
      const size_t rows = add_offsets(column, size);
      if (column.rows) fill(models, *column.rows, rows);
      return;
    }
    default:
      for (size_t i = 0; i < size; ++i) column.values.push_back(word(models, field, i));
  }
}

void fill(const model::Models& models, columns::Table& table, size_t size) {
  table.size = size;
  const auto& fields = models.models[static_cast<size_t>(table.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) fill_column(models, fields[f], table.columns[f], *table.strings, size);
}

}  // namespace

columns::Table tiny_table(const model::Models& models, int model, size_t size) {
  columns::Table table = columns::make_table(models, model);
  fill(models, table, size);
  return table;
}

}  // namespace zs::fuzz
