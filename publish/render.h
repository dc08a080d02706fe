#pragma once
// Pages as files: HTML that needs nothing else but its neighbours, and Markdown with the same content.
#include "publish/page.h"

namespace zs::publish {

enum class Language { kChinese, kEnglish };

/// What stands on every page.
struct Frame {
  Language language = Language::kChinese;
  std::string document;                 // title of the whole
  std::string provenance;               // one line: rule set, version, date of effect
  std::vector<std::pair<std::string, std::string>> pages;  // of the contents: name, title
};

std::string render_html(const Page& page, const Frame& frame);
std::string render_markdown(const Page& page, const Frame& frame);

/// README.md for the first page, so that a code host shows it with its folder.
std::string markdown_file(const std::string& page);

std::string escape_markdown(const std::string& text);

}  // namespace zs::publish
