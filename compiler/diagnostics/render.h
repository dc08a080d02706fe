#pragma once
// Diagnostics as text for people, as JSON lines for tools, as SARIF 2.1.0 for code scanners.
#include "compiler/diagnostics/diagnostics.h"

#include <string>

namespace zs::syntax {
class Sources;
}

namespace zs::diag {

enum class Language : uint8_t { kChinese, kEnglish };

struct RenderOptions {
  Language language = Language::kChinese;
  bool color = false;
  size_t max_line_width = 160;  // a longer source line is shown in part, in columns
};

/// Each diagnostic with its place, the source line, a caret, second places, help and fix; sorted by place.
std::string render_human(const syntax::Sources& sources, const Sink& sink, const RenderOptions& options = {});
/// {"diagnostics":[…]}: code, severity, message in both languages, file, line, column (1-based, in code points), byte range, fix.
std::string render_json(const syntax::Sources& sources, const Sink& sink);
std::string render_sarif(const syntax::Sources& sources, const Sink& sink, const RenderOptions& options = {});

}  // namespace zs::diag
