#pragma once
// A place in a source file.
#include <cstdint>

namespace zs {

/// Bytes [begin, end) of file `file` (index into syntax::Sources); file -1: no place.
struct Span {
  int32_t file = -1;
  uint32_t begin = 0, end = 0;
};

}  // namespace zs
