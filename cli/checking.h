#pragma once
// What zs check and zs lint share: their options, and compiling one place after the other.
#include "cli/verb.h"
#include "compiler/compile.h"

#include <functional>

namespace zs::cli {

/// --format, --stdlib, --library.
void checking_options(const Context& context, po::options_description& options);

/// More diagnostics about a place that compiled; true where there are findings.
using Examine = std::function<bool(const std::string& path, Compilation&)>;

/// Compiles every PATH and shows what is wrong: JSON and SARIF on standard output; for people on `people`.
/// Gives the exit code: kUsage or kIo where there are errors, else kFound where `examine` found something.
enum class People : uint8_t { kStdout, kStderr };
int check_paths(Context& context, const po::variables_map& given, const std::string& verb, People people, const Examine& examine);

}  // namespace zs::cli
