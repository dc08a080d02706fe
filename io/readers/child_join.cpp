#include "io/readers/child_join.h"

#include "io/readers/child_disk.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

namespace zs::readers {

using binding::Value;

/// Rows in the order of adding; those of one key are a chain.
class ChildJoin::Memory {
 public:
  void add(std::string_view key, int field, RowPlace place, const Value& row) {
    const auto number = static_cast<uint32_t>(rows_.size());
    auto it = chains_.find(key);
    if (it == chains_.end()) it = chains_.emplace(binding::copy(arena_, key), Chain{number, number, false}).first;
    else rows_[std::exchange(it->second.last, number)].next = number;
    rows_.push_back({it->first, binding::copy(arena_, row), field, kNone, place});
    size_ += sizeof(Row) + key.size() + binding::memory_of(row);
  }
  size_t size() const noexcept { return size_; }

  const JoinedRows& find(std::string_view key) {
    found_.lists.clear(), found_.places.clear();
    for (auto& v : values_) v.clear();
    const auto it = chains_.find(key);
    if (it == chains_.end()) return found_;
    it->second.found = true;
    for (uint32_t i = it->second.first; i != kNone; i = rows_[i].next) {
      size_t k = 0;
      while (k < found_.lists.size() && found_.lists[k].field != rows_[i].field) ++k;
      if (k == found_.lists.size()) found_.lists.push_back({rows_[i].field, nullptr, 0}), found_.places.emplace_back();
      if (k >= values_.size()) values_.emplace_back();
      values_[k].push_back(rows_[i].value);
      found_.places[k].push_back(rows_[i].place);
    }
    for (size_t k = 0; k < found_.lists.size(); ++k) found_.lists[k].rows = values_[k].data(), found_.lists[k].count = values_[k].size();
    return found_;
  }

  void each_orphan(const OnOrphan& on_orphan) const {
    for (const auto& r : rows_)
      if (!chains_.find(r.key)->second.found) on_orphan(r.key, r.field, r.place, r.value);
  }

  Status move_to(Disk& disk) const {
    for (const auto& r : rows_)
      if (auto s = disk.add(r.key, r.field, r.place, r.value); !s) return s;
    return {};
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  struct Row { std::string_view key; Value value; int field; uint32_t next; RowPlace place; };
  struct Chain { uint32_t first, last; bool found; };
  binding::Arena arena_;
  std::vector<Row> rows_;
  boost::unordered_flat_map<std::string_view, Chain> chains_;
  size_t size_ = 0;
  JoinedRows found_;
  std::vector<std::vector<Value>> values_;
};

ChildJoin::ChildJoin(size_t memory) : limit_(memory), memory_(std::make_unique<Memory>()) {}
ChildJoin::~ChildJoin() = default;

bool ChildJoin::on_disk() const noexcept { return disk_ != nullptr; }

Status ChildJoin::add(std::string_view key, int field, RowPlace place, const Value& row) {
  if (disk_) return disk_->add(key, field, place, row);
  memory_->add(key, field, place, row);
  if (memory_->size() <= limit_) return {};
  auto disk = Disk::make(limit_);
  if (!disk) return disk.error();
  disk_ = std::move(*disk);
  auto moved = memory_->move_to(*disk_);
  memory_.reset();
  return moved;
}

const JoinedRows& ChildJoin::find(std::string_view key) { return memory_->find(key); }
Status ChildJoin::park(std::string_view key, const ParkedRecord& record) { return disk_->park(key, record); }
Result<bool> ChildJoin::next(ParkedRecord& record, JoinedRows& rows) { return disk_->next(record, rows); }

Status ChildJoin::each_orphan(const OnOrphan& on_orphan) {
  if (disk_) return disk_->each_orphan(on_orphan);
  memory_->each_orphan(on_orphan);
  return {};
}

}  // namespace zs::readers
