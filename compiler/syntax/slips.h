#pragma once
// Slips of writing rules in Chinese: what was probably meant where the parser could not go on.
#include "compiler/syntax/recovery.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::syntax {

/// A change of the text that may mend a complaint, and how to say so.
struct Proposal {
  diag::Code code{};
  Span src;                        // empty: an insertion
  std::string replacement;         // empty: a deletion
  std::vector<std::string> args;
  bool certain = true;             // false: it only lets reading go on, and is not suggested
};

/// The likely ones first. None of them has been tried.
std::vector<Proposal> propose(const Sources& sources, int file, const Scan& scan, const Complaint& complaint);

/// Puts the lexemes of the replacement where those of its place are; false where that cannot be read or unbalances brackets.
bool apply(const Sources& sources, const Proposal& p, Scan& scan);

/// The words of the language for which people write `word`, the likeliest first; "" means that it is left out.
const std::vector<std::string_view>& said_for(std::string_view word);

/// Does the word deny (不, 未, 没, 无, 非; an even number of them does not)? No suggestion turns a sentence into its opposite.
bool denies(std::string_view word);

}  // namespace zs::syntax
