#include "docs/generate/pages.h"

#include <fstream>
#include <iterator>

namespace zs::docs {
namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::vector<Page> pages(const std::string& root) {
  return {{"opcodes.md", opcodes_page(read(root + "/runtime/bytecode/opcodes.def"))},
          {"diagnostics.md", diagnostics_page()},
          {"../lints/README.md", lints_page()},
          {"keywords.md", keywords_page(read_keywords(read(root + "/grammar/keywords.tsv")))}};
}

}  // namespace zs::docs
