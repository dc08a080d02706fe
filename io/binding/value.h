#pragma once
// A datum before the record model has judged it: a cell's text, a JSON value, a value written in a test.
#include "runtime/base/instant.h"

#include <cstdint>
#include <memory_resource>
#include <string_view>

namespace zs::binding {

struct Member;

/// Views and children live in whatever arena the value was built in.
struct Value {
  enum class Kind : uint8_t {
    kMissing,  // null, or nothing there
    kText,     // text
    kNumber,   // text is the number's token as written, so that nothing is lost to binary floating point
    kBool,     // text is "true" or "false"
    kList,     // items[0, size)
    kObject,   // members[0, size)
  };
  Kind kind = Kind::kMissing;
  uint32_t size = 0;
  std::string_view text;
  const Value* items = nullptr;
  union {
    const Member* members = nullptr;
    Instant instant;          // where has_instant
  };
  bool has_instant = false;   // kText: the source holds an instant, which the text says too

  static Value of_text(std::string_view s) { return {Kind::kText, 0, s, nullptr, {nullptr}, false}; }
};

/// A name may occur twice in an object as written; the binder refuses it.
struct Member {
  std::string_view name;
  Value value;
};

/// Memory of the values of one record; release() frees them all.
using Arena = std::pmr::monotonic_buffer_resource;

/// Copies s into the arena.
std::string_view copy(Arena& arena, std::string_view s);
/// A copy of v and everything under it.
Value copy(Arena& arena, const Value& v);

/// v as one line of text, for messages and reject files (JSON where it is not a plain value), at most `limit` bytes.
std::string show(const Value& v, size_t limit = 65'536);

}  // namespace zs::binding
