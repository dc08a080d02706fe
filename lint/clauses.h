#pragma once
// The clauses of a regulation's text.
#include "compiler/diagnostics/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::lint {

/// 第八条, 第八条（一）; in a table 序号2. Brackets full width, without blanks.
struct Clause {
  std::string name;
  Span src;
};

/// The smallest numbered parts in their order: the items of an article that has items, else the article; the rows of a table.
/// What stands before the first and chapter headings belong to none.
std::vector<Clause> clauses(std::string_view text, int file);

/// A clause's number as an 依据 writes it, in the form of Clause::name.
std::string clause_name(std::string_view written);

/// Is one the same as the other, or a part of it?
bool akin(std::string_view a, std::string_view b);

}  // namespace zs::lint
