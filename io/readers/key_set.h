#pragma once
// The keys met so far, exactly, in about ten bytes of memory each: hashes say where a key may stand, the keys themselves
// stand in a log that goes to disk once it is large, and are compared whenever the hashes agree.
#include "io/readers/temporary.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::readers {

/// Not thread-safe.
class KeySet {
 public:
  /// A log up to `in_memory` bytes stays in memory.
  explicit KeySet(size_t in_memory = 32u << 20) : in_memory_(in_memory) {}

  /// Errors: kIo where the log cannot be written or read, kLimit beyond 64 GiB of keys.
  Result<bool> contains(std::string_view key);
  /// The key must not be there yet.
  Status insert(std::string_view key);
  uint64_t size() const noexcept { return size_; }

 private:
  /// Slots sorted by tag, with gaps, so that a tag stands near tag / 2^28 of the way: {tag:28, offset in the log:36}.
  struct Part {
    std::vector<uint64_t> slots;
    size_t capacity = 0, used = 0;
  };
  static uint64_t home(const Part& part, uint64_t tag) noexcept;
  static void grow(Part& part);
  static bool place(Part& part, uint64_t slot);
  void encode(std::string_view key);
  Result<bool> stands_at(uint64_t offset);
  Status flush();

  size_t in_memory_;
  uint64_t size_ = 0, flushed_ = 0;  // flushed_: bytes of the log that are on disk; the rest is tail_
  std::array<Part, 256> parts_;
  std::string tail_, encoded_, read_;
  std::optional<Temporary> file_;
};

}  // namespace zs::readers
