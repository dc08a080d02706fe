#pragma once
// The formatter: the canonical layout of a file that was parsed. Nothing is lost: comments stay with the clause they
// stand beside, words keep the spelling chosen (超过 or >), keywords are converted where asked.
#include "compiler/ast/ast.h"
#include "compiler/syntax/sources.h"

#include <string>
#include <string_view>

namespace zs::ast {

/// A name that needs no 〔〕: it is no keyword in either language and stands as one word.
bool is_bare(std::string_view name);

struct PrintOptions {
  enum class Keywords : uint8_t { kAsWritten, kChinese, kEnglish } keywords = Keywords::kAsWritten;
  int indent = 2;
};

/// The text of `file` in canonical layout. `file` must have been parsed from `sources` without errors (text that
/// does not parse is returned as it was written). Idempotent; the result parses to an equal tree.
std::string print(const syntax::Sources& sources, const File& file, const PrintOptions& options = {});

}  // namespace zs::ast
