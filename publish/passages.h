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
  std::vector<std::string> places;   // of the quotes that begin here: see quote_place
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

/// The place on the page of the text at which a quote (its span in the rule file) of an indicator begins: q-HN8-1-2 for its second.
std::string quote_place(const typed::Program& program, const std::string& code, Span quote);

std::vector<Regulation> regulations(const Compilation& pack, const std::vector<CoverageRow>& coverage);

}  // namespace zs::publish
