#pragma once
// One question to the solver: can all of these hold at once? The only file that knows which solver it is is solver.cpp.
#include "prove/term.h"

#include <map>
#include <optional>
#include <vector>

namespace zs::prove {

/// Values of the variables in which everything asked for holds.
struct Model {
  std::map<Term, bool> truths;
  std::map<Term, Rational> numbers;  // what does not fit is left out

  bool truth(Term var, bool otherwise = false) const {
    const auto it = truths.find(var);
    return it == truths.end() ? otherwise : it->second;
  }
  std::optional<Rational> number(Term var) const {
    const auto it = numbers.find(var);
    return it == numbers.end() ? std::nullopt : std::optional(it->second);
  }
};

struct Reply {
  enum class Kind : uint8_t { kNever, kPossible, kUnknown } kind = Kind::kUnknown;  // kUnknown: not within the time
  Model model;  // kPossible
};

/// `milliseconds` bounds the solver's time.
Reply ask(const Terms& terms, const std::vector<Term>& all_of, unsigned milliseconds);

}  // namespace zs::prove
