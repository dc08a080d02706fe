#pragma once
// Documents in: Word, Excel, CSV, text with a pasted table.
#include "runtime/base/result.h"
#include "scaffold/grid.h"

namespace zs::scaffold {

/// By the file's first bytes; "-" is standard input, for text. Errors: kIo; kUsage for what holds no text (old .doc and .xls, PDF, pictures),
/// with the way out; kLimit beyond 64 MB.
Result<Source> read_source(const std::string& path);

/// Tables in a text: Markdown, cells between tabs, one cell a line (as Word's tables come out when saved as text), cells between commas.
/// The reading whose headings are understood is taken; none, where there is no such table.
std::vector<Grid> grids_of(const std::string& text);

}  // namespace zs::scaffold
