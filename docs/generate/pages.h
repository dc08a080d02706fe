#pragma once
// The pages of docs that list things, each made from the one table that the program itself is made from.
#include <string>
#include <string_view>
#include <vector>

namespace zs::docs {

struct Page {
  std::string name;  // below docs: reference/opcodes.md
  std::string text;
};

/// One row of grammar/keywords.tsv: class is reserved, decl, clause, word, type, operator or unit.
struct Keyword {
  std::string zh, en, kind, meaning, meaning_zh;
};
/// Comment lines (#) are left out.
std::vector<Keyword> read_keywords(std::string_view tsv);

std::string opcodes_page(std::string_view opcodes_def);
std::string diagnostics_page();
std::string lints_page();
std::string keywords_page(const std::vector<Keyword>& keywords);
/// docs/coverage.md: the checklist and what judges each of its rows.
std::string coverage_page(const std::string& root);
/// A row without an indicator of its own rule set, whose remark says which other rule set judges it.
bool judged_elsewhere(const std::string& reason);

/// All pages, from the sources below `root` (the repository). A table that cannot be read gives an empty page.
std::vector<Page> pages(const std::string& root);

/// Text for a cell of a Markdown table.
std::string cell(std::string_view text);

}  // namespace zs::docs
