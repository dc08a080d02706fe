#pragma once
// The pages of docs/reference, each made from the one table that the program itself is made from.
#include <string>
#include <string_view>
#include <vector>

namespace zs::docs {

struct Page {
  std::string name;  // opcodes.md, from docs/reference
  std::string text;
};

/// One row of grammar/keywords.tsv: class is reserved, decl, clause, word, type, operator or unit.
struct Keyword {
  std::string zh, en, kind, meaning;
};
/// Comment lines (#) are left out.
std::vector<Keyword> read_keywords(std::string_view tsv);

std::string opcodes_page(std::string_view opcodes_def);
std::string diagnostics_page();
std::string lints_page();
std::string keywords_page(const std::vector<Keyword>& keywords);

/// All pages, from the sources below `root` (the repository). A table that cannot be read gives an empty page.
std::vector<Page> pages(const std::string& root);

/// Text for a cell of a Markdown table.
std::string cell(std::string_view text);

}  // namespace zs::docs
