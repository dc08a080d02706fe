#pragma once
// The regulation's text, sentence by sentence, with the rules that quote it and the reasons why none does.
#include "compiler/compile.h"
#include "publish/coverage.h"

#include <set>
#include <string>
#include <vector>

namespace zs::publish {

/// A part of a sentence; white space of the scan, marks of headings and page numbers are left out.
struct Piece {
  std::string text;
  std::set<std::string> quoted_by;   // codes of indicators; empty: none quotes these words
};
struct Sentence {
  std::vector<Piece> pieces;
  std::vector<size_t> rows;          // of coverage.tsv, that are about it: indices
  bool counts = false;               // says something: no heading, no cell of a word or two
  bool quoted() const;
};
struct Paragraph {
  std::vector<Sentence> sentences;
  bool heading = false;
};
struct Regulation {
  std::string name;                  // of the file, without folder and ending
  std::vector<Paragraph> paragraphs;
  size_t counted = 0, quoted = 0, reasoned = 0;  // sentences that say something; that rules quote; that coverage.tsv speaks of besides
};

std::vector<Regulation> regulations(const Compilation& pack, const std::vector<CoverageRow>& coverage);

}  // namespace zs::publish
