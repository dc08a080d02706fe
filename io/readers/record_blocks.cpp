// Records that lie in columns: a block of them becomes a table without being taken apart, but for those that are at fault.
#include "io/arrow/columns.h"
#include "io/binding/scalar.h"
#include "io/readers/record_reader.h"
#include "runtime/columns/append.h"
#include "runtime/columns/select.h"

#include <algorithm>

namespace zs::readers {
namespace {

using Kind = arrow::Node::Kind;
using model::FieldType;

std::string_view text_at(const columns::Table& t, int field, size_t row) {
  if (field < 0) return {};
  const auto& codes = t.columns[static_cast<size_t>(field)].codes;
  return row < codes.size() && codes[row] >= 0 ? (*t.strings)[codes[row]] : std::string_view();
}

/// Has any record of the table a value in this column (for lists: an element)?
bool any_value(FieldType type, const columns::Column& c) {
  const auto some = [](const auto& values, auto missing) { return std::any_of(values.begin(), values.end(), [=](auto v) { return v != missing; }); };
  switch (type) {
    case FieldType::kText: return some(c.codes, -1);
    case FieldType::kEvent: return some(c.values, kNever);
    case FieldType::kTextList:
    case FieldType::kEnumList:
    case FieldType::kRows: return !c.offsets.empty() && c.offsets.back() > c.offsets[0];
    default: return some(c.values, kMissing);
  }
}

}  // namespace

/// One table of all records cannot be had in blocks, nor can lists from files of their own be joined to them.
BlockSource* RecordReader::blocks() const { return children_ || options_.batch > kUsualBatch ? nullptr : source_->blocks(); }

/// Columns that no field reads.
void RecordReader::note_unknown(const arrow::Node& node, const columns::Table& table) {
  if (table.size == 0) return;
  for (const auto& child : node.children) {
    const auto slot = names_.find(table.model, child.name);
    if (slot.field < 0) builder_.note_unknown(table.model, child.name);
    else if (const auto& c = table.columns[static_cast<size_t>(slot.field)]; c.rows && child.kind == Kind::kList) note_unknown(child.children[0], *c.rows);
  }
}

/// Fields that have values.
void RecordReader::note_seen(const columns::Table& table) {
  const auto& fields = models_.models[static_cast<size_t>(table.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const auto& c = table.columns[f];
    if (!builder_.seen(table.model)[f] && any_value(fields[f].type, c)) builder_.mark_seen(table.model, f);
    if (c.rows && c.rows->size > 0) note_seen(*c.rows);
  }
}

Status RecordReader::take_block(BlockSource& source, size_t n, columns::Table& out) {
  if (!columns_) columns_ = std::make_unique<arrow::ColumnReader>(models_);
  std::shared_ptr<const void> owner;
  const arrow::Node& node = source.columns(owner);
  auto filled = columns_->read(model_, node, owner);
  if (!filled) {
    for (size_t i = 0; i < n; ++i)
      if (auto s = take(source.record(i)); !s) return s;
    out = builder_.take();
    return {};
  }
  columns::Table& table = filled->table;
  note_unknown(node, table);
  const int key_field = models_.models[static_cast<size_t>(model_)].key;
  std::vector<uint32_t> rows;  // of the table, and behind them those of the builder: doubted and found good
  rows.reserve(n);
  for (size_t i = 0; i < n; ++i) {
    const std::string_view key = text_at(table, key_field, i);
    auto taken = key.empty() ? Result<bool>(false) : keys_.contains(key);
    if (!taken) return taken.error();
    if (filled->doubtful[i] || *taken) {
      const size_t before = builder_.size();
      if (auto s = take(source.record(i)); !s) return s;
      if (builder_.size() > before) rows.push_back(static_cast<uint32_t>(n + before));
      continue;
    }
    if (auto s = key.empty() ? Status() : keys_.insert(key); !s) return s;
    next_ordinals_.push_back(read_);
    ++read_, ++read_in_file_;
    rows.push_back(static_cast<uint32_t>(i));
  }
  if (rows.size() < n || builder_.size() > 0) {
    if (builder_.size() > 0) columns::append(models_, table, builder_.take());
    table = columns::select(models_, table, rows);
  }
  note_seen(table);
  out = std::move(table);
  return {};
}

}  // namespace zs::readers
