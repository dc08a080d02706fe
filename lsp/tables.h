#pragma once
// The table that is compiled in: what keywords mean.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::lsp {

using Files = std::vector<std::pair<std::string, std::string>>;
const Files& keyword_tables();  // grammar/*.tsv

/// The cells of each line of a table but those that begin with #.
std::vector<std::vector<std::string>> rows_of(const Files& files, std::string_view name);

}  // namespace zs::lsp
