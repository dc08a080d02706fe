#include "compiler/diagnostics/render.h"

#include "compiler/diagnostics/order.h"
#include "compiler/syntax/sources.h"
#include "compiler/syntax/utf8.h"

#include <fmt/format.h>

namespace zs::diag {
namespace {
using syntax::Sources;

constexpr size_t kLead = 30;  // columns shown in front of the place in a long line

struct Excerpt {
  std::string line;      // what is shown of it, tabs as blanks
  size_t column = 0;     // where the marked part begins, in terminal columns
  size_t width = 0;      // how wide it is, at least 1
};

size_t width_of(std::string_view s) {
  size_t w = 0;
  for (size_t i = 0; i < s.size();) {
    const auto d = syntax::decode_utf8(s, i);
    w += static_cast<size_t>(syntax::display_width(d.c == '\t' ? U' ' : d.c));
    i += d.size;
  }
  return w;
}

/// The first bytes of s that fit into `columns`.
std::string_view head(std::string_view s, size_t columns) {
  size_t w = 0, i = 0;
  while (i < s.size()) {
    const auto d = syntax::decode_utf8(s, i);
    w += static_cast<size_t>(syntax::display_width(d.c == '\t' ? U' ' : d.c));
    if (w > columns) break;
    i += d.size;
  }
  return s.substr(0, i);
}

/// The last bytes of s that fit into `columns`.
std::string_view tail(std::string_view s, size_t columns) {
  size_t i = s.size(), w = 0;
  while (i > 0) {
    size_t k = i - 1;
    while (k > 0 && (static_cast<unsigned char>(s[k]) & 0xC0) == 0x80) --k;
    w += width_of(s.substr(k, i - k));
    if (w > columns) break;
    i = k;
  }
  return s.substr(i);
}

std::string shown(std::string_view s) {
  std::string out;
  for (const char c : s) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

Excerpt excerpt(const Sources& sources, Span src, size_t limit) {
  const Span line = sources.line_of(src.file, src.begin);
  const std::string_view text = sources.text(line);
  const size_t begin = src.begin - line.begin;
  const size_t end = std::max(begin, static_cast<size_t>(std::min(src.end, line.end) - line.begin));
  // A line may be megabytes long: look only at what can be shown.
  const std::string_view before = text.substr(begin > 4 * limit ? begin - 4 * limit : 0, std::min(begin, 4 * limit));
  const bool whole_lead = before.size() == begin && width_of(before) <= limit / 2;
  const std::string_view lead = whole_lead ? before : tail(before, kLead);
  Excerpt e;
  e.line = whole_lead ? "" : "…";
  e.column = width_of(lead) + (whole_lead ? 0 : 1);
  const std::string_view rest = text.substr(begin, 4 * limit);
  const std::string_view visible = head(rest, limit > e.column ? limit - e.column : 1);
  e.line += shown(lead) + shown(visible);
  if (begin + visible.size() < text.size()) e.line += "…";
  e.width = std::max<size_t>(1, width_of(text.substr(begin, std::min(end - begin, visible.size()))));
  return e;
}

class Writer {
 public:
  Writer(const Sources& sources, const RenderOptions& options) : sources_(sources), options_(options) {}

  void write(const Diagnostic& d) {
    const Row& r = row(d.code);
    static constexpr struct { const char *zh, *en, *color; } kKinds[] = {{"错误", "error", "\x1b[1;31m"}, {"警告", "warning", "\x1b[1;33m"}, {"提示", "hint", "\x1b[1;36m"}};
    const auto& kind = kKinds[static_cast<size_t>(r.severity)];
    out_ += fmt::format("{}{}[{}]{}: {}\n", color(kind.color), zh() ? kind.zh : kind.en, r.id, color("\x1b[0m"), fill(zh() ? r.zh : r.en, d.args));
    place(d.src, '^', "");
    for (const Secondary& s : d.others) place(s.src, '-', zh() ? s.zh : s.en);
    const std::string help = fill(zh() ? r.help_zh : r.help_en, d.args);
    if (!help.empty()) note(zh() ? "说明" : "help", help);
    if (d.fix) fix(*d.fix);
    out_ += '\n';
  }

  std::string take() { return std::move(out_); }

 private:
  bool zh() const { return options_.language == Language::kChinese; }
  const char* color(const char* code) const { return options_.color ? code : ""; }

  void place(Span src, char mark, const std::string& word) {
    if (src.file < 0) return;
    const auto at = sources_.position(src.file, src.begin);
    const Excerpt e = excerpt(sources_, src, options_.max_line_width);
    const std::string number = std::to_string(at.line);
    const std::string margin(number.size(), ' ');
    out_ += fmt::format("{}--> {}:{}:{}\n", margin, sources_.name(src.file), at.line, at.column);
    out_ += fmt::format("{} | {}\n", number, e.line);
    out_ += fmt::format("{} | {}{}{}{}{}\n", margin, std::string(e.column, ' '), color(mark == '^' ? "\x1b[1;31m" : "\x1b[1;34m"),
                        std::string(e.width, mark), color("\x1b[0m"), word.empty() ? "" : " " + word);
  }

  void note(const char* head, const std::string& text) { out_ += fmt::format("  = {}{}: {}\n", head, "", text); }

  void fix(const Fix& f) {
    if (f.src.file < 0) return;
    const std::string old(sources_.text(f.src).substr(0, 120));
    const auto at = sources_.position(f.src.file, f.src.begin);
    if (f.src.begin == f.src.end) {
      note(zh() ? "建议" : "suggestion", zh() ? fmt::format("在第 {} 行第 {} 列插入「{}」", at.line, at.column, f.replacement)
                                            : fmt::format("insert \"{}\" at line {}, column {}", f.replacement, at.line, at.column));
    } else if (f.replacement.find_first_not_of(' ') == std::string::npos) {
      note(zh() ? "建议" : "suggestion", zh() ? fmt::format("删去「{}」{}", old, f.replacement.empty() ? "" : "，空一格") : fmt::format("remove \"{}\"{}", old, f.replacement.empty() ? "" : " and leave a blank"));
    } else {
      note(zh() ? "建议" : "suggestion", zh() ? fmt::format("把「{}」改成「{}」", old, f.replacement) : fmt::format("replace \"{}\" by \"{}\"", old, f.replacement));
    }
  }

  const Sources& sources_;
  const RenderOptions& options_;
  std::string out_;
};

}  // namespace

std::string render_human(const Sources& sources, const Sink& sink, const RenderOptions& options) {
  Writer w(sources, options);
  size_t errors = 0;
  for (const Diagnostic* d : by_place(sink)) {
    w.write(*d);
    errors += row(d->code).severity == Severity::kError;
  }
  std::string out = w.take();
  const size_t more = sink.error_count() - errors;
  if (more > 0) out += options.language == Language::kChinese ? fmt::format("还有 {} 处错误没有列出\n", more) : fmt::format("{} more errors are not shown\n", more);
  return out;
}

}  // namespace zs::diag
