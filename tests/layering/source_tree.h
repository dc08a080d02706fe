#pragma once
// The project's own source files as text, for tests that judge how they are written.
#include <string>
#include <vector>

namespace zs::layering {

struct Include {
  std::string path;  // as written between the quotes
  int line = 0;      // one-based
};

struct SourceFile {
  std::string path;               // from the root of the repository, '/' between folders
  std::string code;               // comments, text literals and character literals blanked, line ends kept
  std::vector<Include> includes;  // of the form #include "…"
  std::vector<Include> system_includes;  // of the form #include <…>
  int lines = 0;
};

/// Blanks what is no code: comments, "…", '…', R"(…)". Line ends stay where they are.
std::string blank_out(const std::string& text);

/// Makes a SourceFile of a text (used by the tests of this folder itself).
SourceFile read_source(std::string path, const std::string& text);

/// Every .h, .cpp and .def file below the given folders of the repository, sorted by path.
std::vector<SourceFile> source_files(const std::vector<std::string>& folders);

}  // namespace zs::layering
