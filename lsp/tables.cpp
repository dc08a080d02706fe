#include "lsp/tables.h"

#include <sstream>

namespace zs::lsp {

std::vector<std::vector<std::string>> rows_of(const Files& files, std::string_view name) {
  std::vector<std::vector<std::string>> out;
  for (const auto& [path, text] : files) {
    if (path != name) continue;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line[0] == '#') continue;
      std::vector<std::string> cells;
      std::istringstream in(line);
      for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
      out.push_back(std::move(cells));
    }
  }
  return out;
}

}  // namespace zs::lsp
