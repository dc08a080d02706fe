#pragma once
// 依据: every quote must stand in the regulation's text, 勘误 applied, however the scan broke its lines.
#include "compiler/sema/context.h"

#include <string>
#include <vector>

namespace zs::sema {

/// A text without white space, page numbers, list marks and differences of width and quotation mark; each
/// character knows where it stood.
struct Folded {
  std::u32string chars;
  std::vector<uint32_t> at;      // byte offset of each character; one more for the end
};
Folded fold_text(std::string_view text);

/// Replaces every `wrong` by `right`; the number of places.
size_t mend(Folded& text, const std::u32string& wrong, const std::u32string& right);

/// Where the parts of a quote (…… skips text) stand, in order; empty where they do not.
std::vector<std::pair<size_t, size_t>> find_quote(const Folded& text, std::string_view quote);

/// The passage most like `part`: [first, second) and how many edits away.
struct Passage { size_t from = 0, to = 0, edits = 0; };
Passage nearest_passage(const Folded& text, const std::u32string& part);

/// Loads the 原文 of these rule sets, applies 勘误, checks every quote of the program and notes where it was found.
void check_quotes(Context& c, const std::vector<const ast::RuleSetDecl*>& heads, Compilation& out);

}  // namespace zs::sema
