#pragma once
// The files of replay/report/, compiled in by cmake/EmbedFiles.cmake.
#include <string>
#include <utility>
#include <vector>

namespace zs::replay {

/// Name below replay/report/ and text, sorted by name.
const std::vector<std::pair<std::string, std::string>>& report_assets();

}  // namespace zs::replay
