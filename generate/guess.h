#pragma once
// For a field that no profile is about: a statement, from its type and what its name says.
#include "generate/profile.h"
#include "runtime/model/record_model.h"

#include <optional>
#include <string>
#include <string_view>

namespace zs::generate {

/// `parent`: the model that holds the list, for rows; -1 for records.
Statement guess(const model::Models& models, int model, int parent, size_t field);

/// A text for a pattern (RE2) by chance; nullopt where the pattern uses more than literals, classes, groups, | and
/// repetitions.
std::optional<std::string> sample_pattern(std::string_view pattern, Random& random);

}  // namespace zs::generate
