#pragma once
// The profile that a record kind is made by, as text that can be changed and given back.
#include "generate/profile.h"
#include "runtime/model/record_model.h"

namespace zs::generate {

/// Of the kind, its lists and all kinds it refers to: what is written, and what would be guessed; then the words and the intake.
Result<std::string> profile_text(const model::Models& models, int model, const Profile& profile);

}  // namespace zs::generate
