#pragma once
// The structures of the Arrow C Data Interface and C Stream Interface, as their specification prints them. The guard makes
// them the same types as those of any other header that does so (zhunsheng.h, Arrow's own).
#include <cstdint>

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

}  // extern "C"

#endif  // ARROW_C_DATA_INTERFACE

namespace zs::arrow {

/// Takes over what `from` holds, as the interface says: `from` is released in name only.
inline ArrowArray taken(ArrowArray& from) noexcept {
  ArrowArray out = from;
  from.release = nullptr;
  return out;
}

}  // namespace zs::arrow
