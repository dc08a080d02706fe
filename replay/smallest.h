#pragma once
// Where inside two conditions of the same form the difference sits: a number, a unit, a part of a clock.
#include "replay/same.h"

#include <optional>
#include <string>

namespace zs::replay {

/// The smallest parts that are not the same; a part that is a setting of a clock has words and no place of its own.
struct Smallest {
  Span old_src, new_src;
  std::string old_words, new_words;  // empty: what stands at the place
};

/// nullopt where the two differ as a whole.
std::optional<Smallest> smallest(Same& same, typed::ExprId x, typed::ExprId y);

}  // namespace zs::replay
