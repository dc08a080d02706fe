#include "compiler/diagnostics/diagnostics.h"

namespace zs::diag {
namespace {
using enum Severity;
const std::vector<Row> kRows = {
#define ZS_DIAGNOSTIC(name, id, severity, zh, en, help_zh, help_en) Row{#name, id, severity, zh, en, help_zh, help_en},
#include "compiler/diagnostics/diagnostics.def"
#undef ZS_DIAGNOSTIC
};
constexpr size_t kMostKept = 500;
}  // namespace

const std::vector<Row>& rows() { return kRows; }

const Row& row(Code code) { return kRows[static_cast<size_t>(code)]; }

const Row* find_row(std::string_view id) {
  for (const Row& r : kRows)
    if (r.id == id) return &r;
  return nullptr;
}

Diagnostic& Sink::report(Code code, Span src, std::vector<std::string> args) {
  if (row(code).severity == Severity::kError) ++errors_;
  // Hostile input can be wrong a million times: count all, keep the first.
  if (all_.size() >= kMostKept) {
    static thread_local Diagnostic dropped;
    dropped = Diagnostic{code, src, std::move(args), {}, std::nullopt};
    return dropped;
  }
  return all_.emplace_back(Diagnostic{code, src, std::move(args), {}, std::nullopt});
}

std::string fill(std::string_view pattern, const std::vector<std::string>& args) {
  std::string out;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!slot) {
      out += pattern[i];
      continue;
    }
    const size_t k = static_cast<size_t>(pattern[i + 1] - '0');
    if (k < args.size()) out += args[k];
    i += 2;
  }
  return out;
}

}  // namespace zs::diag
