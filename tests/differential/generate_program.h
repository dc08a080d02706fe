#pragma once
// Random typed programs over the schema of schema.h: every operator of the language, in every place it may stand.
#include "tests/differential/random.h"
#include "tests/differential/schema.h"

namespace zs::differential {

struct ProgramOptions {
  int indicators = 3;
  int depth = 4;
};
typed::Program generate_program(Random& random, const ProgramOptions& options = {});

/// Texts that programs and records share, so that equalities and memberships happen.
const std::vector<std::string>& words();

}  // namespace zs::differential
