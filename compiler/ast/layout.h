#pragma once
// Where each lexeme of a file goes when it is printed. A block written on one line stays on one line; any other has
// one clause a line. Line breaks inside a clause are kept, blank lines too (one at most).
#include "compiler/syntax/parser.h"

#include <vector>

namespace zs::ast {

enum class Gap : uint8_t { kNone, kSpace, kWide, kLine };

struct Placed {
  Gap gap = Gap::kSpace;   // in front of it
  int indent = 0;          // columns, where gap is kLine
  bool blank = false;      // a blank line in front
  bool name = false;       // a word that is a name here, whatever it is elsewhere
  bool verbatim = false;   // words of the regulation: as they are written
  bool code_dot = false;   // the dot of a rule set's code
  bool divides = false;    // a / between values
};

/// One for each lexeme but the end of the file. Needs a tree without errors.
std::vector<Placed> place(const syntax::ParseTree& tree, int indent, bool chinese);

}  // namespace zs::ast
