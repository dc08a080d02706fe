// The table of lints: made of compiler/diagnostics/lints.def.
#include "compiler/diagnostics/lints.h"
#include "lint/lint.h"
#include "lint/pack.h"

namespace zs::lint {
namespace found {

/// For the codes that run() reports itself.
void by_itself(const Pack&, Report&);
#define ZS_LINT(Name, function, id, severity, speed, title_zh, title_en, zh, en, help_zh, help_en) void function(const Pack&, Report&);
#include "compiler/diagnostics/lints.def"
#undef ZS_LINT
void by_itself(const Pack&, Report&) {}

}  // namespace found

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
#define ZS_LINT(Name, function, id, severity, speed, title_zh, title_en, zh, en, help_zh, help_en) Rule{diag::code_of(diag::Lint::k##Name), Speed::speed, title_zh, title_en, found::function},
#include "compiler/diagnostics/lints.def"
#undef ZS_LINT
  };
  return all;
}

const Rule* find_rule(std::string_view id) {
  for (const Rule& r : rules())
    if (diag::row(r.code).id == id) return &r;
  return nullptr;
}

}  // namespace zs::lint
