#include "cli/provenance.h"

#include "io/binding/instant_text.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace zs::cli {

using nlohmann::ordered_json;

const char* const kEngineVersion = ZS_VERSION;

ordered_json json_of(const Pack& pack) {
  const auto& p = *pack.program;
  ordered_json calendars = ordered_json::array();
  for (const auto& c : p.calendars) calendars.push_back({{"name", c.name}, {"version", c.version}});
  return {{"path", pack.path}, {"ruleset", p.code}, {"version", p.version}, {"title", p.title}, {"hash", pack.hash}, {"calendars", calendars}, {"settings", pack.settings}};
}

ordered_json json_of(const std::vector<DataOrigin>& data) {
  ordered_json out = ordered_json::array();
  for (const auto& d : data)
    out.push_back({{"record", d.record}, {"files", d.files}, {"read", d.read}, {"rejected", d.rejected}, {"fingerprint", d.fingerprint}});
  return out;
}

ordered_json json_of(const Provenance& p, const Pack& pack) {
  ordered_json out = {{"engine", kEngineVersion}, {"as_of", binding::format_instant(p.as_of)}, {"pack", json_of(pack)}, {"cases", json_of(p.cases)}, {"references", json_of(p.references)}};
  if (!p.binding.empty()) out["binding"] = p.binding;
  return out;
}

std::string provenance_path(const std::string& output) {
  std::error_code ignored;
  if (output.empty() || output == "-" || databases::is_location(output)) return "";
  const auto status = std::filesystem::status(output, ignored);
  const bool plain = !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
  return plain ? output + ".provenance.json" : "";
}

}  // namespace zs::cli
