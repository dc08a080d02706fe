#pragma once
// Words, numbers, quotes and signs of a file, as the scanner cuts them.
#include "compiler/diagnostics/span.h"

#include "Zhunsheng.h"   // generated: token types

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace zs::syntax {

using Grammar = grammar::Zhunsheng;

struct Lexeme {
  int type = 0;                  // Grammar::WORD …
  uint32_t begin = 0, end = 0;   // bytes of the source as written
  bool first_on_line = false;    // nothing but blanks (and comments) before it
  bool inserted = false;         // not in the source: put in to balance brackets
  bool broken = false;           // already diagnosed (a date that does not exist, an unknown unit)
  int32_t match = -1;            // brackets: index of the partner
  int32_t text = -1;             // a slip already diagnosed: what was meant, an index into Scan::texts
};

struct Comment {
  uint32_t begin = 0, end = 0;   // from // to the end of the line, without it
  size_t next = 0;               // index of the first lexeme behind it
  bool own_line = false;
};

struct Scan {
  std::vector<Lexeme> lexemes;   // the last is the end of the file
  std::vector<Comment> comments;
  std::deque<std::string> texts;  // what repaired lexemes stand for
};

}  // namespace zs::syntax
