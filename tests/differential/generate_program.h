#pragma once
// Random typed programs over the schema of schema.h: every operator of the language, in every place it may stand.
#include "compiler/typed/program.h"
#include "tests/differential/random.h"

namespace zs::differential {

struct ProgramOptions {
  int indicators = 3;
  int depth = 4;
};
typed::Program generate_program(Random& random, const ProgramOptions& options = {});

/// Texts that programs and records share, so that equalities and memberships happen.
const std::vector<std::string>& words();

/// The days around which records lie: 2024-09-20, a working stretch with a holiday and make-up days in it.
inline constexpr int32_t kBaseDay = 19'986;

}  // namespace zs::differential
