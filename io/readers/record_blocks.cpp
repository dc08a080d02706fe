// Records in blocks, which are bound by several threads: what must be done in the order of the source.
#include "io/readers/record_reader.h"
#include "runtime/columns/append.h"
#include "runtime/columns/select.h"

#include <algorithm>

namespace zs::readers {
namespace {

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

/// Blocks are as large as the source makes them: whoever wants tables of another size, or lists from files of their own joined to the
/// records, takes these one by one.
BlockSource* RecordReader::blocks() const { return children_ || options_.batch != kUsualBatch ? nullptr : source_->blocks(); }

/// Fields that have values.
void RecordReader::note_seen(const columns::Table& table) {
  const auto& fields = models_.models[static_cast<size_t>(table.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const auto& c = table.columns[f];
    if (!builder_.seen(table.model)[f] && any_value(fields[f].type, c)) builder_.mark_seen(table.model, f);
    if (c.rows && c.rows->size > 0) note_seen(*c.rows);
  }
}

Result<bool> RecordReader::next_block(BlockSource& source, columns::Table& out) {
  out.size = 0;
  if (!queue_) queue_ = std::make_unique<BlockQueue>(models_, model_, options_.threads ? options_.threads : std::thread::hardware_concurrency());
  auto ready = queue_->next(source, !stopping());
  if (!ready) return ready.error();
  if (!ready->block) return false;
  if (auto s = take_block(*ready, out); !s) return s.error();
  return true;
}

/// The records of a bound block in their order: keys are looked up, and what could not be bound is looked at by itself.
Status RecordReader::take_block(BlockQueue::Ready& ready, columns::Table& out) {
  columns::Table& table = ready.bound.table;
  const int key_field = models_.models[static_cast<size_t>(model_)].key;
  std::vector<uint32_t> rows;  // of the table, and behind them those of the builder: doubted and found good
  rows.reserve(table.size);
  for (size_t i = 0; i < ready.bound.rows.size(); ++i) {
    const uint32_t row = ready.bound.rows[i];
    const std::string_view key = row == Bound::kAlone ? std::string_view() : text_at(table, key_field, row);
    auto taken = key.empty() ? Result<bool>(false) : keys_.contains(key);
    if (!taken) return taken.error();
    if (row == Bound::kAlone || *taken) {
      const size_t before = builder_.size();
      if (auto s = take(ready.block->record(i)); !s) return s;
      if (builder_.size() > before) rows.push_back(static_cast<uint32_t>(table.size + before));
      continue;
    }
    if (auto s = key.empty() ? Status() : keys_.insert(key); !s) return s;
    next_ordinals_.push_back(read_);
    ++read_, ++read_in_file_;
    rows.push_back(row);
  }
  if (rows.size() < table.size || builder_.size() > 0) {
    if (builder_.size() > 0) columns::append(models_, table, builder_.take());
    table = columns::select(models_, table, rows);
  }
  note_seen(table);
  out = std::move(table);
  return {};
}

}  // namespace zs::readers
