#pragma once
// Comments, and the lines they speak for.
#include "compiler/syntax/sources.h"

#include <vector>

namespace zs::syntax {

struct Remark {
  Span src;    // what stands behind the //, without the line's end
  Span line;   // its own line where something stands in front of it; else the next line that is no comment
};

/// Every comment of a rule file, in its order. A // within quotes is none.
std::vector<Remark> remarks(const Sources& sources, int file);

}  // namespace zs::syntax
