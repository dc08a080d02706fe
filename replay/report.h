#pragma once
// The report of a replay: one page that is complete in itself, opens without a network and can be mailed.
#include <string>
#include <string_view>

namespace zs::replay {

/// The page (UTF-8 HTML) that shows this data (UTF-8 JSON, an object as replay/report/README.md describes it). The JSON is put
/// in as it is and read by the page alone: what is not JSON makes a page that says so. Small data stand in the page as text,
/// larger ones compressed.
std::string render_report(std::string_view json);

}  // namespace zs::replay
