#include "cli/verb.h"

#include <algorithm>

namespace zs::cli {

// The verbs in the order of `zs --help`; NAME is made by NAME_verb() in cli/NAME.cpp (`new` is no name in C++).
#define ZS_VERBS(V) \
  V(new_pack)       \
  V(check)          \
  V(lint)           \
  V(build)          \
  V(disasm)         \
  V(run)            \
  V(retry)          \
  V(due)            \
  V(ledger)         \
  V(explain)        \
  V(doc)            \
  V(test)           \
  V(diff)           \
  V(replay)         \
  V(sweep)          \
  V(verify)         \
  V(fmt)            \
  V(lsp)            \
  V(calendar)       \
  V(binding)        \
  V(explain_code)   \
  V(generate)       \
  V(completion)

#define ZS_DECLARE(name) Verb name##_verb();
ZS_VERBS(ZS_DECLARE)
#undef ZS_DECLARE

const std::vector<Verb>& verbs() {
#define ZS_CALL(name) name##_verb(),
  static const std::vector<Verb> all = {ZS_VERBS(ZS_CALL)};
#undef ZS_CALL
  return all;
}

const Verb* find_verb(std::string_view name) {
  const auto& all = verbs();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Verb& v) { return v.name == name; });
  return it == all.end() ? nullptr : &*it;
}

}  // namespace zs::cli
