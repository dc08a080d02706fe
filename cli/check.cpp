// zs check: compile only.
#include "cli/checking.h"

namespace zs::cli {
namespace {

int run(Context& context, const po::variables_map& given) {
  return check_paths(context, given, "check", People::kStderr, [](const std::string&, Compilation&) { return false; });
}

}  // namespace

Verb check_verb() {
  return {"check", "zs check PATH...", {"检查规则，不运行", "compile only"}, {"zs check rules/henan/2019", "zs check --format sarif rules/henan/2019 > check.sarif"}, checking_options, {"path..."}, run};
}

}  // namespace zs::cli
