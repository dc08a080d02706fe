#pragma once
// coverage.tsv of a rule set: what the regulation demands, passage by passage, and which indicator judges it, or why none does.
#include "runtime/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace zs::publish {

struct CoverageRow {
  std::string id;                       // NM1-1
  std::vector<std::string> indicators;  // codes; empty: no indicator of this rule set judges it
  std::string zh, en;                   // a remark on how it is judged, or why it is not; both or neither
  std::string text;                     // the regulation's words, …… where some are left out
};

/// Rows in the order of the file. `path` is for messages. Errors (kUsage) say the line: another header, another number of columns,
/// an id that stands twice, a remark in one language only.
Result<std::vector<CoverageRow>> parse_coverage(std::string_view tsv, const std::string& path);

/// coverage.tsv in the folder `pack`; no rows where there is no such file.
Result<std::vector<CoverageRow>> read_coverage(const std::string& pack);

/// Lines of a table, without their ends; cells of a line.
std::vector<std::string> split(std::string_view text, std::string_view mark);

}  // namespace zs::publish
