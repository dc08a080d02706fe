#include "compiler/diagnostics/order.h"
#include "compiler/diagnostics/render.h"
#include "compiler/syntax/sources.h"

#include <nlohmann/json.hpp>
#include <set>

namespace zs::diag {
namespace {
using nlohmann::ordered_json;
using syntax::Sources;

const char* severity_name(Severity s) { return s == Severity::kError ? "error" : s == Severity::kWarning ? "warning" : "hint"; }
const char* sarif_level(Severity s) { return s == Severity::kHint ? "note" : severity_name(s); }

ordered_json place(const Sources& sources, Span src) {
  if (src.file < 0) return nullptr;
  const auto from = sources.position(src.file, src.begin), to = sources.position(src.file, src.end);
  return {{"file", sources.name(src.file)}, {"line", from.line}, {"column", from.column}, {"end_line", to.line}, {"end_column", to.column},
          {"begin", src.begin}, {"end", src.end}};
}

ordered_json one(const Sources& sources, const Diagnostic& d) {
  const Row& r = row(d.code);
  ordered_json j = {{"code", r.id}, {"severity", severity_name(r.severity)}, {"message", fill(r.zh, d.args)}, {"message_en", fill(r.en, d.args)},
                    {"help", fill(r.help_zh, d.args)}, {"help_en", fill(r.help_en, d.args)}, {"place", place(sources, d.src)}};
  j["related"] = ordered_json::array();
  for (const Secondary& s : d.others) j["related"].push_back({{"message", s.zh}, {"message_en", s.en}, {"place", place(sources, s.src)}});
  if (d.fix) j["fix"] = {{"place", place(sources, d.fix->src)}, {"replacement", d.fix->replacement}};
  return j;
}

ordered_json region(const Sources& sources, Span src) {
  const auto from = sources.position(src.file, src.begin), to = sources.position(src.file, src.end);
  return {{"startLine", from.line}, {"startColumn", from.column}, {"endLine", to.line}, {"endColumn", to.column}};
}

ordered_json location(const Sources& sources, Span src) {
  return {{"physicalLocation", {{"artifactLocation", {{"uri", sources.name(src.file)}}}, {"region", region(sources, src)}}}};
}

ordered_json result(const Sources& sources, const Diagnostic& d, bool zh) {
  const Row& r = row(d.code);
  ordered_json j = {{"ruleId", r.id}, {"level", sarif_level(r.severity)}};
  j["message"] = {{"text", fill(zh ? r.zh : r.en, d.args)}};
  j["locations"] = ordered_json::array();
  if (d.src.file >= 0) j["locations"].push_back(location(sources, d.src));
  for (const Secondary& s : d.others) {
    if (s.src.file < 0) continue;
    ordered_json at = location(sources, s.src);
    at["message"] = {{"text", zh ? s.zh : s.en}};
    j["relatedLocations"].push_back(std::move(at));
  }
  if (d.fix && d.fix->src.file >= 0)
    j["fixes"] = ordered_json::array({{{"artifactChanges",
                                        {{{"artifactLocation", {{"uri", sources.name(d.fix->src.file)}}},
                                          {"replacements", {{{"deletedRegion", region(sources, d.fix->src)}, {"insertedContent", {{"text", d.fix->replacement}}}}}}}}}}});
  return j;
}

std::string dump(const ordered_json& j) { return j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string render_json(const Sources& sources, const Sink& sink) {
  ordered_json j = {{"diagnostics", ordered_json::array()}};
  for (const Diagnostic* d : by_place(sink)) j["diagnostics"].push_back(one(sources, *d));
  return dump(j);
}

std::string render_sarif(const Sources& sources, const Sink& sink, const RenderOptions& options) {
  const bool zh = options.language == Language::kChinese;
  ordered_json rules = ordered_json::array(), results = ordered_json::array();
  std::set<Code> used;
  for (const Diagnostic* d : by_place(sink)) {
    results.push_back(result(sources, *d, zh));
    if (!used.insert(d->code).second) continue;
    const Row& r = row(d->code);
    rules.push_back({{"id", r.id}, {"name", r.name}, {"shortDescription", {{"text", zh ? r.zh : r.en}}}, {"help", {{"text", zh ? r.help_zh : r.help_en}}}});
  }
  ordered_json driver = {{"name", "zhunsheng"}, {"rules", rules}};
  ordered_json run = {{"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", results}};
  return dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", ordered_json::array({run})}});
}

}  // namespace zs::diag
