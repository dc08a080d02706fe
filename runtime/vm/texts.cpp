#include "runtime/vm/texts.h"

#include <algorithm>
#include <functional>

namespace zs::vm {

uint64_t TextTable::hash_of(std::string_view s) noexcept { return std::hash<std::string_view>{}(s); }

int32_t TextTable::find(std::string_view s, uint64_t hash) const noexcept {
  if (slots_.empty()) return -1;
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.id < 0) return -1;
    if (slot.hash == static_cast<uint32_t>(hash >> 32) && texts_[static_cast<size_t>(slot.id)] == s) return slot.id;
  }
}

int32_t TextTable::add(std::string_view s, uint64_t hash) {
  if (const int32_t id = find(s, hash); id >= 0) return id;
  if (slots_.size() < 2 * (texts_.size() + 1)) grow();
  texts_.push_back(s);
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].id >= 0) i = (i + 1) & mask;
  slots_[i] = {static_cast<uint32_t>(hash >> 32), size() - 1};
  slot_of_.push_back(static_cast<uint32_t>(i));
  return size() - 1;
}

void TextTable::grow() {
  slots_.assign(std::max<size_t>(64, slots_.size() * 2), Slot{});
  const size_t mask = slots_.size() - 1;
  for (int32_t id = 0; id < size(); ++id) {
    const uint64_t hash = hash_of((*this)[id]);
    size_t i = hash & mask;
    while (slots_[i].id >= 0) i = (i + 1) & mask;
    slots_[i] = {static_cast<uint32_t>(hash >> 32), id};
    slot_of_[static_cast<size_t>(id)] = static_cast<uint32_t>(i);
  }
}

void TextTable::clear() noexcept {
  if (texts_.size() < slots_.size() / 16) {  // few texts in a table that once held many
    for (const uint32_t at : slot_of_) slots_[at] = {};
  } else {
    std::fill(slots_.begin(), slots_.end(), Slot{});
  }
  texts_.clear();
  slot_of_.clear();
}

void Texts::start_run(const TextTable& frozen, const columns::StringPool& pool) {
  if (frozen_ != &frozen) frozen_answers_.clear();
  frozen_ = &frozen;
  pool_ = &pool;
  seen_.assign(pool.size(), 0);
  start_batch();
}

void Texts::start_batch() {
  local_.clear();
  for (auto& a : local_answers_) a.clear();
}

int32_t Texts::seek(int32_t code) {
  int32_t& seen = seen_[static_cast<size_t>(code)];
  const std::string_view s = (*pool_)[code];
  const uint64_t hash = TextTable::hash_of(s);
  if (seen == 0) {
    const int32_t id = frozen_->find(s, hash);
    seen = id < 0 ? 1 : id + 2;
    if (id >= 0) return id;
  }
  return frozen_->size() + local_.add(s, hash);
}

uint8_t& Texts::answer(size_t test, int64_t id) {
  const bool local = id >= frozen_->size();
  auto& all = local ? local_answers_ : frozen_answers_;
  if (all.size() <= test) all.resize(test + 1);
  auto& one = all[test];
  const auto at = static_cast<size_t>(local ? id - frozen_->size() : id);
  if (one.size() <= at) one.resize(local ? std::max<size_t>(at + 1, one.size() * 2) : static_cast<size_t>(frozen_->size()), 0);
  return one[at];
}

}  // namespace zs::vm
