#include "io/readers/key_set.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace zs::readers {
namespace {

constexpr unsigned kOffsetBits = 36, kTagBits = 28;
constexpr uint64_t kNone = UINT64_MAX, kMostBytes = (uint64_t{1} << kOffsetBits) - 1;
constexpr size_t kFlush = 1u << 20;

uint64_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }
size_t part_of(uint64_t hash) { return hash >> 56; }
uint64_t tag_of(uint64_t hash) { return hash >> (56 - kTagBits) & ((uint64_t{1} << kTagBits) - 1); }

/// Room behind the last home, for what its neighbours push along.
size_t with_room(size_t capacity) { return capacity + 8 + capacity / 32; }

}  // namespace

uint64_t KeySet::home(const Part& part, uint64_t tag) noexcept { return tag * part.capacity >> kTagBits; }

/// False where the end is full.
bool KeySet::place(Part& part, uint64_t slot) {
  auto& slots = part.slots;
  size_t at = home(part, slot >> kOffsetBits);
  while (at < slots.size() && slots[at] < slot) ++at;
  size_t gap = at;
  while (gap < slots.size() && slots[gap] != kNone) ++gap;
  if (gap == slots.size()) return false;
  std::memmove(slots.data() + at + 1, slots.data() + at, (gap - at) * sizeof(uint64_t));
  slots[at] = slot;
  ++part.used;
  return true;
}

/// An eighth more: the share of gaps stays between 10 and 20 of a hundred.
void KeySet::grow(Part& part) {
  Part more;
  for (size_t capacity = std::max<size_t>(16, part.capacity + part.capacity / 8 + 1);; capacity += capacity / 8) {
    more.capacity = capacity;
    more.used = 0;
    more.slots.assign(with_room(capacity), kNone);
    size_t next = 0;  // slots come in order: each stands at home or behind the one before
    bool fits = true;
    for (const uint64_t slot : part.slots) {
      if (slot == kNone) continue;
      next = std::max<size_t>(next, home(more, slot >> kOffsetBits));
      if (!(fits = next < more.slots.size())) break;
      more.slots[next++] = slot;
      ++more.used;
    }
    if (fits) break;
  }
  part = std::move(more);
}

/// Its length before it, so that no key is the beginning of another one's entry.
void KeySet::encode(std::string_view key) {
  encoded_.clear();
  size_t n = key.size();
  for (; n >= 128; n >>= 7) encoded_ += static_cast<char>((n & 127) | 128);
  encoded_ += static_cast<char>(n);
  encoded_ += key;
}

Result<bool> KeySet::stands_at(uint64_t offset) {
  if (offset >= flushed_) return tail_.compare(offset - flushed_, encoded_.size(), encoded_) == 0;
  read_.resize(encoded_.size());
  auto there = file_->read(offset, read_.data(), read_.size());
  if (!there) return there.error();
  return *there && read_ == encoded_;
}

Status KeySet::flush() {
  if (!file_) {
    auto file = Temporary::create();
    if (!file) return file.error();
    file_ = std::move(*file);
  }
  if (auto s = file_->append(tail_); !s) return s;
  flushed_ += tail_.size();
  tail_.clear();
  tail_.shrink_to_fit();
  return {};
}

Result<bool> KeySet::contains(std::string_view key) {
  const uint64_t hash = hash_of(key), tag = tag_of(hash);
  const Part& part = parts_[part_of(hash)];
  if (part.used == 0) return false;
  size_t at = home(part, tag);
  while (at < part.slots.size() && part.slots[at] < tag << kOffsetBits) ++at;
  bool encoded = false;
  for (; at < part.slots.size() && part.slots[at] != kNone && part.slots[at] >> kOffsetBits == tag; ++at) {
    if (!std::exchange(encoded, true)) encode(key);
    if (auto same = stands_at(part.slots[at] & kMostBytes); !same || *same) return same;
  }
  return false;
}

Status KeySet::insert(std::string_view key) {
  const uint64_t offset = flushed_ + tail_.size();
  encode(key);
  if (offset + encoded_.size() >= kMostBytes)
    return Error{ErrorKind::kLimit, "键的总长超过 64 GiB，无法再查重；请分几次运行", "the keys are longer than 64 GiB together, too long to find duplicates; run the files in parts"};
  tail_ += encoded_;
  const uint64_t hash = hash_of(key);
  Part& part = parts_[part_of(hash)];
  if (part.used * 10 >= part.capacity * 9) grow(part);
  const uint64_t slot = tag_of(hash) << kOffsetBits | offset;
  while (!place(part, slot)) grow(part);
  ++size_;
  return tail_.size() >= (file_ ? kFlush : in_memory_) ? flush() : Status();
}

}  // namespace zs::readers
