#pragma once
// Where a result comes from: engine, pack, calendar, data and T. Written beside results, so that `zs verify` can derive
// them again or say what is different now.
#include "cli/inputs.h"
#include "cli/pack.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace zs::cli {

extern const char* const kEngineVersion;

struct Provenance {
  Instant as_of = 0;
  std::vector<DataOrigin> cases, references;
  std::string binding;   // as --binding named it; empty: none
};

/// {"path", "ruleset", "version", "title", "hash", "calendars": [{"name", "version"}], "settings": […]}
nlohmann::ordered_json json_of(const Pack& pack);
nlohmann::ordered_json json_of(const std::vector<DataOrigin>& data);
/// {"engine", "as_of", "pack", "cases", "references"}
nlohmann::ordered_json json_of(const Provenance& provenance, const Pack& pack);

/// FILE.provenance.json beside a regular output file; empty where the output is no such file.
std::string provenance_path(const std::string& output);

}  // namespace zs::cli
