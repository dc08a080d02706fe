#include "tests/layering/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace zs::layering {
namespace {

namespace fs = std::filesystem;

/// The end of a literal that begins at `i` with `quote`: the index after its closing quote, or of the line's end.
size_t literal_end(const std::string& text, size_t i, char quote) {
  for (++i; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\') ++i;
    else if (text[i] == quote) return i + 1;
  }
  return std::min(i, text.size());
}

size_t raw_literal_end(const std::string& text, size_t quote) {
  const size_t open = text.find('(', quote);
  if (open == std::string::npos) return text.size();
  const std::string close = ")" + text.substr(quote + 1, open - quote - 1) + "\"";
  const size_t end = text.find(close, open);
  return end == std::string::npos ? text.size() : end + close.size();
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Where the part of the text that is no code and begins at `i` ends; `i` itself where code goes on.
size_t skip_end(const std::string& text, size_t i) {
  if (text.compare(i, 2, "//") == 0) return std::min(text.find('\n', i), text.size());
  if (text.compare(i, 2, "/*") == 0) return std::min(text.find("*/", i), text.size() - 2) + 2;
  if (text[i] == '"') return i > 0 && text[i - 1] == 'R' ? raw_literal_end(text, i) : literal_end(text, i, '"');
  if (text[i] == '\'' && (i == 0 || !is_word(text[i - 1]))) return literal_end(text, i, '\'');  // not 86'400
  return i;
}

void add_include(SourceFile& file, const std::string& line, int number) {
  const size_t hash = line.find_first_not_of(" \t");
  if (hash == std::string::npos || line[hash] != '#') return;
  const size_t word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string::npos || line.compare(word, 7, "include") != 0) return;
  const size_t open = line.find_first_of("\"<", word + 7);
  if (open == std::string::npos) return;
  const bool own = line[open] == '"';
  const size_t close = line.find(own ? '"' : '>', open + 1);
  if (close == std::string::npos) return;
  (own ? file.includes : file.system_includes).push_back({line.substr(open + 1, close - open - 1), number});
}

}  // namespace

std::string blank_out(const std::string& text) {
  std::string code = text;
  for (size_t i = 0; i < text.size();) {
    const size_t end = skip_end(text, i);
    for (size_t k = i; k < end; ++k)
      if (code[k] != '\n') code[k] = ' ';
    i = std::max(end, i + 1);
  }
  return code;
}

SourceFile read_source(std::string path, const std::string& text) {
  SourceFile file;
  file.path = std::move(path);
  file.code = blank_out(text);
  for (size_t at = 0; at < text.size(); ++file.lines) {
    const size_t end = std::min(text.find('\n', at), text.size());
    // A line that is a comment in the blanked text is no include.
    if (file.code.find('#', at) < end) add_include(file, text.substr(at, end - at), file.lines + 1);
    at = end + 1;
  }
  return file;
}

std::vector<SourceFile> source_files(const std::vector<std::string>& folders) {
  const fs::path root = ZS_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string kind = entry.path().extension().string();
      if (!entry.is_regular_file() || (kind != ".h" && kind != ".cpp" && kind != ".def")) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      files.push_back(read_source(fs::relative(entry.path(), root).generic_string(), text));
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

}  // namespace zs::layering
