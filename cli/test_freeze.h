#pragma once
// zs test --update: records what the engine answers now, or renews what was recorded.
#include "cli/test_suite.h"

namespace zs::cli {

struct FreezeWish {
  std::vector<std::string> cases, refs;   // as zs run takes them; no cases: renew the frozen files there are
  std::string as_of, name;
  std::vector<std::string> frozen;        // further files or folders to renew
};

/// Prints what was written and what it changes; gives the exit code.
int freeze(Context& context, const std::string& path, const FreezeWish& wish);

}  // namespace zs::cli
