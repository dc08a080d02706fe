#include "cli/verb.h"

#include <algorithm>

namespace zs::cli {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all = {check_verb(), build_verb(), disasm_verb(), run_verb(), explain_verb(), test_verb(), replay_verb(), sweep_verb(), verify_verb(), fmt_verb(), calendar_verb(), generate_verb(), completion_verb()};
  return all;
}

const Verb* find_verb(std::string_view name) {
  const auto& all = verbs();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Verb& v) { return v.name == name; });
  return it == all.end() ? nullptr : &*it;
}

}  // namespace zs::cli
