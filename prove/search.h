#pragma once
// From a hint to a record: the smallest record found for which the oracle says so.
#include "prove/hint.h"
#include "prove/trial.h"

#include <functional>

namespace zs::prove {

/// Judges samples; see Trials.
using Judged = std::function<std::vector<Outcome>(const std::vector<Sample>&)>;
/// What is looked for, told from an outcome.
using Wanted = std::function<bool(const Outcome&)>;

/// The sample with fields, rows and reference rows taken away and values made plain, as long as it stays wanted.
Sample smallest(Sample sample, const Wanted& wanted, const Judged& judged, Sampler& sampler, const std::string& model);

}  // namespace zs::prove
