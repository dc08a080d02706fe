#pragma once
// The pages of docs/lints, for zs explain-code L012.
#include <string>
#include <utility>
#include <vector>

namespace zs::cli {

/// File name (L012.md) and text, sorted by name.
const std::vector<std::pair<std::string, std::string>>& lint_pages();

}  // namespace zs::cli
