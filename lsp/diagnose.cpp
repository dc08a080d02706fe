// Diagnostics, and the changes that they suggest.
#include "lsp/features.h"

#include <algorithm>

namespace zs::lsp {
namespace {

std::string message(const View& view, const diag::Diagnostic& d) {
  const diag::Row& row = diag::row(d.code);
  std::string out = diag::fill(view.pick(std::string(row.zh), std::string(row.en)), d.args);
  const std::string help = diag::fill(view.pick(std::string(row.help_zh), std::string(row.help_en)), d.args);
  return help.empty() ? out : out + "\n" + help;
}

json one(const View& view, int file, const diag::Diagnostic& d) {
  const diag::Row& row = diag::row(d.code);
  Span src = d.src.file < 0 ? Span{file, 0, 0} : d.src;
  const uint32_t size = static_cast<uint32_t>(view.text(file).size());
  src.end = std::min(std::max(src.end, src.begin), size);
  json out{{"range", view.range(src)}, {"severity", row.severity == diag::Severity::kError ? 1 : 2}, {"code", row.id}, {"source", "zs"}, {"message", message(view, d)}};
  json related = json::array();
  for (const auto& other : d.others)
    if (json at = view.location(other.src); !at.is_null()) related.push_back({{"location", std::move(at)}, {"message", view.pick(other.zh, other.en)}});
  if (!related.empty()) out["relatedInformation"] = std::move(related);
  return out;
}

/// Where a diagnostic is shown: one without a place at the head of the file.
bool belongs(const diag::Diagnostic& d, int file) { return d.src.file == file; }

bool overlap(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

json action(const View& view, int file, const diag::Diagnostic& d) {
  const std::string now(view.sources().text(d.fix->src)), then = d.fix->replacement;
  const std::string title = now.empty()    ? view.pick("添上「" + then + "」", "insert \"" + then + "\"")
                            : then.empty() ? view.pick("删去「" + now + "」", "delete \"" + now + "\"")
                                           : view.pick("改成「" + then + "」", "change to \"" + then + "\"");
  json edits = json::object();
  edits[view.uri(d.fix->src.file)] = json::array({{{"range", view.range(d.fix->src)}, {"newText", then}}});
  return {{"title", title}, {"kind", "quickfix"}, {"isPreferred", true}, {"diagnostics", json::array({one(view, file, d)})}, {"edit", {{"changes", std::move(edits)}}}};
}

}  // namespace

json diagnostics(const View& view, int file, const std::vector<diag::Diagnostic>& all) {
  json out = json::array();
  for (const auto& d : all)
    if (belongs(d, file)) out.push_back(one(view, file, d));
  return out;
}

json code_actions(const View& view, int file, Span range, const std::vector<diag::Diagnostic>& all) {
  json out = json::array();
  for (const auto& d : all)
    if (d.fix && belongs(d, file) && (overlap(d.src, range) || (d.fix->src.file == file && overlap(d.fix->src, range)))) out.push_back(action(view, file, d));
  return out;
}

}  // namespace zs::lsp
