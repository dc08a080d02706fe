#pragma once
// What rule files define by name beside indicators: 参数, 口径, 词表, 句式; and which of it an indicator draws on.
#include "compiler/compile.h"

#include <string>
#include <vector>

namespace zs::publish {

struct Definition {
  enum class Kind { kParameter, kChoice, kWords, kPattern, kOther } kind = Kind::kParameter;  // kOther: conditions, clocks
  std::string name, owner;   // owner: an indicator's code, a clock's name; empty: the whole rule set
  std::string value;         // as the file writes it: 5个工作日; 「其他」、「有关」
  Span src;
  Span within;               // the declaration that holds it; for those of the whole rule set its own
};

/// All definitions of the pack and of what it imports, in the order of the files.
std::vector<Definition> definitions(const Compilation& pack);

/// Those that the text at `places` names, and those that these name in turn.
std::vector<Definition> drawn_on(const Compilation& pack, const std::vector<Definition>& all, const std::vector<Span>& places);

}  // namespace zs::publish
