#include "oracle/record.h"

#include <algorithm>

namespace zs::oracle {

using model::FieldType;

namespace {

SpanValue unpack(PackedSpan packed) {
  SpanValue s;
  if (packed == kMissing) return s;
  if (span_unit(packed) != Unit::kNoUnit) s.unit = span_unit(packed);
  if (packed >= kSpanNoNumber + 16) s.number = Number(span_number(packed), kDecimalOne);
  return s;
}

int64_t word_at(const columns::Column& c, size_t i, int64_t absent) {
  return i < c.values.size() ? c.values[i] : absent;
}

std::pair<size_t, size_t> range_at(const columns::Column& c, size_t i) {
  if (i + 1 >= c.offsets.size()) return {0, 0};
  return {c.offsets[i], c.offsets[i + 1]};
}

bool list_absent(const columns::Column& c, size_t i) {
  return c.offsets.empty() || (i < c.absent.size() && c.absent[i]);
}

}  // namespace

Reader::Reader(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of)
    : program_(program), inputs_(inputs), horizon_(as_of.value_or(kNever - 1)) {}

const model::RecordModel& Reader::model_of(const Row& row) const {
  return program_.models.models[static_cast<size_t>(row.table->model)];
}

Value Reader::plain(const Row& row, int field, bool reference) const {
  const columns::Column& c = row.table->columns[static_cast<size_t>(field)];
  const auto type = model_of(row).fields[static_cast<size_t>(field)].type;
  Value v;
  switch (type) {
    case FieldType::kText:
      v.missing = row.index >= c.codes.size() || c.codes[row.index] < 0;
      if (!v.missing) v.text = (*row.table->strings)[c.codes[row.index]];
      break;
    case FieldType::kTextList: {
      v.missing = reference && list_absent(c, row.index);
      const auto [from, to] = range_at(c, row.index);
      for (size_t i = from; i < to; ++i)
        if (c.codes[i] >= 0) v.texts.push_back((*row.table->strings)[c.codes[i]]);
      break;
    }
    case FieldType::kEnumList: {
      v.missing = reference && list_absent(c, row.index);
      const auto [from, to] = range_at(c, row.index);
      for (size_t i = from; i < to; ++i)
        if (c.values[i] != kMissing) v.labels.push_back(c.values[i]);
      break;
    }
    case FieldType::kSpan:
      v.span = unpack(word_at(c, row.index, kMissing));
      v.missing = !v.span.known();
      break;
    default:
      v.word = word_at(c, row.index, kMissing);
      v.missing = v.word == kMissing;
      if (!v.missing && type == FieldType::kInteger) v.number = v.word;
      if (!v.missing && type == FieldType::kDecimal) v.number = Number(v.word, kDecimalOne);
  }
  return v;
}

Instant Reader::event(const Row& row, int field) const {
  const Instant e = word_at(row.table->columns[static_cast<size_t>(field)], row.index, kNever);
  return e == kMissing || e > horizon_ ? kNever : e;
}

std::optional<Row> Reader::reference(int model, std::string_view key) const {
  const auto m = static_cast<size_t>(model);
  const columns::Table* table = m < inputs_.references.size() ? inputs_.references[m] : nullptr;
  const int key_field = program_.models.models[m].key;
  if (!table || key_field < 0) return std::nullopt;
  auto [it, fresh] = keys_.try_emplace(model);
  if (fresh)
    for (size_t i = 0; i < table->size; ++i) {
      const Value k = plain({table, i}, key_field, true);
      if (!k.missing) it->second.try_emplace(k.text, i);
    }
  const auto row = it->second.find(key);
  if (row == it->second.end()) return std::nullopt;
  return Row{table, row->second};
}

const columns::Table* Reader::list(const Row& owner, int field) const {
  return owner.table->columns[static_cast<size_t>(field)].rows.get();
}

std::pair<size_t, size_t> Reader::bounds(const Row& owner, int field) const {
  return range_at(owner.table->columns[static_cast<size_t>(field)], owner.index);
}

std::vector<size_t> Reader::known_rows(const Row& owner, int field) const {
  std::vector<size_t> rows;
  const auto [from, to] = bounds(owner, field);
  for (size_t i = from; i < to; ++i)
    if (!still_to_come({list(owner, field), i}, false)) rows.push_back(i);
  return rows;
}

Instant Reader::least_in_data(const Row& row, bool with_lists) const {
  Instant least = kNever;
  const auto& fields = model_of(row).fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const columns::Column& c = row.table->columns[f];
    if (fields[f].type == FieldType::kEvent) {
      const Instant e = word_at(c, row.index, kNever);
      if (e != kMissing) least = std::min(least, e);
    }
    if (fields[f].type != FieldType::kRows || !with_lists) continue;
    const auto [from, to] = bounds(row, static_cast<int>(f));
    for (size_t i = from; i < to; ++i) least = std::min(least, least_in_data({c.rows.get(), i}, true));
  }
  return least;
}

Instant Reader::least_event(const Row& row, bool with_lists) const {
  const Instant least = least_in_data(row, with_lists);  // the least of all is the least of those by T
  return least > horizon_ ? kNever : least;
}

bool Reader::still_to_come(const Row& row, bool with_lists) const {
  const Instant least = least_in_data(row, with_lists);
  return least != kNever && least > horizon_;
}

}  // namespace zs::oracle
