#pragma once
// // 容许 L016、L017（甲、乙） 因为 理由: findings of these lints on this line, or on the next line where the comment stands by itself,
// are meant. In brackets: only those about these subjects.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::lint {

struct Silencer {
  Span src;                            // the comment's words
  Span line;                           // the line that it speaks for
  std::vector<std::string> codes;      // as written: L016
  std::vector<std::string> subjects;   // empty: all
  bool reason = false;
};

/// Those of one file, in their order.
std::vector<Silencer> silencers(const syntax::Sources& sources, int file);

}  // namespace zs::lint
