#pragma once
// The codes of lints.
#include "compiler/diagnostics/diagnostics.h"

namespace zs::diag {

/// As rows of lints.def; their values are those of diag::Code.
enum class Lint : uint16_t {
  kBefore_ = static_cast<uint16_t>(Code::kFirstLint_) - 1,
#define ZS_LINT(Name, function, id, severity, speed, title_zh, title_en, zh, en, help_zh, help_en) k##Name,
#include "compiler/diagnostics/lints.def"
#undef ZS_LINT
};
constexpr Code code_of(Lint lint) { return static_cast<Code>(lint); }

}  // namespace zs::diag
