#pragma once
#include "cli/options.h"
#include "runtime/base/instant.h"

namespace zs::cli {

/// The instant at which this is called.
Instant now();
/// The instant that an option gives, else now.
Result<Instant> instant_option(const po::variables_map& given, const char* name);

}  // namespace zs::cli
